/** Bounds on what is read, so that junk or a folder full of imports is a message and not a hang. */
export const limits = {
  files: 256,
  /** UTF-16 units of all files together. */
  characters: 2_000_000,
  /** How deep braces, parentheses and operators may nest. */
  nesting: 400,
} as const;
