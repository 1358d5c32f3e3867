import type { Attributes } from './graph.js';

/** Rewritten operations share their attributes with the old ones, so that most texts are asked for several times. */
const texts = new WeakMap<Attributes, string>();

/** A text that is the same for equal attributes only. */
export function attributesText(attributes: Attributes): string {
  let text = texts.get(attributes);
  if (text === undefined) texts.set(attributes, (text = JSON.stringify(attributes, exactly)));
  return text;
}

/** JSON writes -0 as 0, and infinities and NaN as null, which are different constants. */
function exactly(_: string, value: unknown): unknown {
  const lost = Object.is(value, -0) || (typeof value === 'number' && !Number.isFinite(value));
  return lost ? { number: Object.is(value, -0) ? '-0' : String(value) } : value;
}
