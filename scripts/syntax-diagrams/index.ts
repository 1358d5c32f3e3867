import { draw } from './draw.js';
import { ebnf } from './ebnf.js';
import { readable } from './names.js';
import { syntaxRules } from './rules.js';

const introduction = `# The syntax of angnet

Made of the parser's own rules by \`npm run docs\`. What the parser reads only to say what is wrong with it is left out: a
rule shows what texts without mistakes use of it. Which items and fields belong where, and what names mean, is checked
later and said in [the language](../language.md).

Rounded boxes are written as they are; the others are other rules, or tokens with many forms: a \`name\`, a \`number\`
with or without a unit, a \`kernel\` such as \`3x3\`, a \`string\` in double quotes, and a \`.position\` such as \`.0\`. Spaces,
line breaks and comments may stand between any two tokens, but for a call's \`(\`, an index's \`[\` and what follows a dot,
which stand right behind what they belong to.
`;

/** The files of docs/grammar/: a diagram for each rule, and a page with all of them. */
export function syntaxFiles(): ReadonlyMap<string, string> {
  const rules = [...syntaxRules()];
  const sections = rules.map(
    ([name, syntax]) =>
      `## ${readable(name)}\n\n![${readable(name)}](${name}.svg)\n\n\`\`\`ebnf\n${name} ::= ${ebnf(syntax)}\n\`\`\`\n`,
  );
  return new Map([
    ['README.md', [introduction, ...sections].join('\n')],
    ...rules.map(([name, syntax]) => [`${name}.svg`, draw(syntax)] as const),
  ]);
}
