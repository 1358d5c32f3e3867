import {
  lineTable,
  positionAt,
  type Annotation,
  type Body,
  type Identifier,
  type IfStatement,
  type JoinStatement,
  type LayerStatement,
  type LineTable,
  type RepeatStatement,
  type Statement,
} from '../../../grammar/index.js';
import type { Place } from '../../diagnostics/diagnostic.js';
import type { AngleFunction } from '../../evaluation/function-value.js';
import { Arguments } from '../../evaluation/arguments.js';
import { placeOf, type Environment } from '../../evaluation/context.js';
import { evaluateAs } from '../../evaluation/convert.js';
import { evaluateParameters } from '../../evaluation/declared-parameters.js';
import { evaluateArguments } from '../../evaluation/evaluate-arguments.js';
import { evaluate } from '../../evaluation/evaluate.js';
import { layers } from '../../layers/index.js';
import type { Layer, LayerAnnotations } from '../../layers/layer.js';
import type { CompileTimeValue } from '../../schema.js';
import { maxBlockDepth } from '../2-check/recursion.js';
import { AnnotationTracker, type AnnotatedLayer, type InForce } from './annotations.js';
import { checkWindow } from './check-window.js';
import { checkedShape, Misfits, type Use } from './check-shape.js';
import { filterSize } from './filter-size.js';
import { limits } from './limits.js';
import type { LayerNode } from './network.js';
import { applyRule, type Annotated } from './rule-annotations.js';
import { LayerRules, type Placed, type ReadRule } from './layer-rules.js';
import { lateInputHelp } from './late-input.js';
import { formatPath, formatSegments, labelParts, partsOf, segmentsOf, type Path } from './paths.js';

/** The layer whose output flows; undefined after a mistake, where shapes are unknown and nothing more is said. */
export type Flow = LayerNode | undefined;

/** The braces that are being expanded. */
interface Frame extends Environment {
  readonly values: Map<string, CompileTimeValue>;
  readonly path: Path;
  readonly inForce: InForce;
  /** Labels that `from` can name here. */
  readonly visible: Map<string, Flow>;
  /** Blocks that are being instantiated, outermost first. */
  readonly blocks: readonly string[];
  /** Edits that have put a block around this place. */
  readonly replacing: readonly ReadRule[];
  /** Where in the net this part of the text stands, if it may stand there in several places. */
  readonly use?: Use | undefined;
}

/** Unrolls a model's text into layers. One expander per model. */
export class Expander {
  readonly nodes: LayerNode[] = [];
  /** By structural path. */
  readonly labels = new Map<string, Flow>();
  /** Paths that own weights or random numbers, paths that labels name, and those of either that occurred twice. */
  private readonly owners = new Set<string>();
  private readonly published = new Set<string>();
  private readonly clashes = new Set<string>();
  /** Names of blocks that were instantiated. */
  readonly blocks = new Set<string>();
  private readonly misfits = new Misfits();
  private readonly lines = new Map<string, LineTable>();
  private overflowed = false;
  /** How much was gone through, and elements of the filters so far. */
  private statements = 0;
  private weights = 0;
  /** Whether something flows already, or would but for a mistake; a missing `input` is reported once. */
  private begun = false;
  /** Of the model. */
  private body: Body | undefined;

  constructor(
    private readonly tracker: AnnotationTracker,
    private readonly defaultAngle: AngleFunction,
    private readonly rules = new LayerRules(),
  ) {}

  /** @returns what flows out of the model's last statement */
  expandModel(body: Body, annotations: readonly Annotation[], environment: Environment): Flow {
    const inForce = this.tracker.enter(new Map(), annotations, environment);
    this.body = body;
    const frame: Frame = {
      ...environment,
      origins: this.rules.origins,
      values: new Map(environment.values),
      path: [],
      inForce,
      visible: new Map(),
      blocks: [],
      replacing: [],
    };
    return this.expandBody(body, undefined, frame);
  }

  private expandBody(body: Body, input: Flow, frame: Frame): Flow {
    this.statements += 1 + body.statements.length;
    if (this.exceeds('statements to unroll', this.statements, limits.statements, frame, body.span)) return undefined;
    const parts = partsOf(body, frame.module);
    const inside: Frame = {
      ...frame,
      input: input?.shape,
      values: new Map(frame.values),
      visible: new Map(frame.visible),
    };
    let flow = input;
    body.statements.forEach((statement, index) => {
      if (this.overflowed) return;
      const path = [...frame.path, parts[index]!];
      flow = this.expandStatement(statement, flow, { ...inside, path });
      if (statement.label) {
        inside.visible.set(statement.label.name, flow);
        this.publish(path, flow, statement.label, inside);
      }
    });
    return flow;
  }

