import type { Channel } from './io.js';

/** Lines on a terminal that are written over as things go on, as many as fit. */
export class LiveBlock {
  private height = 0;

  constructor(private readonly channel: Channel) {}

  /** Shows lines in place of those shown before; what is too much for the terminal is cut off. */
  show(lines: readonly string[]): void {
    const { columns, rows } = this.channel;
    // A line that wraps, or one that the terminal has scrolled away, couldn't be written over.
    const shown = lines.slice(0, Math.max(1, (rows || 24) - 1)).map((line) => line.slice(0, (columns || 80) - 1));
    this.channel.write(this.erasure() + shown.map((line) => `${line}\n`).join(''));
    this.height = shown.length;
  }

  /** Takes the lines away. */
  clear(): void {
    this.channel.write(this.erasure());
    this.height = 0;
  }

  /** Goes up to the first line, and erases everything from there. */
  private erasure(): string {
    return this.height === 0 ? '' : `\x1b[${this.height}A\x1b[0J`;
  }
}
