import { InvalidArgumentError, Option } from 'commander';

/** Options that several commands have. */
export const options = {
  json: () => new Option('--json', 'print JSON for other programs'),
  experiment: () => new Option('--experiment <name>', 'which experiment, where the spec has several'),
  engine: () =>
    new Option('--engine <name>', 'native, wasm, cpu, reference, or auto for the fastest that works').default('auto'),
  set: () =>
    new Option(
      '--set <path=value>',
      'change a field or an argument: batch=64, optimizer.lr=0.01 (repeatable)',
    ).argParser((value: string, previous: string[] = []) => [...previous, value]),
  steps: () => new Option('--steps <n>', 'train for so many steps; the same as --set steps=N').argParser(wholeNumber),
  seed: () => new Option('--seed <n>', 'seed of everything random').argParser(wholeNumber).default(0),
};

/** @throws {InvalidArgumentError} */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`);
}

/** How `--set` and `--steps` change an experiment, in the order in which they are applied. */
export function overridesOf({
  set = [],
  steps,
}: {
  readonly set?: readonly string[];
  readonly steps?: number;
}): string[] {
  return [...set, ...(steps === undefined ? [] : [`steps=${steps}`])];
}
