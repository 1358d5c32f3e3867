/** Characters that a terminal obeys or hides instead of showing: controls, invisible marks, direction overrides. */
// eslint-disable-next-line no-control-regex -- these are the characters that must not reach a terminal
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The text with every character that a terminal would obey or hide replaced by a visible one of the same length. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd').replace(/[\ud800-\udfff]/gu, '\ufffd');
}

/** Ranges of characters that terminals draw two columns wide (Unicode's East Asian Width, classes W and F). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

/** How many columns of a terminal one character takes. */
function characterWidth(character: string): number {
  if (/^\p{Mark}/u.test(character)) return 0;
  const code = character.codePointAt(0)!;
  return code >= 0x1100 && WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}
