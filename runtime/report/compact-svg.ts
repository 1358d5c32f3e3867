/** A symbol as Vega writes it: a path that is moved to its place. */
const MARK = /<path transform="translate\(([^,)]+),([^,)]+)\)" (d="[^>]*")\/>/g;

/** Marks that look alike and are at least so many share one definition. */
const MANY = 50;

/**
 * Makes the SVG of a chart with many marks small: coordinates with two decimals, and each look of a mark only once.
 * Texts are left as they are.
 */
export function compactSvg(svg: string): string {
  const rounded = svg.replace(/ (?:transform|d)="[^"]*"/g, (attribute) =>
    attribute.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (digits) => String(Math.round(Number(digits) * 100) / 100)),
  );
  const counts = new Map<string, number>();
  for (const [, , , look] of rounded.matchAll(MARK)) counts.set(look!, (counts.get(look!) ?? 0) + 1);
  const looks = [...counts].filter(([, count]) => count >= MANY).map(([look]) => look);
  if (looks.length === 0) return rounded;
  const definitions = looks.map((look, index) => `<path id="mark${index}" ${look}/>`).join('');
  const shared = rounded.replace(MARK, (mark, x: string, y: string, look: string) => {
    const index = looks.indexOf(look);
    return index < 0 ? mark : `<use xlink:href="#mark${index}" x="${x}" y="${y}"/>`;
  });
  return shared.replace('>', `><defs>${definitions}</defs>`);
}
