import { shapeMessage, typeAttribute } from './attributes.js';
import { copyOf } from './emit-graph.js';
import type { NodeList, TensorName } from './node-list.js';
import { placement, type Variables } from './variables.js';

/** How the host gets at one state variable. */
export interface StateAccess {
  /** Fetched to read the variable. */
  readonly read: TensorName;
  /** Fed to overwrite it … */
  readonly value: TensorName;
  /** … while this is fetched. */
  readonly written: TensorName;
}

/** Emits reading and writing of every variable from the host. */
export function emitStateAccess(nodes: NodeList, variables: Variables): Record<string, StateAccess> {
  return Object.fromEntries(
    variables.state.map((variable) => {
      const { dtype, shape } = variable.type;
      const attr = { dtype: typeAttribute(dtype), shape: { shape: shapeMessage(shape) } };
      const value: TensorName = `${nodes.add(`host/feed/${variable.name}`, 'Placeholder', [], attr)}:0`;
      const copy = copyOf(nodes, `host/copy/${variable.name}`, value, dtype);
      const assign = variables.assign('host', variable, copy);
      // A fetch must be a tensor: a scalar that comes after the assignment.
      const one = nodes.constant({ int: 1 });
      const after = { after: [assign] };
      const done = nodes.add(`host/written/${variable.name}`, 'Identity', [one], { T: typeAttribute('i32') }, after);
      const read: TensorName = `${variables.read('host', variable)}:0`;
      return [variable.name, { read, value, written: `${done}:0` }];
    }),
  );
}

/**
 * Emits what gives every variable a value when the model is loaded: zeros, which cost nothing to store. The real
 * values are written by the host.
 * @returns the node that runs all of it
 */
export function emitInitialization(nodes: NodeList, variables: Variables): string {
  const assigns = variables.state.map((variable) => {
    const { dtype, shape } = variable.type;
    const zero = dtype === 'f32' ? { float: 0 } : dtype === 'i32' ? { int: 0 } : { bool: false };
    const attr = { T: typeAttribute(dtype), index_type: typeAttribute('i32') };
    const operands = [nodes.constant({ ints: shape }), nodes.constant(zero)];
    const zeros = nodes.add(`initialize/zeros/${variable.name}`, 'Fill', operands, attr, placement(variable));
    return variables.assign('initialize', variable, `${zeros}:0`);
  });
  return nodes.add('initialize/all', 'NoOp', [], {}, { after: assigns });
}
