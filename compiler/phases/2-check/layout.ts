/** Annotations and `from` whose place in the lines says something else than they mean. */
import type {
  Identifier,
  JoinStatement,
  LayerStatement,
  RepeatStatement,
  Span,
  Statement,
} from '../../../grammar/index.js';
import type { Fix } from '../../diagnostics/diagnostic.js';
import type { Context } from './context.js';

/** What annotations can stand on. */
type Annotatable = LayerStatement | JoinStatement | RepeatStatement;

function isAnnotatable(statement: Statement): statement is Annotatable {
  return 'annotations' in statement;
}

/**
 * Warns of an annotation that begins a line, no further right than the statement that it belongs to, when another
 * statement follows: who knows decorators reads it as belonging to that.
 */
export function checkLayout(statement: Statement, next: Statement | undefined, context: Context): void {
  if (!isAnnotatable(statement) || !next || !isAnnotatable(next)) return;
  const { annotations } = statement;
  const [first] = annotations.filter(({ span }) => isFirstOnLine(context.module.text, span.start));
  if (!first) return;
  const { text } = context.module;
  if (columnOf(text, first.span.start) > indentation(text, statement.span.start)) return;
  const from = annotations.slice(annotations.indexOf(first));
  const span = { start: first.span.start, end: from.at(-1)!.span.end };
  const args = { annotation: context.textOf({ span }), before: nameOf(statement), after: nameOf(next) };
  context.report('misleading-annotation', args, { span }, { fixes: [moved(span, next, context)] });
}

/** What is said of `from image conv(16, 3x3)`, where `from` belongs to the statement above. */
export function earlyFromHint({ name, span }: Identifier, text: string): string | undefined {
  const start = text.lastIndexOf('from', span.start);
  const after = /^[ \t]*([A-Za-z_]\w*)/.exec(text.slice(span.end))?.[1];
  if (start < 0 || !isFirstOnLine(text, start) || after === undefined) return undefined;
  return `Here it belongs to the layer before it; write \`from ${name}\` behind \`${after}\`, with its arguments.`;
}

/** The fix that puts annotations behind another statement, before its `from`. */
function moved(span: Span, next: Annotatable, context: Context): Fix {
  const { text } = context.module;
  const written = text.slice(span.start, span.end);
  const place = endOfCall(next);
  const gap = { start: span.start, end: span.end + /^[ \t]*/.exec(text.slice(span.end))![0].length };
  const title = `Move \`${written}\` behind \`${text.slice(next.span.start, place).split('\n', 1)[0]}\``;
  return {
    title,
    edits: [
      { place: context.place({ span: gap }), text: '' },
      { place: context.place({ span: { start: place, end: place } }), text: ` ${written}` },
    ],
  };
}

/** Where an annotation of a statement can be added. */
function endOfCall(statement: Annotatable): number {
  const last = statement.annotations.at(-1)?.span.end;
  return last ?? (statement.kind === 'layer' ? statement.call.span.end : statement.span.end);
}

/** What a statement is called in a message. */
function nameOf(statement: Annotatable): string {
  return statement.label?.name ?? (statement.kind === 'layer' ? statement.call.callee.name : statement.kind);
}

function isFirstOnLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(text.slice(startOfLine(text, offset), offset));
}

function columnOf(text: string, offset: number): number {
  return offset - startOfLine(text, offset);
}

/** By how much the line of an offset is indented. */
function indentation(text: string, offset: number): number {
  return /^[ \t]*/.exec(text.slice(startOfLine(text, offset), offset))![0].length;
}

function startOfLine(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}
