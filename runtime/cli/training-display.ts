import type { Progress, TrainingEvent } from '../training/index.js';
import type { Channel } from './io.js';
import { LiveLine } from './live-line.js';
import { formatProfile } from './profile-table.js';
import { formatProgress, formatProgressBar } from './progress-text.js';
import { formatCount } from './text.js';
import { formatWeightMatch } from './weight-match.js';

/** Shows a training run while it goes on, to people. */
export class TrainingDisplay {
  private readonly line: LiveLine;

  constructor(
    private readonly channel: Channel,
    private readonly batch: number,
  ) {
    this.line = new LiveLine(channel);
  }

  show(event: TrainingEvent): void {
    switch (event.kind) {
      case 'refused':
        return this.note(`${event.path} is passed over. ${event.reason}`);
      case 'from':
        return this.note(formatWeightMatch(event.run, event));
      case 'start': {
        const { from, steps, train, test } = event;
        const start = from > 0 ? `, continuing after step ${formatCount(from)}` : '';
        this.channel.write(`${formatCount(train)} training and ${formatCount(test)} test examples, `);
        this.channel.write(`${formatCount(steps)} steps of ${this.batch}${start}\n`);
        return;
      }
      case 'progress':
        return this.progress(event);
      case 'skipped': {
        const rate =
          event.rateFactor === undefined ? '' : `, and the learning rate is now multiplied by ${event.rateFactor}`;
        return this.note(
          `step ${formatCount(event.step)}: the loss or a gradient is not finite; the batch is skipped${rate}`,
        );
      }
      case 'validation': {
        const { loss, accuracy } = event.evaluation;
        const measured = `validation loss ${loss.toPrecision(4)}, accuracy ${(accuracy * 100).toFixed(1)} %`;
        return this.note(`step ${formatCount(event.step)}: ${measured}${event.isBest ? ', the best so far' : ''}`);
      }
      case 'profile':
        return this.note(formatProfile(event));
      case 'evaluate':
        return this.end();
    }
  }

  progress(progress: Progress): void {
    this.line.show(...(this.channel.isTerminal ? formatProgressBar : formatProgress)(progress));
  }

  /** A line of its own between the others. */
  note(text: string): void {
    this.end();
    this.channel.write(`${text}\n`);
  }

  end(): void {
    this.line.end();
  }
}
