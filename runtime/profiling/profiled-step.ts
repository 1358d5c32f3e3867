import type { ProfiledCall } from '../engines/profiled-call.js';

/** What was measured of one training step. Times are in milliseconds. */
export interface ProfiledStep {
  /** 1 for the run's first. */
  readonly step: number;
  /** When it began, on a clock that all steps share. */
  readonly began: number;
  /** What it took to prepare the batch, on the host. */
  readonly preparing: number;
  /** The call of the training graph. */
  readonly call: Pick<ProfiledCall, 'milliseconds' | 'ops'>;
}
