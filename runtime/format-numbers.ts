/** `60,000` */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

/** `1 image`, `2 images` */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `98.42 %` of a fraction. */
export function formatPercent(fraction: number, digits = 2): string {
  return `${(fraction * 100).toFixed(digits)} %`;
}

/** `36.1°` of an angle in radians. */
export function formatAngle(radians: number): string {
  return `${((radians * 180) / Math.PI).toFixed(1)}°`;
}

/** `3.2 MB`, in powers of 1000. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return power === 0 ? `${bytes} bytes` : `${(bytes / 1000 ** power).toFixed(1)} ${units[power]}`;
}

/** `812`, `69.5 K`, `1.2 G`: a count of arithmetic operations, in powers of 1000. */
export function formatLarge(count: number): string {
  return scaled(count, 1000, ['', ' K', ' M', ' G', ' T', ' P', ' E']);
}

/** `512 B`, `3.2 MiB`: memory, in powers of 1024. */
export function formatMemory(bytes: number): string {
  return scaled(bytes, 1024, [' B', ' KiB', ' MiB', ' GiB', ' TiB', ' PiB', ' EiB']);
}

function scaled(count: number, base: number, units: readonly string[]): string {
  let [number, power] = [count, 0];
  // What would be shown as 1000.0 of one unit is 1.0 of the next.
  while (power < units.length - 1 && number >= (power === 0 ? base : base - 0.05))
    [number, power] = [number / base, power + 1];
  return `${power === 0 ? formatCount(number) : number.toFixed(1)}${units[power]!}`;
}

/** `45 s`, `3 min 5 s`, `2 h 4 min`, `6 d 7 h` */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  if (hours >= 48) return `${formatCount(Math.floor(hours / 24))} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}