  private expandStatement(statement: Statement, flow: Flow, frame: Frame): Flow {
    switch (statement.kind) {
      case 'layer':
        return this.expandCall(statement, statement.from ? frame.visible.get(statement.from.name) : flow, frame);
      case 'join':
        return this.expandJoin(statement, flow, frame);
      case 'repeat':
        return this.expandRepeat(statement, flow, frame);
      case 'if':
        return this.expandIf(statement, flow, frame);
      case 'let': {
        const value = evaluate(statement.value, frame);
        if (value) frame.values.set(statement.name.name, value);
        return flow;
      }
    }
  }

  private expandCall(statement: LayerStatement, flow: Flow, frame: Frame): Flow {
    const { call, annotations } = statement;
    const inForce = this.tracker.enter(frame.inForce, annotations, frame);
    const block = frame.module.scope.blocks.get(call.callee.name);
    if (block) return this.expandBlock(statement, flow, { ...frame, inForce });
    const layer = layers.get(call.callee.name);
    const args = layer && evaluateArguments(call.arguments, layer, frame);
    if (layer?.arity === 'one' && !this.begun) {
      frame.reporter.report(
        'no-input',
        { layer: layer.name },
        placeOf(frame, call),
        lateInputHelp(this.body, frame.module),
      );
    }
    this.begun = true;
    if (!layer || !args) return undefined;
    const inputs = layer.arity === 'none' ? [] : [flow];
    return this.addNode(layer, args, inputs, statement, { ...frame, inForce });
  }

  private expandBlock({ call }: LayerStatement, flow: Flow, frame: Frame): Flow {
    const called = { declared: frame.module.scope.blocks.get(call.callee.name)!, written: call.arguments, rules: [] };
    const placed = this.rules.placeBlock(called, frame.path, frame.replacing, frame);
    this.begun ||= !placed;
    if (!placed) return undefined;
    const { declaration, module } = placed.declared;
    const name = declaration.name.name;
    this.blocks.add(name);
    // Reported by the checker.
    if (frame.blocks.length >= maxBlockDepth) return undefined;
    const blocks = [...frame.blocks, `${module.path} ${name}`];
    if (frame.blocks.includes(blocks.at(-1)!)) {
      const chain = blocks.map((block) => block.split(' ').at(-1)).join(' -> ');
      frame.reporter.report('recursive-block', { chain }, placeOf(frame, call));
      return undefined;
    }
    const { values, complete } = evaluateParameters(name, declaration.parameters, module, placed.written, frame);
    this.begun ||= !complete;
    if (!complete) return undefined;
    const inside: Environment = { module, reporter: frame.reporter, values, input: flow?.shape };
    const inForce = this.tracker.enter(frame.inForce, declaration.annotations, inside);
    return this.expandBody(declaration.body, flow, {
      ...frame,
      ...inside,
      values,
      inForce,
      blocks,
      replacing: [...frame.replacing, ...placed.rules],
      visible: new Map(),
      use: { place: placeOf(frame, call), message: describeUse(frame.path) },
    });
  }

  private expandJoin(statement: JoinStatement, flow: Flow, frame: Frame): Flow {
    const inForce = this.tracker.enter(frame.inForce, statement.annotations, frame);
    const labels = labelParts(statement.branches);
    const outputs = statement.branches.map((branch, index) => {
      const path: Path = [...frame.path, labels[index] ?? { position: index }];
      const output = this.expandBody(branch.body, flow, { ...frame, path, inForce });
      if (branch.label) this.publish(path, output, branch.label, frame);
      return output;
    });
    if (outputs.length === 0) return undefined;
    return this.addNode(layers.get(statement.operation)!, new Arguments(new Map()), outputs, statement, frame);
  }

  private expandRepeat(statement: RepeatStatement, flow: Flow, frame: Frame): Flow {
    const inForce = this.tracker.enter(frame.inForce, statement.annotations, frame);
    const role = { construct: 'repeat', parameter: 'count' };
    const count = evaluateAs(statement.count, { kind: 'int', min: 0, max: limits.repeats }, role, frame);
    if (count?.kind !== 'int') return undefined;
    let output = flow;
    for (let i = 0; i < count.value && !this.overflowed; i++) {
      const path: Path = [...frame.path, { index: i }];
      const values = new Map(frame.values);
      if (statement.variable) values.set(statement.variable.name, { kind: 'int', value: i });
      const use = i > 0 ? { ...frame.use, round: roundOf(statement, i, count.value) } : frame.use;
      output = this.expandBody(statement.body, output, { ...frame, values, path, inForce, use });
      if (statement.label) this.publish(path, output, statement.label, frame);
    }
    return output;
  }

