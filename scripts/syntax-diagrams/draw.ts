import {
  Choice,
  Diagram,
  NonTerminal,
  OneOrMore,
  Optional,
  Sequence,
  Terminal,
  ZeroOrMore,
} from '@prantlf/railroad-diagrams';
import { readable } from './names.js';
import type { Syntax } from './syntax.js';

const style = `
svg { background-color: #fff }
path { stroke: #57606a; stroke-width: 2; fill: none }
rect { stroke: #57606a; stroke-width: 1.5; fill: #ddf4ff }
g.non-terminal rect { fill: #f6f8fa }
text { font: 14px 'DejaVu Sans Mono', ui-monospace, monospace; text-anchor: middle; fill: #1f2328; white-space: pre }
`;

/** The diagram of a rule, an SVG file. */
export function draw(syntax: Syntax): string {
  return `${new Diagram(part(syntax)).toStandalone(style)}\n`;
}

function part(syntax: Syntax): object {
  switch (syntax.kind) {
    case 'literal':
      return new Terminal(syntax.text);
    case 'token':
      return new NonTerminal(syntax.text);
    case 'rule':
      return new NonTerminal(readable(syntax.name));
    case 'sequence':
      return new Sequence(...syntax.items.map(part));
    case 'choice':
      return new Choice(0, ...syntax.items.map(part));
    case 'optional':
      return new Optional(part(syntax.item));
    case 'repeat':
      return syntax.least === 0 ? new ZeroOrMore(part(syntax.item)) : new OneOrMore(part(syntax.item));
    case 'list':
      return new Optional(
        new Sequence(new OneOrMore(part(syntax.item), part(syntax.separator)), new Optional(new Terminal(','))),
      );
  }
}
