/** A number with three digits that count: `0.00141`, `-707`, `3.54e8`. */
export function threeDigits(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'undefined' : value > 0 ? '∞' : '-∞';
  const rounded = Number(value.toPrecision(3));
  const size = Math.abs(rounded);
  if (size === 0 || (size >= 1e-4 && size < 1e5)) return String(rounded);
  return rounded.toExponential().replace('e+', 'e');
}

/** `1.05rad (60°)` */
export function angleText(theta: number): string {
  return `${threeDigits(theta)}rad (${threeDigits((theta * 180) / Math.PI)}°)`;
}
