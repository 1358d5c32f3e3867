import type { Progress } from '../training/index.js';
import { formatCount, formatDuration } from './text.js';

const BAR_COLUMNS = [24, 12] as const;

/**
 * `step 1,200 of 2,344  loss 0.421  accuracy 96.1 %  lr 0.001  2,310 images/s  1 min 4 s left`, and shorter ways to say it.
 */
export function formatProgress(progress: Progress): [string, ...string[]] {
  const { step, steps, loss, accuracy, learningRate, imagesPerSecond, secondsLeft } = progress;
  const essential = [
    `step ${formatCount(step).padStart(formatCount(steps).length)} of ${formatCount(steps)}`,
    `loss ${loss.toPrecision(4)}`,
    `accuracy ${(accuracy * 100).toFixed(1)} %`,
  ];
  const rate = [`lr ${formatRate(learningRate)}`];
  const speed = imagesPerSecond === undefined ? [] : [`${formatCount(Math.round(imagesPerSecond))} images/s`];
  const left = secondsLeft === undefined || step >= steps ? [] : [`${formatDuration(secondsLeft)} left`];
  const join = (...parts: readonly string[]) => parts.join('  ');
  return [
    join(...essential, ...rate, ...speed, ...left),
    join(...essential, ...rate, ...left),
    join(...essential, ...left),
    join(...essential),
    join(...essential.slice(0, 2)),
  ];
}

/** The same behind a bar, for terminals. */
export function formatProgressBar(progress: Progress): [string, ...string[]] {
  const [full, ...shorter] = formatProgress(progress);
  const [wide, narrow] = BAR_COLUMNS.map((columns) => drawBar(progress.step / progress.steps, columns));
  const [withoutSpeed, withoutRate] = shorter as [string, string];
  return [`${wide} ${full}`, `${narrow} ${full}`, `${narrow} ${withoutSpeed}`, `${narrow} ${withoutRate}`, ...shorter];
}

/** `▕██████▌     ▏`, in eighths of a column. */
export function drawBar(share: number, columns: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * columns * 8);
  const part = [...' ▏▎▍▌▋▊▉'][eighths % 8]!;
  const blocks = '█'.repeat(Math.floor(eighths / 8));
  return `▕${(eighths % 8 === 0 ? blocks : blocks + part).padEnd(columns)}▏`;
}

/** `0.001`, `0.0000316` */
function formatRate(rate: number): string {
  return String(Number(rate.toPrecision(3)));
}
