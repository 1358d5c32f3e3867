import type { ExperimentDeclaration, Field, Profile } from '../../../grammar/index.js';
import { foreignAdvice } from '../../diagnostics/foreign.js';
import { alternatives, enumeration } from '../../diagnostics/suggest.js';
import { callOf } from '../../evaluation/call-of.js';
import { editsOfProfile } from '../../experiments/edits.js';
import { experimentFields, lengthFields } from '../../experiments/fields.js';
import type { Context } from './context.js';
import { EditChecker } from './edits.js';
import { checkField } from './experiment-fields.js';
import { Names } from './names.js';
import { checkRepeatedEdits } from './repeated-edits.js';

/** Checks an experiment by itself: its fields, and the calls in them against what is called. */
export function checkExperiment(declaration: ExperimentDeclaration, context: Context): void {
  const scope = { context, names: new Names(context), incoming: false, head: headOf(declaration, context) };
  const first = new Map<string, Field>();
  for (const field of declaration.fields) {
    const { name } = field.name;
    const known = experimentFields.get(name);
    if (!known) {
      reportUnknownField(field, context);
      continue;
    }
    const earlier = first.get(name);
    if (earlier) {
      const related = [{ place: context.place(earlier.name), message: 'the first one is here' }];
      context.report('duplicate-name', { what: 'a field', name }, field.name, { related });
    }
    first.set(name, earlier ?? field);
    checkField(field.value, known, scope);
  }
  checkLength(first, context);
  if (!context.isDamaged(declaration.span)) reportMissing(declaration, first, context);
  checkProfiles(declaration, context);
}

/** The last labelled layer of the experiment's model, of which the logits most likely are read. */
function headOf({ fields }: ExperimentDeclaration, { module }: Context): string | undefined {
  const model = fields.find(({ name }) => name.name === 'model');
  const declared = model && module.scope.models.get(callOf(model.value)?.callee.name ?? '');
  return declared?.declaration.body.statements.findLast(({ kind, label }) => kind === 'layer' && label)?.label?.name;
}

function checkProfiles(declaration: ExperimentDeclaration, context: Context): void {
  const { module } = context;
  const first = new Map<string, Profile>();
  const checker = new EditChecker({ declaration, module }, context.environment().reporter);
  for (const profile of declaration.profiles) {
    const { name } = profile.name;
    const earlier = first.get(name);
    first.set(name, earlier ?? profile);
    if (earlier) {
      const related = [{ place: context.place(earlier.name), message: 'the first one is here' }];
      context.report('duplicate-name', { what: 'a profile', name }, profile.name, { related });
    }
    checkRepeatedEdits(profile.edits, context);
    checker.check(editsOfProfile(profile, module));
  }
}

function reportUnknownField({ name }: Field, context: Context): void {
  const known = { hint: `The fields are ${alternatives([...experimentFields.keys()], 'and')}.` };
  const help = context.help(name, experimentFields.keys(), foreignAdvice('field', name.name));
  context.report('unknown-field', { name: name.name }, name, { ...known, ...help });
}

function checkLength(fields: ReadonlyMap<string, Field>, context: Context): void {
  const [steps, epochs] = lengthFields.map((name) => fields.get(name));
  if (!steps || !epochs) return;
  const [first, second] = steps.span.start < epochs.span.start ? [steps, epochs] : [epochs, steps];
  const related = [{ place: context.place(first.name), message: 'the other one is here' }];
  context.report('exclusive-fields', { first: first.name.name, second: second.name.name }, second.name, { related });
}

function reportMissing(
  { name, fields, span }: ExperimentDeclaration,
  present: ReadonlyMap<string, Field>,
  context: Context,
): void {
  const absent = [...experimentFields.values()].filter((field) => field.required && !present.has(field.name));
  const missing = absent.map((field) => `\`${field.name}\``);
  const examples = absent.map((field) => `\`${field.example}\``);
  if (!lengthFields.some((field) => present.has(field))) {
    missing.push(`length (${alternatives(lengthFields)})`);
    examples.push('`epochs: 5`');
  }
  // A field under a wrong name is most likely the one that is missing.
  const misnamed = fields.filter((field) => !experimentFields.has(field.name.name)).length;
  if (missing.length === 0 || misnamed >= missing.length) return;
  const args = { experiment: name.name, fields: enumeration(missing) };
  context.report(
    'missing-field',
    args,
    { span: { start: span.start, end: name.span.end } },
    { hint: `Add ${examples.join(', ')}.` },
  );
}
