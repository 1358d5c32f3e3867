import type { Body, Edit, EditGroup, EditGroups, EditTarget, Expectation, Node, Profile, Vary, Zip } from './syntax.js';

/** The nodes right below a node, in text order. Comments aren't among them. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'file':
      return present([node.edition, ...node.imports, ...node.declarations]);
    case 'edition':
      return [node.year];
    case 'import':
      return [...node.names, node.from];
    case 'model':
    case 'block':
      return [node.name, ...node.parameters, ...node.annotations, node.body];
    case 'angle':
    case 'magnitude':
    case 'margin':
      return [node.name, ...node.variables, ...node.parameters, ...node.lets, node.expression];
    case 'experiment':
      return inTextOrder([node.name, ...node.fields, ...node.profiles]);
    case 'ablation':
      return [node.name, node.of, ...node.items];
    case 'parameter':
      return inTextOrder(present([node.name, node.type, node.default, node.per, node.minimum, node.update]));
    case 'field':
      return [node.name, node.value];
    case 'body':
      return node.statements;
    case 'branch':
      return present([node.label, node.body]);
    case 'annotation':
      return [node.name, ...node.arguments];
    case 'argument':
      return present([node.name, node.value]);
    case 'layer':
    case 'join':
    case 'repeat':
    case 'if':
    case 'let':
      return statementChildren(node);
    case 'profile':
    case 'field-edit':
    case 'set':
    case 'replace':
    case 'target':
    case 'vary':
    case 'zip':
    case 'groups':
    case 'group':
    case 'expect':
      return editChildren(node);
    default:
      return expressionChildren(node);
  }
}

type EditNode = Profile | Edit | EditTarget | Vary | Zip | EditGroups | EditGroup | Expectation;

function editChildren(node: EditNode): readonly Node[] {
  switch (node.kind) {
    case 'profile':
      return [node.name, ...node.edits];
    case 'field-edit':
      return [node.target, node.value];
    case 'set':
      return [node.selector, ...node.annotations];
    case 'replace':
      return [node.selector, node.call];
    case 'target':
      return present([node.path, node.annotation, node.argument]);
    case 'vary':
      return [node.target, node.values];
    case 'zip':
      return node.varies;
    case 'groups':
      return node.groups;
    case 'group':
      return [node.name, ...node.edits];
    case 'expect':
      return present([node.metric, node.values, node.source]);
  }
}

function inTextOrder(nodes: readonly Node[]): readonly Node[] {
  return [...nodes].sort((a, b) => a.span.start - b.span.start);
}

type StatementNode = Body['statements'][number];

function statementChildren(node: StatementNode): readonly Node[] {
  switch (node.kind) {
    case 'layer':
      return present([node.label, node.call, ...node.annotations, node.from]);
    case 'join':
      return present([node.label, ...node.branches, ...node.annotations]);
    case 'repeat':
      return present([node.label, node.count, node.variable, node.body, ...node.annotations]);
    case 'if':
      return present([node.label, node.condition, node.consequent, node.alternative]);
    case 'let':
      return present([node.label, node.name, node.value]);
  }
}

function expressionChildren(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'member':
      return [node.object, node.property];
    case 'index':
      return present([node.object, node.index]);
    case 'call':
      return [node.callee, ...node.arguments];
    case 'list':
      return node.items;
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.condition, node.consequent, node.alternative];
    default:
      return [];
  }
}

function present(nodes: readonly (Node | undefined)[]): readonly Node[] {
  return nodes.filter((node) => node !== undefined);
}

/**
 * Calls `enter` for a node and everything below it, parents first, in text order.
 * It doesn't recurse, so that no tree is too deep for it.
 */
export function visit(root: Node, enter: (node: Node, depth: number) => void): void {
  const waiting: { node: Node; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    enter(next.node, next.depth);
    const below = children(next.node);
    for (let i = below.length - 1; i >= 0; i--) {
      waiting.push({ node: below[i]!, depth: next.depth + 1 });
    }
  }
}
