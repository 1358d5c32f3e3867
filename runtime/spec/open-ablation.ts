import { configureAblation, type Ablation, type Configuration } from '../../compiler/index.js';
import { alternatives, didYouMean } from '../../compiler/diagnostics/suggest.js';
import { UsageError } from '../usage-error.js';
import { checkProfile, configuredSpec, hasErrors, openSpec, SpecError, type Spec } from './open-spec.js';

export interface OpenedAblation {
  readonly spec: Spec;
  readonly ablation: Ablation;
}

/**
 * Reads a spec and takes one ablation of it, with a profile and settings applied to every cell.
 * @throws {FileError | SpecError | UsageError}
 */
export function openAblation(path: string, name: string, configuration: Configuration = {}): OpenedAblation {
  return ablationOf(openSpec(path), name, configuration);
}

/**
 * Reads a spec and takes every ablation of it.
 * @throws {FileError | SpecError | UsageError}
 */
export function openAblations(path: string, configuration: Configuration = {}): readonly OpenedAblation[] {
  const file = openSpec(path);
  if (hasErrors(file.diagnostics)) throw new SpecError(file);
  const names = [...file.checked.resolved.root.scope.ablations.keys()];
  if (names.length === 0) {
    throw new UsageError(
      `${path} declares no ablation: write one, as in \`ablation Rates of First { vary optimizer.lr: [0.1, 0.01] }\`.`,
    );
  }
  return names.map((name) => ablationOf(file, name, configuration));
}

function ablationOf(file: Spec, name: string, configuration: Configuration): OpenedAblation {
  const { path } = file;
  const declared = file.checked.resolved.root.scope.ablations;
  if (hasErrors(file.diagnostics)) throw new SpecError(file);
  const ablation = declared.get(name);
  if (!ablation) {
    const names = [...declared.keys()];
    const known = names.length === 0 ? 'It declares none.' : `It declares ${alternatives(names, 'and')}.`;
    throw new UsageError(`${path} has no ablation \`${name}\`. ${didYouMean(name, names) ?? known}`);
  }
  const { declaration, module } = ablation;
  checkProfile(module.scope.experiments.get(declaration.of.name)!.declaration, configuration.profile);
  const configured = configureAblation(file.checked, name, configuration);
  const spec = configuredSpec(file, configured, configuration);
  if (!configured.ablation) throw new SpecError(spec);
  return { spec, ablation: configured.ablation };
}
