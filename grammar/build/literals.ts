import type { IToken } from 'chevrotain';
import type { KernelLiteral, NumberLiteral, StringLiteral } from '../syntax.js';
import { tokenSpan, type Context } from './cst.js';

/** `128`, `5e-4`, `0.3rad`, `47%`. A number too large for float64 is a problem and becomes the largest one. */
export function numberLiteral(context: Context, token: IToken): NumberLiteral {
  const span = tokenSpan(token);
  const raw = token.image;
  const [unit] = /(?:rad|deg|%)$/.exec(raw) ?? [];
  const value = Number(unit === undefined ? raw : raw.slice(0, -unit.length));
  if (!Number.isFinite(value)) {
    context.problems.add(span, 'The number is too large.', 'The largest is about 1.8e308.');
  }
  const literal = { kind: 'number', value: Math.min(value, Number.MAX_VALUE), raw, span } as const;
  return unit === undefined ? literal : { ...literal, unit: unit as 'rad' | 'deg' | '%' };
}

/** `3x3` */
export function kernelLiteral(token: IToken): KernelLiteral {
  const [height = '', width = ''] = token.image.split('x');
  const size = (digits: string) => Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
  return { kind: 'kernel', height: size(height), width: size(width), span: tokenSpan(token) };
}

const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', t: '\t' };

/** `"./file.ang"`, with the escapes `\"`, `\\`, `\n` and `\t`. */
export function stringLiteral(context: Context, token: IToken): StringLiteral {
  const span = tokenSpan(token);
  let isReported = false;
  const value = token.image.slice(1, -1).replace(/\\(.)/gs, (written, letter: string, offset: number) => {
    const meant = escapes[letter];
    if (meant === undefined && !isReported) {
      isReported = true;
      const start = span.start + 1 + offset;
      context.problems.add(
        { start, end: start + written.length },
        `\`${written}\` means nothing in a string.`,
        'For a backslash write `\\\\`, for a folder of a path `/`.',
      );
    }
    return meant ?? written;
  });
  return { kind: 'string', value, span };
}
