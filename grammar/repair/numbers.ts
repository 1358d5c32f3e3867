import { quote } from '../describe.js';

/** Units under other names. */
const units: ReadonlyMap<string, string> = new Map([
  ...['radian', 'radians', 'rads'].map((name) => [name, 'rad'] as const),
  ...['degree', 'degrees', 'degs'].map((name) => [name, 'deg'] as const),
  ...['percent', 'pct', 'pc'].map((name) => [name, '%'] as const),
]);

/** What letters behind a number multiply it by. */
const multiples: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['K', 1e3],
  ['M', 1e6],
]);

interface NumberMistake {
  readonly message: string;
  readonly hint: string;
  /** The number that was meant, as it should be written. */
  readonly meant: string;
  /** Whether nothing else can have been meant. */
  readonly isCertain: boolean;
}

const number = '[0-9]+(?:\\.[0-9]+)?(?:e-?[0-9]+)?';

/** What is wrong with a word that begins like a number and isn't one. */
export function describeNumber(raw: string): NumberMistake {
  if (/^[0-9]+x[0-9]+x/.test(raw)) {
    return { ...mistake(raw, 'A kernel has two sizes', /^[0-9]+x[0-9]+/.exec(raw)![0]), isCertain: false };
  }
  if (/^[0-9]+x$/.test(raw)) {
    return { ...mistake(raw, 'A kernel has two sizes', raw + raw.slice(0, -1)), isCertain: false };
  }
  if (/^[0-9]+X[0-9]+$/.test(raw)) {
    return mistake(raw, 'A kernel is written with a small x', raw.replace('X', 'x'));
  }
  if (/^\.[0-9]/.test(raw)) {
    return mistake(raw, 'A number begins with a digit', `0${raw}`);
  }
  if (/^[0-9]+\.(?:rad|deg|%)?$/.test(raw)) {
    return mistake(raw, 'A digit stands after the point', raw.replace('.', ''));
  }
  if (/^[0-9]+(?:_[0-9]+)+$/.test(raw)) {
    return mistake(raw, "A number's digits stand together", raw.replaceAll('_', ''));
  }
  const [, digits, unit] = new RegExp(`^(${number})([A-Za-z]\\w*)$`).exec(raw) ?? [];
  const known = unit === undefined ? undefined : units.get(unit.toLowerCase());
  if (digits !== undefined && unit !== undefined && known !== undefined) {
    const meant = digits + known;
    return {
      message: `${quote(unit)} is no unit: it is ${quote(known)}.`,
      hint: `Write ${quote(meant)}.`,
      meant,
      isCertain: true,
    };
  }
  const zeros = unit === undefined ? undefined : multiples.get(unit);
  if (digits !== undefined && zeros !== undefined) {
    return mistake(raw, 'Numbers are written out', String(Number(digits) * zeros));
  }
  if (digits !== undefined && unit !== undefined) {
    const message = `${quote(unit)} is no unit, and a name doesn't begin with a digit.`;
    return { message, hint: 'The units are `rad`, `deg` and `%`.', meant: digits, isCertain: false };
  }
  if (/^[0-9]+\.\.[.=<]?[0-9]+$/.test(raw)) {
    const hint = 'What is repeated says how often, and what counts begins at 0: `repeat 3 as i { … }`.';
    return { message: `${quote(raw)} is no number, and there are no ranges.`, hint, meant: '1', isCertain: false };
  }
  return {
    message: `${quote(raw)} is no number.`,
    hint: 'Numbers look like `128`, `0.5`, `5e-4`, `0.3rad`, `28.6deg`, `47%`; kernels like `3x3`.',
    meant: '1',
    isCertain: false,
  };
}

function mistake(raw: string, rule: string, meant: string): NumberMistake {
  return {
    message: `${quote(raw)} is no number: ${rule[0]!.toLowerCase()}${rule.slice(1)}.`,
    hint: `Write ${quote(meant)}.`,
    meant,
    isCertain: true,
  };
}
