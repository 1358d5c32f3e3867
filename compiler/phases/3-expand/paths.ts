import type { Body, Identifier, Statement } from '../../../grammar/index.js';
import { layers } from '../../layers/index.js';
import type { Module } from '../1-resolve/modules.js';
import { maxBlockDepth } from '../2-check/recursion.js';

/**
 * Structural paths name weights and random streams so that edits keep them: a path holds labels where there are
 * some and positions where not, and never the kind of layer. A position counts the unlabelled statements of the same
 * braces that have state or a label inside, whether or not an `if` among them is taken.
 *
 * A position 0 right before a label is left out: `stage1[3].main.0` stands for `stage1[3].0.0.main.0`.
 */
export type Path = readonly PathPart[];
export type PathPart =
  | { readonly label: string }
  | { readonly position: number }
  | { readonly index: number }
  /**
   * A layer that owns nothing, so that its name only has to be readable. `ordinal` counts those of its name in the
   * same braces, for where an edit puts one with weights in its place.
   */
  | { readonly stateless: string; readonly ordinal: number };

/** One step of a path as people write it, with the index of a repeat behind it. */
export interface Segment {
  readonly kind: 'label' | 'position' | 'stateless';
  readonly name: string;
  readonly index?: number;
}

/** The steps of a path, without the zero positions that are left out. */
export function segmentsOf(path: Path): readonly Segment[] {
  const segments: Segment[] = [];
  for (const [at, part] of path.entries()) {
    const next = path[at + 1];
    if ('index' in part) segments.push({ ...segments.pop()!, index: part.index });
    else if ('label' in part) segments.push({ kind: 'label', name: part.label });
    else if ('stateless' in part) segments.push({ kind: 'stateless', name: nameOf(part) });
    else if (part.position > 0 || !next || !('label' in next || leadsToLabel(path, at + 1)))
      segments.push({ kind: 'position', name: String(part.position) });
  }
  return segments;
}

function nameOf({ stateless, ordinal }: { readonly stateless: string; readonly ordinal: number }): string {
  return ordinal === 0 ? stateless : `${stateless}'${ordinal}`;
}

export function formatPath(path: Path): string {
  return formatSegments(segmentsOf(path));
}

export function formatSegments(segments: readonly Segment[]): string {
  return segments.map(({ name, index }) => (index === undefined ? name : `${name}[${index}]`)).join('.');
}

/** Whether only zero positions stand between here and a label. */
function leadsToLabel(path: Path, from: number): boolean {
  for (let at = from; at < path.length; at++) {
    const part = path[at]!;
    if ('label' in part) return true;
    if (!('position' in part) || part.position > 0) return false;
  }
  return false;
}

/** The path part of each statement of a body. */
export function partsOf(body: Body, module: Module): PathPart[] {
  let position = 0;
  const ordinals = new Map<string, number>();
  const labels = labelParts(body.statements);
  return body.statements.map((statement, index) => {
    const label = labels[index];
    if (label) return label;
    if (holdsState(statement, module, new Set())) return { position: position++ };
    const stateless = statement.kind === 'layer' ? statement.call.callee.name : statement.kind;
    const ordinal = ordinals.get(stateless) ?? 0;
    ordinals.set(stateless, ordinal + 1);
    return { stateless, ordinal };
  });
}

/**
 * The path part of each label in the same braces, undefined where there is none. A label that stands there a second
 * time, which the checker reports, gets a part that no label can have, so that its path isn't reported as well.
 */
export function labelParts(
  parts: readonly { readonly label?: Identifier }[],
): readonly ({ readonly label: string } | undefined)[] {
  const seen = new Set<string>();
  return parts.map(({ label }, index) => {
    if (!label) return undefined;
    const isFirst = !seen.has(label.name);
    seen.add(label.name);
    return { label: isFirst ? label.name : `${label.name}'${index}` };
  });
}

/** What `holdsState` found, so that blocks used many times in each other are looked at once. */
const statefulBlocks = new WeakMap<object, boolean>();

/** @param visiting blocks on the way here, so that a recursive one (reported elsewhere) ends */
function holdsState(statement: Statement, module: Module, visiting: Set<object>): boolean {
  if (statement.label) return true;
  const anyIn = (body: Body, inside = module) => body.statements.some((inner) => holdsState(inner, inside, visiting));
  switch (statement.kind) {
    case 'let':
      return false;
    case 'if':
      return anyIn(statement.consequent) || (statement.alternative !== undefined && anyIn(statement.alternative));
    case 'repeat':
      return anyIn(statement.body);
    case 'join':
      return statement.branches.some((branch) => branch.label !== undefined || anyIn(branch.body));
    case 'layer': {
      const name = statement.call.callee.name;
      const block = module.scope.blocks.get(name);
      if (!block) return layers.get(name)?.stateful ?? false;
      const known = statefulBlocks.get(block.declaration);
      if (known !== undefined) return known;
      if (visiting.has(block.declaration) || visiting.size >= maxBlockDepth) return false;
      visiting.add(block.declaration);
      const found = anyIn(block.declaration.body, block.module);
      visiting.delete(block.declaration);
      statefulBlocks.set(block.declaration, found);
      return found;
    }
  }
}
