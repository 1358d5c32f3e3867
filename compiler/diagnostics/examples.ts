import { catalog, type Code } from './catalog.js';

/** What the examples of imports find beside them. */
const beside = {
  'residual.ang': 'block residual(width: int = 8) {\n  conv(width, 3x3)\n}\n',
  'blocks.ang': 'block residual(width: int) {\n  conv(width, 3x3)\n}\n\nblock bottleneck() {\n  relu\n}\n',
};

const besideCycle = {
  wrong: { 'b.ang': 'import { head } from "./spec.ang"\n\nblock tail() {\n  head\n}\n' },
  right: { 'b.ang': 'block tail() {\n  relu\n}\n' },
};

/** An example of a diagnostic as `spec.ang`, and the files that it imports. */
export function exampleFiles(code: Code, which: 'wrong' | 'right'): ReadonlyMap<string, string> {
  const others = code === 'import-cycle' ? besideCycle[which] : beside;
  return new Map([...Object.entries(others), ['spec.ang', catalog[code][which]]]);
}
