/**
 * Executes runs of a plan somewhere: in processes on this machine, or wherever else the ablation's folder can be seen.
 * A run is known by its index and leaves its result in a folder of its own, so that executing it twice does no harm, and
 * what has become of it can be read there by anybody.
 */
export interface Launcher {
  /**
   * Executes runs; ends when nothing is left to do, or when those that were going on have saved what they have after an
   * abort. A run that fails doesn't keep others from being executed.
   * @param indices in the order in which they should be started
   */
  execute(indices: readonly number[], signal: AbortSignal): Promise<void>;
}
