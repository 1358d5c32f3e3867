/** An answer to a name of another library, and what to write instead of the name where that alone makes it right. */
export interface Advice {
  readonly hint: string;
  readonly spelling?: string;
  /** The answer holds only where what is called has this parameter: a spec may declare something of the same name. */
  readonly beside?: string;
}

/** Answers by the names of other libraries; hints alone where a name can't just be spelled otherwise. */
export type Table = Readonly<Record<string, string | Advice>>;

export function write(spelling: string, hint = `Write \`${spelling}\`.`): Advice {
  return { hint, spelling };
}

/** One answer for many names. */
export function all(names: readonly string[], answer: string | Advice): Table {
  return Object.fromEntries(names.map((name) => [name, answer]));
}
