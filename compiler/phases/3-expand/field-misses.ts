import type { ExperimentDeclaration, Expression } from '../../../grammar/index.js';
import { formatArguments, formatValue } from '../../canonical/format-value.js';
import { Reporter } from '../../diagnostics/reporter.js';
import { callOf, listed } from '../../evaluation/call-of.js';
import type { Environment } from '../../evaluation/context.js';
import { evaluateAs } from '../../evaluation/convert.js';
import { evaluateParameters } from '../../evaluation/declared-parameters.js';
import { targetOf, type SourcedEdit } from '../../experiments/edits.js';
import { applyEdits, type Effective } from '../../experiments/effective.js';
import { experimentFields } from '../../experiments/fields.js';
import type { Signature } from '../../schema.js';
import type { Declared } from '../1-resolve/modules.js';
import { called, fieldValue, summands } from './field-values.js';
import type { Misses } from './misses.js';

/**
 * Adds the edits of fields after which the field means what it meant before.
 * @param known edits that change something elsewhere; those that do here are added
 */
export function addFieldMisses(
  of: Declared<ExperimentDeclaration>,
  edits: readonly SourcedEdit[],
  misses: Misses,
  known = new Set<SourcedEdit>(),
): void {
  edits.forEach((source, index) => {
    const { edit, module, mustChange } = source;
    const target = edit.kind === 'field-edit' ? targetOf(edit.target) : undefined;
    if (!mustChange || known.has(source) || !target || target.kind === 'annotation') return;
    const { name } = target.field;
    const [before, after] = [index, index + 1].map((count) =>
      fieldMeaning(applyEdits(of, edits.slice(0, count)), name),
    );
    if (before !== after) {
      known.add(source);
      return;
    }
    const place = { file: module.path, span: edit.span };
    const reason = `\`${name}\` is that already`;
    misses.push({
      place,
      what: 'this edit',
      silentInCell: true,
      report: (reporter) => reporter.report('edit-without-effect', { reason }, place),
    });
  });
}

/** What stands in a field in one spelling, with all defaults; undefined where the field is absent. */
export function fieldMeaning(effective: Effective, name: string): string | undefined {
  const field = fieldValue(effective, name, new Reporter());
  const form = experimentFields.get(name)?.form;
  if (!field || !form) return undefined;
  const { value, environment } = field;
  switch (form.kind) {
    case 'model':
      return modelMeaning(value, environment);
    case 'value': {
      const result = evaluateAs(value, form.type, { construct: 'experiment', parameter: name }, environment);
      return result && formatValue(result);
    }
    case 'call':
      return callMeaning(value, form.registry, environment);
    case 'list':
      return listed(value)
        .map((item) => callMeaning(item, form.registry, environment))
        .join(', ');
    case 'sum':
      return summands(value, environment)
        .map(({ factor, call }) => `${factor} * ${callMeaning(call, form.registry, environment)}`)
        .join(' + ');
  }
}

function callMeaning(
  value: Expression,
  registry: ReadonlyMap<string, Signature>,
  environment: Environment,
): string | undefined {
  const call = called(value, registry, environment);
  return call && call.construct.name + formatArguments(call.construct, call.args);
}

/** The model, by where it is declared, with the values of its parameters. */
function modelMeaning(value: Expression, environment: Environment): string | undefined {
  const call = callOf(value);
  const declared = call && environment.module.scope.models.get(call.callee.name);
  if (!declared) return undefined;
  const { declaration, module } = declared;
  const { name, parameters } = declaration;
  const { values } = evaluateParameters(name.name, parameters, module, call.arguments, environment);
  const shown = [...values].map(([parameter, given]) => `${parameter}: ${formatValue(given)}`);
  return `${module.path} ${name.name}(${shown.join(', ')})`;
}
