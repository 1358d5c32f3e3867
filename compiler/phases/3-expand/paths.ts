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
  /** A layer that owns nothing, so that its name only has to be readable. */
  | { readonly stateless: string };

export function formatPath(path: Path): string {
  let text = '';
  path.forEach((part, at) => {
    const next = path[at + 1];
    if ('index' in part) text += `[${part.index}]`;
    else if ('label' in part) text += `.${part.label}`;
    else if ('stateless' in part) text += `.${part.stateless}`;
    else if (part.position > 0 || !next || !('label' in next || leadsToLabel(path, at + 1)))
      text += `.${part.position}`;
  });
  return text.replace(/^\./, '');
}

/** Whether only zero positions stand between here and a label. */
function leadsToLabel(path: Path, from: number): boolean {
  for (const part of path.slice(from)) {
    if ('label' in part) return true;
    if (!('position' in part) || part.position > 0) return false;
  }
  return false;
}

/** The path part of each statement of a body. */
export function partsOf(body: Body, module: Module): PathPart[] {
  let position = 0;
  const labels = labelParts(body.statements);
  return body.statements.map((statement, index) => {
    const label = labels[index];
    if (label) return label;
    if (holdsState(statement, module, new Set())) return { position: position++ };
    return { stateless: statement.kind === 'layer' ? statement.call.callee.name : statement.kind };
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
