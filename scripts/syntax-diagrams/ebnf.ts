import type { Syntax } from './syntax.js';

/** A syntax in one line: `'let' name '=' expression`. */
export function ebnf(syntax: Syntax): string {
  switch (syntax.kind) {
    case 'literal':
      return `'${syntax.text}'`;
    case 'token':
      return syntax.text.toUpperCase().replace(/^\./, '');
    case 'rule':
      return syntax.name;
    case 'sequence':
      return syntax.items.map((item) => (item.kind === 'choice' ? `(${ebnf(item)})` : ebnf(item))).join(' ');
    case 'choice':
      return syntax.items.map(ebnf).join(' | ');
    case 'optional':
      return `${operand(syntax.item)}?`;
    case 'repeat':
      return `${operand(syntax.item)}${syntax.least === 0 ? '*' : '+'}`;
    case 'list': {
      const [item, separator] = [operand(syntax.item), operand(syntax.separator)];
      return `(${item} (${separator} ${item})* ','?)?`;
    }
  }
}

function operand(syntax: Syntax): string {
  return ['literal', 'token', 'rule'].includes(syntax.kind) ? ebnf(syntax) : `(${ebnf(syntax)})`;
}
