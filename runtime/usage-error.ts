/** The program was called wrongly: an unknown flag, command, engine, experiment or field. Exit code 2. */
export class UsageError extends Error {}
