import { operationsOf, rootsOf, type Graph, type Operation, type Program, type Value } from '../../graph/graph.js';
import { formatType } from '../../graph/types.js';

/** A program as text that a person reads: its state, then each graph with one operation a line. */
export function printProgram(program: Program): string {
  const state = program.state.map(
    ({ name, type, role, initializer }) =>
      `  ${name}: ${formatType(type)} ${role}, starts ` +
      (initializer.kind === 'constant' ? `at ${initializer.value}` : `normal with variance ${initializer.variance}`),
  );
  const graphs = Object.values(program.graphs).map(printGraph);
  return [`batch ${program.batch}\n`, `state {\n${state.join('\n')}\n}\n`, ...graphs].join('\n');
}

/** Values are numbered in the order in which they are computed: `%0`, `%1`, … */
export function printGraph(graph: Graph): string {
  const names = new Map<Value, string>();
  const name = (value: Value): string => names.get(value)!;
  const lines = graph.inputs.map(({ name: input, value, source }) => {
    const what = source.kind === 'random' ? `random numbers of ${source.path}` : source.kind;
    return `  feed ${input}: ${formatType(value.type)} = ${what}`;
  });
  let path: string | undefined;
  for (const operation of operationsOf(rootsOf(graph))) {
    for (const result of operation.results) names.set(result, `%${names.size}`);
    if (operation.origin?.path !== path) {
      path = operation.origin?.path;
      lines.push(path === undefined ? '' : `  // ${path}, line ${operation.origin!.line}`);
    }
    lines.push(`  ${printOperation(operation, name)}`);
  }
  lines.push('');
  for (const [output, value] of Object.entries(graph.outputs)) lines.push(`  output ${output} = ${name(value)}`);
  if (graph.guard !== undefined) lines.push(`  updates only where ${graph.guard} is finite`);
  for (const { state, value } of graph.updates) lines.push(`  update ${state} = ${name(value)}`);
  return `graph ${graph.name} {\n${lines.join('\n')}\n}\n`;
}

function printOperation({ primitive, inputs, attributes, results }: Operation, name: (value: Value) => string): string {
  const left = results.map((result) => `${name(result)}: ${formatType(result.type)}`).join(', ');
  const attribute = ([key, value]: [string, unknown]) => `${key}: ${JSON.stringify(value)}`;
  const right = [...inputs.map(name), ...Object.entries(attributes).map(attribute)].join(', ');
  return `${left} = ${primitive.name}(${right})`;
}
