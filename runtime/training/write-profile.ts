import { formatJson } from '../format-json.js';
import type { Experiment } from '../../compiler/index.js';
import { atomicWrite } from '../files/index.js';
import { markdownOf, profileOf, traceOf, type Profile, type StepProfiler } from '../profiling/index.js';
import { files, type RunFolder } from './run-folder.js';

/** A profile and the files that show it. */
export interface WrittenProfile {
  readonly profile: Profile;
  /** Paths. */
  readonly files: readonly string[];
}

/**
 * Writes what was measured into a run's folder: a page, the same as JSON, and a trace.
 * @throws {FileError}
 */
export async function writeProfile(
  folder: RunFolder,
  experiment: Experiment,
  engine: string,
  { steps }: StepProfiler,
): Promise<WrittenProfile> {
  const profile = profileOf(experiment, engine, steps);
  const texts = [
    [folder.file(files.profilePage), markdownOf(profile)],
    [folder.file(files.profile), formatJson(profile)],
    [folder.file(files.trace), `${JSON.stringify(traceOf(profile, steps))}\n`],
  ] as const;
  for (const [path, text] of texts) await atomicWrite(path, text);
  return { profile, files: texts.map(([path]) => path) };
}
