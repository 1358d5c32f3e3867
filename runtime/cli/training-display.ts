import type { Progress, TrainingEvent } from '../training/index.js';
import type { Channel } from './io.js';
import { LiveLine } from './live-line.js';
import { formatProfile } from './profile-table.js';
import { formatCount, formatDuration } from './text.js';

/** Shows a training run while it goes on. */
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
      case 'start': {
        const { from, steps, train, test } = event;
        const start = from > 0 ? `, continuing after step ${formatCount(from)}` : '';
        this.channel.write(`${formatCount(train)} training and ${formatCount(test)} test examples, `);
        this.channel.write(`${formatCount(steps)} steps of ${this.batch}${start}\n`);
        return;
      }
      case 'progress':
        return this.line.show(...formatProgress(event));
      case 'validation': {
        const { loss, accuracy } = event.evaluation;
        const measured = `validation loss ${loss.toPrecision(4)}, accuracy ${(accuracy * 100).toFixed(1)} %`;
        return this.note(`step ${formatCount(event.step)}: ${measured}`);
      }
      case 'profile':
        return this.note(formatProfile(event));
      case 'evaluate':
        return this.end();
    }
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

/** `step 1,200 of 2,344  loss 0.421  accuracy 96.1 %  2,310 images/s  1 min 4 s left`, and shorter ways to say it. */
export function formatProgress({
  step,
  steps,
  loss,
  accuracy,
  imagesPerSecond,
  secondsLeft,
}: Progress): [string, ...string[]] {
  const essential = [
    `step ${formatCount(step).padStart(formatCount(steps).length)} of ${formatCount(steps)}`,
    `loss ${loss.toPrecision(4)}`,
    `accuracy ${(accuracy * 100).toFixed(1)} %`,
  ];
  const speed = imagesPerSecond === undefined ? [] : [`${formatCount(Math.round(imagesPerSecond))} images/s`];
  const left = secondsLeft === undefined || step >= steps ? [] : [`${formatDuration(secondsLeft)} left`];
  const join = (...parts: readonly string[]) => parts.join('  ');
  return [
    join(...essential, ...speed, ...left),
    join(...essential, ...left),
    join(...essential),
    join(...essential.slice(0, 2)),
  ];
}
