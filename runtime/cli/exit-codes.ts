/** What the process exits with. */
export const exitCodes = {
  done: 0,
  /** The spec or the data are wrong, or an engine fails. */
  failed: 1,
  /** An unknown flag, command, engine, experiment or field. */
  misused: 2,
  /** Ctrl-C, after saving. */
  interrupted: 130,
} as const;
