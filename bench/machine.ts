import { availableParallelism, cpus } from 'node:os';

/** The machine that numbers were taken on: processor and how many cores this process may use. */
export function machine(): string {
  const model = cpus()[0]?.model.trim().replace(/\s+/g, ' ') ?? process.arch;
  return `${model}, ${availableParallelism()} cores`;
}
