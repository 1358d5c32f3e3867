import picocolors from 'picocolors';
import type { Palette } from '../../compiler/diagnostics/palette.js';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** One of the two streams that a command writes to. */
export interface Channel {
  write(text: string): void;
  /** Whether a person watches: only then are there colours and lines that are written over. */
  readonly isTerminal: boolean;
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
    if (error.code !== 'EPIPE') throw error;
  });
  const isTerminal = stream.isTTY === true;
  const colourful = isTerminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  return {
    write: (text) => void stream.write(text),
    isTerminal,
    colors: picocolors.createColors(colourful),
  };
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
