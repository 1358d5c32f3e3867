/** Training can't go on; the message is written for the user. */
export class TrainingError extends Error {}

/** A run's folder is not in the state that a command needs; the message says what to do. */
export class RunError extends Error {}

/** Another process is at work in a run's folder. */
export class BusyError extends RunError {}

export function busyError(folder: string, holder: number): BusyError {
  return new BusyError(
    `Another angnet process (id ${holder}) is training in this folder: ${folder}. Wait for it to end, or choose another folder with --out.`,
  );
}
