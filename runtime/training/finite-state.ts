import type { Experiment } from '../../compiler/index.js';
import type { HostTensors } from '../engines/engine.js';
import { TrainingError } from './errors.js';

/**
 * Checks that a state can be gone on from. Gradients may be finite and a learning rate so large that weights aren't.
 * @param step how many steps are done
 * @throws {TrainingError} that names the first variable with a number that is NaN or infinite
 */
export function checkFinite(state: HostTensors, step: number, { network }: Experiment): void {
  for (const [name, values] of Object.entries(state)) {
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad < 0) continue;
    const layer = network.nodes.find(({ path, layer: { stateful } }) => stateful && name.startsWith(`${path}/`));
    const where = layer ? ` of ${layer.layer.name} ${layer.path} (${layer.place.file}:${layer.line})` : '';
    throw new TrainingError(
      `Training stopped: after step ${step} the state ${name}${where} holds ${values[bad]}. Try a smaller learning ` +
        'rate. Checkpoints from before are kept.',
    );
  }
}
