import { visit, type Expression } from '../../../grammar/index.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { itemRemoval, removalOf } from '../../fixes/removal.js';
import type { Module } from './modules.js';

/** Warns of imported names that nothing in a file uses. */
export function reportUnusedImports(module: Module, reporter: Reporter): void {
  if (module.damaged.length > 0 || module.file.imports.length === 0) return;
  const used = usedNames(module);
  for (const declaration of module.file.imports) {
    const unused = declaration.names.filter(({ name }) => !used.has(name) && isImported(name, module));
    for (const name of unused) {
      const span =
        unused.length === declaration.names.length
          ? removalOf(module.text, declaration.span)
          : itemRemoval(
              name.span,
              declaration.names.map((each) => each.span),
            );
      const edits = [{ place: { file: module.path, span }, text: '' }];
      const fixes = [{ title: `Remove \`${name.name}\` from the import`, edits }];
      reporter.report('unused-import', { name: name.name }, { file: module.path, span: name.span }, { fixes });
    }
  }
}

/** Whether a name came from another file; an experiment is used by being there. */
function isImported(name: string, { scope, path }: Module): boolean {
  if (scope.experiments.has(name)) return false;
  const { models, blocks, angles, magnitudes, margins } = scope;
  const meanings = [models, blocks, angles, magnitudes, margins]
    .map((names) => names.get(name))
    .filter((one) => one !== undefined);
  return meanings.length > 0 && meanings.every(({ module }) => module.path !== path);
}

/** Names in the positions where models, blocks and functions are used. */
function usedNames({ file }: Module): ReadonlySet<string> {
  const used = new Set<string>();
  const add = (value: Expression): void => {
    if (value.kind === 'identifier') used.add(value.name);
  };
  visit(file, (node) => {
    if (node.kind === 'call') used.add(node.callee.name);
    else if (node.kind === 'argument' || node.kind === 'field') add(node.value);
  });
  return used;
}
