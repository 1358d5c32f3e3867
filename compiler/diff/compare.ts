import type { Facts, NetworkFacts } from './facts.js';

/** Something that is said differently: of one subject, or of several alike. */
export interface Difference {
  readonly section: 'model' | 'data' | 'training';
  /** Layers by their path or label; or a setting such as `optimizer`. */
  readonly subjects: readonly string[];
  /** `kind`, `filters`, `@angle`; empty where the subject has one value. */
  readonly aspect: string;
  /** Undefined where it isn't there. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** A layer that only one of the two networks has. */
export interface LoneLayer {
  readonly name: string;
  readonly kind: string;
  readonly shape: string;
  /** The layers that it reads. */
  readonly after: readonly string[];
}

export interface NetworkDifferences {
  readonly added: readonly LoneLayer[];
  readonly removed: readonly LoneLayer[];
  readonly changed: readonly Difference[];
}

/** Compares layers of the same path or label; those that only one network has are added or removed. */
export function compareNetworks(a: NetworkFacts, b: NetworkFacts): NetworkDifferences {
  const changed: Difference[] = [];
  for (const [name, { facts }] of a.layers) {
    const other = b.layers.get(name);
    if (!other) continue;
    const subject = subjectOf(name, facts, other.facts);
    changed.push(...compareFacts('model', subject, facts, other.facts));
    const [from, to] = [inputsOf(a, name, b), inputsOf(b, name, a)].map((inputs) => inputs.join(', '));
    if (from !== to) changed.push({ section: 'model', subjects: [subject], aspect: 'reads', from, to });
  }
  if (a.output !== b.output) {
    changed.push({ section: 'model', subjects: ['output'], aspect: '', from: a.output, to: b.output });
  }
  return { added: lone(b, a), removed: lone(a, b), changed: grouped(changed) };
}

/** A position alone says little: `0 (conv)`. */
function subjectOf(name: string, a: Facts, b: Facts): string {
  const [before, after] = [a.get('kind')!.value, b.get('kind')!.value];
  return /(?:^|\.)\d+$/.test(name) && before === after ? `${name} (${before})` : name;
}

/**
 * What a layer reads, seen through layers that only its own network has: those are said to be added or removed, and
 * that what stands behind them reads them goes without saying.
 */
function inputsOf(own: NetworkFacts, name: string, other: NetworkFacts): readonly string[] {
  const { node } = own.layers.get(name)!;
  return node.inputs.map((input) => {
    let through = input;
    while (!other.layers.has(own.keys.get(through)!) && through.inputs.length === 1) through = through.inputs[0]!;
    return own.keys.get(through)!;
  });
}

function lone(own: NetworkFacts, other: NetworkFacts): readonly LoneLayer[] {
  return [...own.layers].flatMap(([name, { node, facts }]) => {
    if (other.layers.has(name)) return [];
    const after = node.inputs.map((input) => own.keys.get(input)!);
    return [{ name, kind: node.layer.name, shape: facts.get('shape')!.shown, after }];
  });
}

/** Compares what both say of settings such as `optimizer`. */
export function compareSettings(a: ReadonlyMap<string, Facts>, b: ReadonlyMap<string, Facts>): readonly Difference[] {
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((name) => {
    const section = name === 'data' ? 'data' : 'training';
    const [from, to] = [a.get(name), b.get(name)];
    if (from && to) return compareFacts(section, name, from, to);
    const [fromText, toText] = [from && summary(from), to && summary(to)];
    return [{ section, subjects: [name], aspect: '', from: fromText, to: toText }] satisfies Difference[];
  });
}

/** `steps(at: [47%], factor: 0.1)` */
function summary(facts: Facts): string {
  const kind = facts.get('kind')?.shown ?? '';
  const others = [...facts].filter(([aspect, { isDefault }]) => aspect !== 'kind' && !isDefault);
  return `${kind}(${others.map(([aspect, { shown }]) => `${aspect}: ${shown}`).join(', ')})`;
}

function compareFacts(section: Difference['section'], subject: string, a: Facts, b: Facts): readonly Difference[] {
  const sameKind = a.get('kind')?.value === b.get('kind')?.value;
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((aspect) => {
    const [before, after] = [a.get(aspect), b.get(aspect)];
    if (before?.value === after?.value) return [];
    // What only one kind takes is news where it isn't the default of the new one.
    if (!sameKind && (before === undefined ? after!.isDefault || aspect.startsWith('@') : after === undefined))
      return [];
    const alike = before?.shown === after?.shown;
    const [from, to] = alike ? [before?.value, after?.value] : [before?.shown, after?.shown];
    return [{ section, subjects: [subject], aspect, from, to }];
  });
}

/** Differences of several layers that are the same become one. */
function grouped(differences: readonly Difference[]): readonly Difference[] {
  const groups = new Map<string, Difference>();
  for (const difference of differences) {
    const key = JSON.stringify([difference.aspect, difference.from, difference.to]);
    const known = groups.get(key);
    groups.set(key, known ? { ...known, subjects: [...known.subjects, ...difference.subjects] } : difference);
  }
  return [...groups.values()];
}
