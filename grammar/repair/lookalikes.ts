/** Characters that look like the ones of the language and aren't. */

// prettier-ignore
const letters: Readonly<Record<string, string>> = {
  // Cyrillic
  А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X', а: 'a', е: 'e',
  о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', ѕ: 's', і: 'i', ј: 'j', ԁ: 'd', ԛ: 'q', ԝ: 'w', һ: 'h', в: 'b', к: 'k',
  // Greek capitals and omicron; the other small letters have their names below
  Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X',
  ο: 'o', ν: 'v',
  '\u00d7': 'x', ı: 'i',
};

// prettier-ignore
const greek: Readonly<Record<string, string>> = {
  α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', η: 'eta', θ: 'theta', κ: 'kappa', λ: 'lambda',
  µ: 'mu', μ: 'mu', π: 'pi', ρ: 'rho', σ: 'sigma', τ: 'tau', φ: 'phi', χ: 'chi', ψ: 'psi', ω: 'omega',
};

// prettier-ignore
const signs: Readonly<Record<string, string>> = {
  '，': ',', '、': ',', '；': ';', '：': ':', '﹕': ':', '。': '.', '．': '.',
  '\u2010': '-', '\u2011': '-', '\u2012': '-', '\u2013': '-', '\u2014': '-', '\u2212': '-',
  '\u00d7': '*', '\u00b7': '*', '\u22c5': '*', '\u2217': '*', '\u00f7': '/', '\u2215': '/', '\u2044': '/',
  '\u2264': '<=', '\u2265': '>=', '\u2260': '!=', '\u2227': 'and', '\u2228': 'or', '\u00ac': 'not',
};

const alphabets: readonly (readonly [string, RegExp])[] = [
  ['Cyrillic', /^\p{Script=Cyrillic}$/u],
  ['Greek', /^\p{Script=Greek}$/u],
];

// prettier-ignore
const signNames: Readonly<Record<string, string>> = {
  '\u00d7': 'a multiplication sign',
  '\u2010': 'a hyphen', '\u2011': 'a hyphen', '\u2012': 'a dash', '\u2013': 'a dash', '\u2014': 'a dash',
  '\u2212': 'a mathematical minus sign',
};

const fullWidthOffset = 0xfee0;

function fullWidth(character: string): string | undefined {
  const code = character.codePointAt(0)!;
  return code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - fullWidthOffset) : undefined;
}

/** White space and marks that can't be seen or that look like an ordinary space. */
export function isInvisible(character: string): boolean {
  return /^[\p{Z}\p{Cf}\u0085]$/u.test(character);
}

/** The ASCII text that a character outside of ASCII stands for, if one looks like it or is its name. */
export function plainText(character: string): string | undefined {
  return fullWidth(character) ?? letters[character] ?? greek[character] ?? plainSign(character);
}

/** The same for a sign that stands alone, where `×` multiplies. */
export function plainSign(character: string): string | undefined {
  return fullWidth(character) ?? signs[character];
}

/** What a character is, for a message: "a Cyrillic letter", "a full-width sign". */
export function describeCharacter(character: string): string {
  const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  if (isInvisible(character)) {
    return `an invisible character (${code})`;
  }
  const alphabet = alphabets.find(([, pattern]) => pattern.test(character))?.[0];
  if (alphabet !== undefined) {
    return `a ${alphabet} letter (${code})`;
  }
  if (fullWidth(character) !== undefined) {
    return `a full-width character (${code})`;
  }
  return `${signNames[character] ?? 'a character outside of ASCII'} (${code})`;
}
