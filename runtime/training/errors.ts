/** Training can't go on; the message is written for the user. */
export class TrainingError extends Error {}

/** A run's folder is not in the state that a command needs; the message says what to do. */
export class RunError extends Error {}
