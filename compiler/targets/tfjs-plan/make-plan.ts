import { operationsOf, rootsOf, type Graph, type Operation, type Value } from '../../graph/graph.js';
import { peakOf, withDisposals } from './liveness.js';
import { frugalOrder } from './order.js';
import { operandsOf, type Binding, type Plan } from './plan.js';
import { SOURCES } from './site.js';
import { withUnambiguousWeights } from './packed-weights.js';
import { copyStep, draftStep, isView, Slots, type Draft } from './steps.js';

/**
 * Plans a graph whose every operation is carried by a tfjs kernel. Of two orders of execution the one that needs less
 * memory is taken.
 */
export function makePlan(graph: Graph): Plan {
  const operations = operationsOf(rootsOf(graph));
  const constants = constantOperations(operations);
  const varying = operations.filter((operation) => !SOURCES.has(operation.primitive.name) && !constants.has(operation));
  const sources = operations.filter((operation) => operation.primitive.name === 'state' || constants.has(operation));
  const kept = [...rootsOf(graph), ...sources.flatMap((operation) => operation.results)];
  const written = assemble(graph, operations, constants, varying);
  const frugal = assemble(graph, operations, constants, frugalOrder(varying, kept));
  return frugal.peakBytes < written.peakBytes ? frugal : written;
}

/** Operations that depend on nothing but numbers in the graph. */
function constantOperations(operations: readonly Operation[]): Set<Operation> {
  const constants = new Set<Operation>();
  for (const operation of operations) {
    if (SOURCES.has(operation.primitive.name)) continue;
    if (operation.inputs.every((input) => constants.has(input.producer))) constants.add(operation);
  }
  return constants;
}

function assemble(
  graph: Graph,
  operations: readonly Operation[],
  constants: ReadonlySet<Operation>,
  order: readonly Operation[],
): Plan {
  const slots = new Slots();
  const drafts = (among: readonly Operation[]): Draft[] =>
    among.filter((operation) => !isView(operation)).map((operation) => draftStep(operation, slots));
  const bound = (name: string): Binding[] =>
    operations
      .filter((operation) => operation.primitive.name === name)
      .map((operation) => ({ name: operation.attributes['name'] as string, ...slots.of(operation.results[0]!) }));
  const [feeds, states] = [bound('input'), bound('state')];
  const prepared = drafts(operations.filter((operation) => constants.has(operation)));
  const steps = withUnambiguousWeights(drafts(order), states, slots);
  const outputs = Object.entries(graph.outputs).map(([name, value]) => ({ name, ...slots.of(value) }));
  const made = resultsOf(prepared);
  const updates = ownedUpdates(graph, slots, [...states, ...made], steps);
  const read = new Set([...steps.flatMap(operandsOf), ...outputs].map(({ slot }) => slot));
  const permanent = [...states, ...made.filter(({ slot }) => read.has(slot)), ...updates];
  const lasting = new Set([...permanent, ...outputs].map(({ slot }) => slot));
  const plan = {
    name: graph.name,
    feeds,
    states,
    constants: withDisposals(prepared, lasting),
    steps: withDisposals(steps, lasting),
    outputs,
    updates,
    slots: slots.count,
  };
  return { ...plan, ...peakOf(plan) };
}

function resultsOf(drafts: readonly Draft[]): { readonly slot: number }[] {
  return drafts.flatMap((draft) => draft.results.filter((result) => result !== undefined));
}

/**
 * The buffers that become states. One that already belongs to a state, a constant or another update is copied by a
 * further step; a state that keeps its own buffer isn't updated at all.
 */
function ownedUpdates(
  graph: Graph,
  slots: Slots,
  taken: readonly { readonly slot: number }[],
  steps: Draft[],
): Binding[] {
  const owned = new Set(taken.map(({ slot }) => slot));
  const changed = graph.updates.filter(({ state, value }) => !isState(value, state));
  return changed.map(({ state, value }) => {
    const operand = slots.of(value);
    const target = owned.has(operand.slot) ? { ...operand, slot: slots.fresh() } : operand;
    owned.add(target.slot);
    if (target !== operand) steps.push(copyStep(operand, target, value.producer.origin));
    return { name: state, ...target };
  });
}

function isState({ producer }: Value, name: string): boolean {
  return producer.primitive.name === 'state' && producer.attributes['name'] === name;
}
