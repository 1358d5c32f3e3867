import type { Edit, EditTarget, Expression, Identifier, Profile } from '../../grammar/index.js';
import type { Module } from '../phases/1-resolve/modules.js';

/** An edit of an experiment together with the file in which its names mean something. */
export interface SourcedEdit {
  readonly edit: Edit;
  readonly module: Module;
  /** Whether it has to change something: edits that are written for their own sake do, values of a `vary` need not. */
  readonly mustChange: boolean;
}

export function editsOfProfile({ edits }: Profile, module: Module): readonly SourcedEdit[] {
  return edits.map((edit) => ({ edit, module, mustChange: true }));
}

/** What the target of a field edit means. */
export type Target =
  /** `steps` */
  | { readonly kind: 'field'; readonly field: Identifier }
  /** `model.width` */
  | { readonly kind: 'argument'; readonly field: Identifier; readonly argument: Identifier }
  /** `classifier@scale`, `model@norm.eps` */
  | {
      readonly kind: 'annotation';
      readonly selector: Expression;
      readonly annotation: Identifier;
      readonly argument: Identifier | undefined;
    };

/** Undefined for a target that can mean nothing: `optimizer.lr.x`, `batch[0]`. */
export function targetOf({ path, annotation, argument }: EditTarget): Target | undefined {
  if (annotation) return { kind: 'annotation', selector: path, annotation, argument };
  if (path.kind === 'identifier') return { kind: 'field', field: path };
  if (path.kind !== 'member' || path.object.kind !== 'identifier') return undefined;
  return { kind: 'argument', field: path.object, argument: path.property };
}

/** A target as it is written, in one spelling: `classifier@scale`. */
export function formatTarget({ path, annotation, argument }: EditTarget): string {
  return `${formatPath(path)}${annotation ? `@${annotation.name}` : ''}${argument ? `.${argument.name}` : ''}`;
}

function formatPath(path: Expression): string {
  switch (path.kind) {
    case 'identifier':
      return path.name;
    case 'member':
      return `${formatPath(path.object)}.${path.property.name}`;
    case 'index':
      return `${formatPath(path.object)}[${path.index?.kind === 'number' ? path.index.raw : '*'}]`;
    case 'list':
      return `[${path.items.map(formatPath).join(', ')}]`;
    case 'call':
      return `${path.callee.name}(${path.arguments.map(({ value }) => formatPath(value)).join(', ')})`;
    default:
      return '…';
  }
}
