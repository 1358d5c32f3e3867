import type { SyntaxProblem } from './problems.js';

/** Many times the longest spec that anyone writes; reading more takes gigabytes. */
const longestText = 1_000_000;

/** Why a text isn't read at all, if there is a reason. */
export function refuse(text: string): SyntaxProblem | undefined {
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const message = 'The file holds a NUL character: it is binary, not text.';
    return { span: { start: nul, end: nul + 1 }, message, hint: 'Is it the right file?' };
  }
  const broken = text.indexOf('\ufffd');
  if (broken >= 0) {
    const message = "The file isn't UTF-8 text: bytes here are no character.";
    return { span: { start: broken, end: broken + 1 }, message, hint: 'Save it as UTF-8; or is it the wrong file?' };
  }
  if (text.length > longestText) {
    const count = (length: number) => length.toLocaleString('en-US');
    const message = `The file has ${count(text.length)} characters; a spec has at most ${count(longestText)}.`;
    return { span: { start: 0, end: 0 }, message, hint: 'Split it into files that are imported.' };
  }
  return undefined;
}
