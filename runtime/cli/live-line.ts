import type { Channel } from './io.js';

/** Redrawing more often than this is not seen. */
const TERMINAL_MILLISECONDS = 100;
/** In a file or pipe every line stays. */
const PIPE_MILLISECONDS = 5000;

/** A line that is written over as things go on; where nobody watches, plain lines now and then. */
export class LiveLine {
  private shownAt = -Infinity;
  private shown = '';
  private latest: readonly string[] = [''];

  constructor(
    private readonly channel: Channel,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @param shorter what to show instead where the terminal is too narrow, longest first */
  show(text: string, ...shorter: readonly string[]): void {
    this.latest = [text, ...shorter];
    const interval = this.channel.isTerminal ? TERMINAL_MILLISECONDS : PIPE_MILLISECONDS;
    if (this.now() - this.shownAt >= interval) this.draw();
  }

  /** Shows the last text, and leaves it. */
  end(): void {
    if (this.latest[0] !== this.shown) this.draw();
    if (this.channel.isTerminal && this.shown !== '') this.channel.write('\n');
    this.shown = '';
    this.latest = [''];
    this.shownAt = -Infinity;
  }

  private draw(): void {
    const { channel, latest } = this;
    // The carriage return goes to the start of the line, and the escape erases what stood there.
    channel.write(channel.isTerminal ? `\r\x1b[2K${fit(latest, channel.columns)}` : `${latest[0]}\n`);
    this.shown = latest[0]!;
    this.shownAt = this.now();
  }
}

/** The first text that fits, else what fits of the last: a line that wraps can't be written over. */
function fit(texts: readonly string[], columns: number | undefined): string {
  // A terminal that doesn't know its width says 0. A character in the last column makes some wrap.
  const width = (columns || 80) - 1;
  return texts.find((text) => text.length <= width) ?? texts.at(-1)!.slice(0, width);
}
