import type { Channel } from './io.js';

/** Redrawing more often than this is not seen. */
const TERMINAL_MILLISECONDS = 100;
/** In a file or pipe every line stays. */
const PIPE_MILLISECONDS = 5000;

/** A line that is written over as things go on; where nobody watches, plain lines now and then. */
export class LiveLine {
  private shownAt = -Infinity;
  private shown = '';
  private latest = '';

  constructor(
    private readonly channel: Channel,
    private readonly now: () => number = () => performance.now(),
  ) {}

  show(text: string): void {
    this.latest = text;
    const interval = this.channel.isTerminal ? TERMINAL_MILLISECONDS : PIPE_MILLISECONDS;
    if (this.now() - this.shownAt >= interval) this.draw();
  }

  /** Shows the last text, and leaves it. */
  end(): void {
    if (this.latest !== this.shown) this.draw();
    if (this.channel.isTerminal && this.shown !== '') this.channel.write('\n');
    this.shown = this.latest = '';
    this.shownAt = -Infinity;
  }

  private draw(): void {
    // The carriage return goes to the start of the line, and the escape erases what stood there.
    this.channel.write(this.channel.isTerminal ? `\r\x1b[2K${this.latest}` : `${this.latest}\n`);
    this.shown = this.latest;
    this.shownAt = this.now();
  }
}
