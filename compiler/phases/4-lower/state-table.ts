import type { StateVariable } from '../../graph/graph.js';
import { formatType, sameShape } from '../../graph/types.js';

/** The state of one program, shared by its graphs: each variable is declared once, in order of first use. */
export class StateTable {
  private readonly variables = new Map<string, StateVariable>();

  declare(variable: StateVariable): void {
    const before = this.variables.get(variable.name);
    if (before && !sameShape(before.type.shape, variable.type.shape)) {
      throw new Error(`${variable.name} is both ${formatType(before.type)} and ${formatType(variable.type)}`);
    }
    if (!before) this.variables.set(variable.name, variable);
  }

  get all(): readonly StateVariable[] {
    return [...this.variables.values()];
  }
}
