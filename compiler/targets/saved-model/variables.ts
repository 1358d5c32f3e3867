import type { StateVariable } from '../../graph/graph.js';
import { shapeMessage, typeAttribute } from './attributes.js';
import { CPU, type NodeList, type TensorName } from './node-list.js';

const encoder = new TextEncoder();

/** State as TensorFlow's resource variables: one handle each, shared by every graph of the saved model. */
export class Variables {
  private readonly handles = new Map<string, TensorName>();

  constructor(
    private readonly nodes: NodeList,
    readonly state: readonly StateVariable[],
  ) {
    for (const variable of state) this.handles.set(variable.name, this.makeHandle(variable));
  }

  /** A node that reads the variable. */
  read(scope: string, variable: StateVariable): string {
    const attr = { dtype: typeAttribute(variable.type.dtype) };
    return this.nodes.add(
      `${scope}/read/${variable.name}`,
      'ReadVariableOp',
      [this.handle(variable.name)],
      attr,
      placement(variable),
    );
  }

  /** A node that overwrites the variable once the nodes `after` have run. */
  assign(scope: string, variable: StateVariable, value: TensorName, after: Iterable<string> = []): string {
    const attr = { dtype: typeAttribute(variable.type.dtype), validate_shape: { b: false } };
    const inputs = [this.handle(variable.name), value];
    return this.nodes.add(`${scope}/write/${variable.name}`, 'AssignVariableOp', inputs, attr, {
      ...placement(variable),
      after,
    });
  }

  /** @throws {Error} when there is no such state, which is a mistake in lowering */
  named(name: string): StateVariable {
    const variable = this.state.find((candidate) => candidate.name === name);
    if (!variable) throw new Error(`no state variable is called ${name}`);
    return variable;
  }

  handle(name: string): TensorName {
    const handle = this.handles.get(name);
    if (!handle) throw new Error(`no state variable is called ${name}`);
    return handle;
  }

  private makeHandle(variable: StateVariable): TensorName {
    const { dtype, shape } = variable.type;
    const attr = {
      dtype: typeAttribute(dtype),
      shape: { shape: shapeMessage(shape) },
      // Handles of one shared name are one variable of the session.
      shared_name: { s: encoder.encode(variable.name) },
      container: { s: encoder.encode('') },
    };
    return `${this.nodes.add(`state/${variable.name}`, 'VarHandleOp', [], attr, placement(variable))}:0`;
  }
}

/** TensorFlow has no integer kernels for most of what a GPU does, and keeps integers on the host. */
export function placement(variable: StateVariable): { device?: string } {
  return variable.type.dtype === 'f32' ? {} : { device: CPU };
}
