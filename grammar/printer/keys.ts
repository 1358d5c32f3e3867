import type { Node } from '../syntax.js';

/** The properties of each kind of node that hold nodes. */
const keys: { readonly [Kind in Node['kind']]: readonly string[] } = {
  file: ['imports', 'declarations'],
  import: ['names', 'from'],
  model: ['name', 'parameters', 'annotations', 'body'],
  block: ['name', 'parameters', 'annotations', 'body'],
  angle: ['name', 'variable', 'parameters', 'expression'],
  experiment: ['name', 'fields'],
  parameter: ['name', 'type', 'default'],
  field: ['name', 'value'],
  body: ['statements'],
  branch: ['label', 'body'],
  layer: ['label', 'call', 'annotations', 'from'],
  join: ['label', 'branches', 'annotations'],
  repeat: ['label', 'count', 'variable', 'body', 'annotations'],
  if: ['label', 'condition', 'consequent', 'alternative'],
  let: ['label', 'name', 'value'],
  annotation: ['name', 'arguments'],
  argument: ['name', 'value'],
  member: ['object', 'property'],
  call: ['callee', 'arguments'],
  list: ['items'],
  unary: ['operand'],
  binary: ['left', 'right'],
  conditional: ['condition', 'consequent', 'alternative'],
  number: [],
  kernel: [],
  boolean: [],
  string: [],
  identifier: [],
  comment: [],
};

export function visitorKeys(node: Node): string[] {
  return [...keys[node.kind]];
}
