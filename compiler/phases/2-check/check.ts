import type { Declaration } from '../../../grammar/index.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Resolved } from '../1-resolve/modules.js';
import { checkAblation } from './ablations.js';
import { checkModelOrBlock } from './bodies.js';
import { Context } from './context.js';
import { checkExperiment } from './experiments.js';
import { checkFunction } from './functions.js';
import { checkRecursion } from './recursion.js';

/**
 * Second phase: checks every declaration of every file by itself, used or not: names, arguments, kinds of values,
 * fields. What depends on the values of parameters (shapes, most ranges) is left to expansion.
 */
export function check({ modules }: Resolved, reporter: Reporter): void {
  for (const module of modules.values()) {
    const context = new Context(module, reporter);
    for (const declaration of module.file.declarations) checkDeclaration(declaration, context);
  }
  checkRecursion(modules.values(), reporter);
}

function checkDeclaration(declaration: Declaration, context: Context): void {
  switch (declaration.kind) {
    case 'angle':
    case 'magnitude':
    case 'margin':
      return checkFunction(declaration, context);
    case 'experiment':
      return checkExperiment(declaration, context);
    case 'model':
    case 'block':
      return checkModelOrBlock(declaration, context);
    case 'ablation':
      return checkAblation(declaration, context);
  }
}
