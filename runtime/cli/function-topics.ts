import { alternatives } from '../../compiler/diagnostics/suggest.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { evaluateFunctionValue, functionsOf } from '../../compiler/evaluation/evaluate-function.js';
import { functionKindNames, type FunctionKind, type FunctionValue } from '../../compiler/evaluation/function-value.js';
import type { Module } from '../../compiler/phases/1-resolve/modules.js';
import { standardModules } from '../../compiler/std/library.js';
import { parse, type Expression, type FunctionDeclaration } from '../../grammar/index.js';
import { hasErrors, openSpec, SpecError } from '../spec/index.js';
import { UsageError } from '../usage-error.js';
import { functionText } from './explain-function.js';
import type { Topic } from './explain-topics.js';

const kinds = Object.entries(functionKindNames) as readonly (readonly [FunctionKind, string])[];

/** Whether topics of a kind are functions, of which `functionTopics` says more. */
export function isFunctionKind(kind: string): boolean {
  return kinds.some(([, title]) => title === kind);
}

/**
 * The functions that `log` or `log(m: 0.3rad)` means, with what the analysis says of them.
 * @param file a spec whose functions are meant too
 * @returns none where no function is called so
 * @throws {UsageError | SpecError} where the arguments don't fit, or the spec has mistakes
 */
export function functionTopics(written: string, file?: string): readonly Topic[] {
  return functionsCalled(
    written,
    kinds.map(([kind]) => kind),
    file,
  ).map(([kind, fixed]) => ({
    kind: functionKindNames[kind],
    name: written,
    text: () => functionText(fixed),
  }));
}

/**
 * The functions of some kinds that `log` or `log(m: 0.3rad)` means.
 * @param file a spec whose functions are meant too
 * @returns none where no function is called so
 * @throws {UsageError | SpecError} where the arguments don't fit, or the spec has mistakes
 */
export function functionsCalled(
  written: string,
  among: readonly FunctionKind[],
  file?: string,
): readonly (readonly [FunctionKind, FunctionValue])[] {
  const use = readUse(written);
  if (!use) return [];
  const name = use.kind === 'call' ? use.callee.name : use.name;
  const found = new Map<FunctionDeclaration, readonly [FunctionKind, FunctionValue]>();
  const misfits = new Map<FunctionDeclaration, string>();
  for (const module of modulesOf(file)) {
    for (const kind of among) {
      const declared = functionsOf(module.scope, kind).get(name);
      if (!declared || found.has(declared.declaration)) continue;
      const fixed = fix(use, kind, module);
      if (fixed) found.set(declared.declaration, [kind, fixed]);
      else misfits.set(declared.declaration, functionKindNames[kind]);
    }
  }
  if (found.size === 0 && misfits.size > 0) throw misuse(written, misfits);
  return [...found.values()];
}

type Use = Extract<Expression, { kind: 'identifier' | 'call' }>;

/** What is written as an expression: a name, or a call. */
function readUse(written: string): Use | undefined {
  const { file, problems } = parse(`experiment e {\n  loss: ${written}\n}\n`);
  const [declaration] = file.declarations;
  if (problems.length > 0 || file.declarations.length !== 1 || declaration?.kind !== 'experiment') return undefined;
  const [field, ...others] = declaration.fields;
  const value = others.length === 0 ? field?.value : undefined;
  return value?.kind === 'identifier' || value?.kind === 'call' ? value : undefined;
}

/** The modules in whose scopes functions are looked up. */
function modulesOf(file: string | undefined): readonly Module[] {
  if (file === undefined) return [...standardModules.values()];
  const spec = openSpec(file);
  if (hasErrors(spec.checked.diagnostics)) throw new SpecError(spec);
  return [spec.checked.resolved.root];
}

function fix(use: Use, kind: FunctionKind, module: Module): FunctionValue | undefined {
  const reporter = new Reporter();
  const value = evaluateFunctionValue(use, kind, { module, reporter, values: new Map() });
  if (!value || reporter.hasErrors || !('value' in value) || typeof value.value !== 'object') return undefined;
  return value.value;
}

function misuse(written: string, misfits: ReadonlyMap<FunctionDeclaration, string>): UsageError {
  const takes = [...misfits].map(([{ name, parameters }, title]) => {
    const known = parameters.map((parameter) => `${parameter.name.name}: ${parameter.type.name}`);
    return `the ${title} \`${name.name}\` takes ${known.length === 0 ? 'no arguments' : alternatives(known, 'and')}`;
  });
  return new UsageError(`\`${written}\` doesn't fit: ${takes.join(', ')}.`);
}

/** The names of all functions of some kinds. */
export function functionNames(file?: string, among = kinds.map(([kind]) => kind)): readonly string[] {
  return modulesOf(file).flatMap(({ scope }) => among.flatMap((kind) => [...functionsOf(scope, kind).keys()]));
}