  private expandIf(statement: IfStatement, flow: Flow, frame: Frame): Flow {
    const condition = evaluate(statement.condition, frame);
    this.begun ||= condition?.kind !== 'bool';
    if (condition?.kind !== 'bool') return undefined;
    const taken = condition.value ? statement.consequent : statement.alternative;
    return taken ? this.expandBody(taken, flow, frame) : flow;
  }

  private addNode(written: Layer, given: Arguments, inputs: readonly Flow[], statement: Statement, frame: Frame): Flow {
    const place = placeOf(frame, statement.kind === 'layer' ? statement.call : statement);
    const segments = segmentsOf(frame.path);
    const call = { layer: written, args: given, written: statement.kind === 'layer' ? statement.call.arguments : [] };
    const placed = this.rules.place(call, segments, frame);
    if (!placed) return undefined;
    const { layer, args } = placed;
    const known = inputs.filter((node) => node !== undefined);
    if (known.length < inputs.length) return undefined;
    const replaced = layer === written ? undefined : call;
    const shape = checkedShape({ layer, args, inputs: known, written: replaced }, statement, frame, this.misfits);
    if (!shape || this.exceeds('layers', this.nodes.length + 1, limits.layers, frame, place.span)) return undefined;
    this.weights += filterSize(layer, args, known[0]?.shape, shape);
    if (this.exceeds('elements in all filters together', this.weights, limits.weights, frame, place.span))
      return undefined;
    const annotations = this.annotationsOf({ layer, segments, shape }, placed.sets, frame);
    if (layer.arity === 'none') this.checkOnlyInput(place, frame);
    const path = formatSegments(segments);
    if (layer.stateful) this.claim(path, this.owners, frame, place.span);
    const { line } = positionAt(this.linesOf(frame), place.span.start);
    const use = frame.use?.place;
    const node: LayerNode = { path, segments, layer, args, annotations, inputs: known, shape, place, use, line };
    this.nodes.push(node);
    checkWindow(node, frame.reporter);
    return node;
  }

  private annotationsOf(
    annotated: AnnotatedLayer,
    sets: Placed['sets'],
    { inForce, ...environment }: Frame,
  ): LayerAnnotations {
    const resolve = (found: InForce) => this.tracker.resolve(annotated, found, this.defaultAngle);
    const path = formatSegments(annotated.segments);
    const start: Annotated = { layer: annotated.layer, path, inForce, annotations: resolve(inForce), resolve };
    return sets.reduce((annotated, use) => applyRule(annotated, use, environment), start).annotations;
  }

  private linesOf({ module }: Frame): LineTable {
    const lines = this.lines.get(module.path) ?? lineTable(module.text);
    this.lines.set(module.path, lines);
    return lines;
  }

  /** Makes what flows out of a labelled statement known under its path. */
  private publish(path: Path, flow: Flow, label: Identifier, frame: Frame): void {
    const name = formatPath(path);
    this.claim(name, this.published, frame, label.span);
    this.labels.set(name, flow);
  }

  /** No two layers may own weights of the same name, and no two labels have the same path. */
  private claim(path: string, taken: Set<string>, frame: Frame, span: Body['span']): void {
    if (taken.has(path) && !this.clashes.has(path)) {
      this.clashes.add(path);
      frame.reporter.report('duplicate-path', { path }, placeOf(frame, { span }));
    }
    taken.add(path);
  }

  private checkOnlyInput(place: Place, frame: Frame): void {
    const first = this.nodes.find((node) => node.layer.arity === 'none');
    if (!first) return;
    const related = [{ place: first.place, message: 'the first one is here' }];
    frame.reporter.report('second-input', {}, place, { related });
  }

  /** Whether a bound is passed; nothing more is expanded then, and the first one that is passed is reported. */
  private exceeds(what: string, count: number, limit: number, frame: Frame, span: Body['span']): boolean {
    if (this.overflowed || count <= limit) return this.overflowed;
    this.overflowed = true;
    const counts = { what, count: count.toLocaleString('en'), limit: limit.toLocaleString('en') };
    frame.reporter.report('too-large', counts, placeOf(frame, { span }));
    return true;
  }
}

/** Where a block is used, up to the last label: positions alone tell nobody anything. */
function describeUse(path: Path): string {
  const segments = segmentsOf(path);
  const last = segments.findLastIndex(({ kind }) => kind === 'label');
  return last < 0 ? 'used here' : `in \`${formatSegments(segments.slice(0, last + 1))}\`, used here`;
}

/** Which round of a repeat it is, for messages. */
function roundOf({ variable }: RepeatStatement, index: number, count: number): string {
  return variable ? `\`${variable.name}\` is ${index} here` : `in round ${index + 1} of ${count}`;
}
