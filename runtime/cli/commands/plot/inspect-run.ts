import { chooseEngine } from '../../../engines/index.js';
import { inspect, type Observation, type Subject } from '../../../evaluation/inspection.js';
import { loadData, weightsOf, type OpenedRun } from '../../../training/index.js';
import type { CommandContext } from '../../context.js';
import { describeEngine } from '../../describe-engine.js';
import { tellSelfTest } from '../../self-test-note.js';

/**
 * Looks into a run's network while it sees the test examples.
 * @param given the name of the engine
 * @throws {DataError | EngineError | FileError | RunError}
 */
export async function inspectRun(
  run: OpenedRun,
  subject: Omit<Subject, 'experiment'>,
  { engine: name }: { readonly engine: string },
  { err }: CommandContext,
): Promise<Observation> {
  const { experiment, dataFolder } = run;
  const { test } = await loadData(experiment, dataFolder);
  const chosen = await chooseEngine(name, { onSelfTest: tellSelfTest(err) });
  err.write(describeEngine(chosen, err.colors));
  return inspect(chosen.engine, { ...subject, experiment }, (variables) => weightsOf(run, variables), test);
}
