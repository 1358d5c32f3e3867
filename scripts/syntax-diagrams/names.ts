/** `functionDeclaration` as words: `function declaration`. */
export function readable(rule: string): string {
  return rule.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
