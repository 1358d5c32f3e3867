import { visit, type BlockDeclaration, type Call } from '../../../grammar/index.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Declared, Module } from '../1-resolve/modules.js';

/** Reports blocks that contain themselves, each circle once. */
export function checkRecursion(modules: Iterable<Module>, reporter: Reporter): void {
  const finished = new Set<BlockDeclaration>();
  const path: Declared<BlockDeclaration>[] = [];
  const walk = (block: Declared<BlockDeclaration>): void => {
    path.push(block);
    for (const call of callsIn(block.declaration)) {
      const called = block.module.scope.blocks.get(call.callee.name);
      if (!called || finished.has(called.declaration)) continue;
      const start = path.findIndex(({ declaration }) => declaration === called.declaration);
      if (start < 0) {
        walk(called);
        continue;
      }
      const chain = [...path.slice(start), called].map(({ declaration }) => `\`${declaration.name.name}\``).join(' -> ');
      reporter.report('recursive-block', { chain }, { file: block.module.path, span: call.span });
    }
    path.pop();
    finished.add(block.declaration);
  };
  for (const module of modules) {
    for (const declaration of module.file.declarations) {
      if (declaration.kind === 'block' && !finished.has(declaration)) walk({ declaration, module });
    }
  }
}

function callsIn(block: BlockDeclaration): readonly Call[] {
  const calls: Call[] = [];
  visit(block.body, (node) => {
    if (node.kind === 'layer') calls.push(node.call);
  });
  return calls;
}
