import { visit, type Expression } from '../../../grammar/index.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Module } from './modules.js';

/** Warns of imported names that nothing in a file uses. */
export function reportUnusedImports(module: Module, reporter: Reporter): void {
  if (module.damaged.length > 0 || module.file.imports.length === 0) return;
  const used = usedNames(module);
  for (const name of module.file.imports.flatMap((declaration) => declaration.names)) {
    if (!used.has(name.name) && isImported(name.name, module))
      reporter.report('unused-import', { name: name.name }, { file: module.path, span: name.span });
  }
}

/** Whether a name came from another file; an experiment is used by being there. */
function isImported(name: string, { scope, path }: Module): boolean {
  if (scope.experiments.has(name)) return false;
  const meanings = [scope.models.get(name), scope.blocks.get(name), scope.angles.get(name)].filter(
    (one) => one !== undefined,
  );
  return meanings.length > 0 && meanings.every(({ module }) => module.path !== path);
}

/** Names in the positions where models, blocks and angle functions are used. */
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
