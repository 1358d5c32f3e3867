import { CommanderError } from 'commander';
import { diagnosticsToJson } from '../../compiler/diagnostics/json.js';
import { DataError } from '../data/index.js';
import { EngineError } from '../engines/engine.js';
import { FileError } from '../files/index.js';
import { SpecError } from '../spec/index.js';
import { RunError, TrainingError } from '../training/index.js';
import { UsageError } from '../usage-error.js';
import { exitCodes } from './exit-codes.js';
import type { Channel, Io } from './io.js';
import { renderSpecDiagnostics } from './spec-diagnostics.js';
import { formatJson, formatJsonLine } from './text.js';

/** One document, or one object a line while the command is at work. */
export type JsonForm = 'document' | 'lines';

const expected = [FileError, EngineError, DataError, RunError, TrainingError];

/**
 * Tells a person why a command failed, in a sentence and never with a stack trace.
 * @param json how to tell a program too, on standard output
 * @returns the exit code
 */
export function reportFailure(failure: unknown, { out, err }: Io, json: JsonForm | undefined): number {
  if (json) writeJson(failure, out, json);
  // Commander has said already what it didn't understand.
  if (failure instanceof CommanderError) return failure.exitCode === 0 ? exitCodes.done : exitCodes.misused;
  if (failure instanceof SpecError) {
    err.write(renderSpecDiagnostics(failure.spec, err));
    return exitCodes.failed;
  }
  if (failure instanceof UsageError) {
    writeError(failure.message, err);
    return exitCodes.misused;
  }
  if (expected.some((kind) => failure instanceof kind)) writeError((failure as Error).message, err);
  else writeDefect(failure, err);
  if (failure instanceof EngineError && failure.remedy) err.write(`${err.colors.green('help')}: ${failure.remedy}\n`);
  return exitCodes.failed;
}

/** Help that was asked for ends in a failure too, of exit code 0. */
function writeJson(failure: unknown, out: Channel, form: JsonForm): void {
  if (failure instanceof CommanderError && failure.exitCode === 0) return;
  if (failure instanceof SpecError) {
    const { diagnostics, sources, configuration } = failure.spec;
    out.write(formatAs(form, { ...diagnosticsToJson(diagnostics, sources), ...configuration }));
    return;
  }
  const message = (failure instanceof Error ? failure.message : String(failure)).replace(/^error: /, '');
  const remedy = failure instanceof EngineError && failure.remedy ? { remedy: failure.remedy } : {};
  out.write(formatAs(form, { schema: 1, error: { message, ...remedy } }));
}

/** Commands that tell of one event a line tell of a failure in the same way. */
function formatAs(form: JsonForm, about: Readonly<Record<string, unknown>>): string {
  const { schema, ...failure } = about;
  return form === 'lines' ? formatJsonLine({ schema, event: 'error', ...failure }) : formatJson(about);
}

function writeError(message: string, err: Channel): void {
  err.write(`${err.colors.bold(err.colors.red('error'))}: ${message}\n`);
}

function writeDefect(failure: unknown, err: Channel): void {
  const message = failure instanceof Error ? failure.message : String(failure);
  writeError(`this is a defect in angnet, not in your spec: ${message}`, err);
  if (process.env['ANGNET_DEBUG'] === '1' && failure instanceof Error) err.write(`${failure.stack}\n`);
  else err.write('Set ANGNET_DEBUG=1 to see where it happened, and report it with the spec and the command.\n');
}
