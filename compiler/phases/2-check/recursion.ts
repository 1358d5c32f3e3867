import { visit, type BlockDeclaration, type Call } from '../../../grammar/index.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Declared, Module } from '../1-resolve/modules.js';

/** How many blocks may stand inside of one another. */
export const maxBlockDepth = 200;

/** Reports blocks that contain themselves, each circle once, and blocks in blocks without end. */
export function checkRecursion(modules: Iterable<Module>, reporter: Reporter): void {
  const walk = new Walk(reporter);
  for (const module of modules) {
    for (const declaration of module.file.declarations) {
      if (declaration.kind === 'block') walk.depthOf({ declaration, module });
    }
  }
}

class Walk {
  private readonly depths = new Map<BlockDeclaration, number>();
  /** The blocks that are being walked, each inside of the one before. */
  private readonly path: Declared<BlockDeclaration>[] = [];

  constructor(private readonly reporter: Reporter) {}

  /** How many blocks stand inside of each other in a block, itself included. */
  depthOf(block: Declared<BlockDeclaration>): number {
    const known = this.depths.get(block.declaration);
    if (known !== undefined) return known;
    this.path.push(block);
    let depth = 1;
    for (const call of callsIn(block.declaration)) depth = Math.max(depth, 1 + this.depthOfCall(call, block.module));
    this.path.pop();
    if (depth > maxBlockDepth) {
      this.reportDepth(block);
      depth = 0;
    }
    this.depths.set(block.declaration, depth);
    return depth;
  }

  private depthOfCall(call: Call, module: Module): number {
    const called = module.scope.blocks.get(call.callee.name);
    if (!called) return 0;
    const start = this.path.findIndex(({ declaration }) => declaration === called.declaration);
    if (start < 0) return this.path.length > maxBlockDepth ? maxBlockDepth : this.depthOf(called);
    const chain = [...this.path.slice(start), called]
      .map(({ declaration }) => `\`${declaration.name.name}\``)
      .join(' -> ');
    const { declaration, module: origin } = called;
    const related = [{ place: { file: origin.path, span: declaration.name.span }, message: 'this block begins here' }];
    this.reporter.report('recursive-block', { chain }, { file: module.path, span: call.span }, { related });
    return 0;
  }

  private reportDepth({ declaration: { name }, module }: Declared<BlockDeclaration>): void {
    const what = `blocks inside of one another in \`${name.name}\``;
    const counts = { what, count: `more than ${maxBlockDepth}`, limit: String(maxBlockDepth) };
    this.reporter.report('too-large', counts, { file: module.path, span: name.span });
  }
}

function callsIn(block: BlockDeclaration): readonly Call[] {
  const calls: Call[] = [];
  visit(block.body, (node) => {
    if (node.kind === 'layer') calls.push(node.call);
  });
  return calls;
}
