import picocolors from 'picocolors';
import type { Palette } from '../../compiler/diagnostics/palette.js';
import { FileError, fileError } from '../files/error.js';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** One of the two streams that a command writes to. */
export interface Channel {
  write(text: string): void;
  /** Whether a person watches on a terminal that understands escapes: only then are there colours and lines that are written over. */
  readonly isTerminal: boolean;
  /** Width of the terminal now; people resize it. Undefined where there is none. */
  readonly columns?: number | undefined;
  /** Likewise its height. */
  readonly rows?: number | undefined;
  readonly colors: Colors;
}

/** What commands talk to: results go to `out`; mistakes, and what isn't part of a result, to `err`. */
export interface Io {
  readonly out: Channel;
  readonly err: Channel;
}

/** The streams of this process. A reader that goes away (`| head`) is no error: the rest is not written. */
export function processIo(): Io {
  return { out: channel(process.stdout), err: channel(process.stderr) };
}

function channel(stream: NodeJS.WriteStream): Channel {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw outputError(error);
  });
  const isTerminal = stream.isTTY === true && process.env['TERM'] !== 'dumb';
  return {
    write: (text) => void stream.write(text),
    isTerminal,
    get columns() {
      return stream.columns;
    },
    get rows() {
      return stream.rows;
    },
    colors: picocolors.createColors(isTerminal && !process.env['NO_COLOR']),
  };
}

/** The output may be a device that is no disk, so that freeing space may not help. */
function outputError(cause: NodeJS.ErrnoException): FileError {
  if (cause.code !== 'ENOSPC') return fileError('write', 'the output', cause);
  return new FileError("Can't write the output: there is no space left on the device.", '', 'ENOSPC');
}

/** How diagnostics are coloured on a channel. */
export function paletteOf({ colors }: Channel): Palette {
  return {
    error: (text) => colors.bold(colors.red(text)),
    warning: (text) => colors.bold(colors.yellow(text)),
    note: (text) => colors.bold(colors.cyan(text)),
    help: (text) => colors.bold(colors.green(text)),
    frame: colors.blue,
    strong: colors.bold,
  };
}
