/** Where a training run is. */
export interface Progress {
  /** Steps done. */
  readonly step: number;
  readonly steps: number;
  /** Means over the last steps. */
  readonly loss: number;
  readonly accuracy: number;
  /** Of the last step. */
  readonly learningRate: number;
  /** Undefined until there is something to divide by. */
  readonly imagesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
}

interface Sample {
  readonly loss: number;
  readonly accuracy: number;
  /** Milliseconds of some clock. */
  readonly time: number;
}

/** Steps that means and speed are taken over. */
const WINDOW = 100;

/** Turns what single steps report into means and speeds. */
export class ProgressMeter {
  private readonly samples: Sample[] = [];

  /** @param now a clock, in milliseconds */
  constructor(
    private readonly steps: number,
    private readonly batch: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @param step steps done, this one included */
  add(step: number, loss: number, accuracy: number, learningRate: number): Progress {
    const { samples } = this;
    samples.push({ loss, accuracy, time: this.now() });
    if (samples.length > WINDOW) samples.shift();
    const mean = (read: (sample: Sample) => number) =>
      samples.reduce((sum, each) => sum + read(each), 0) / samples.length;
    const seconds = (samples.at(-1)!.time - samples[0]!.time) / 1000;
    const perSecond = seconds > 0 ? (samples.length - 1) / seconds : undefined;
    return {
      step,
      steps: this.steps,
      loss: mean((sample) => sample.loss),
      accuracy: mean((sample) => sample.accuracy),
      learningRate,
      imagesPerSecond: perSecond && perSecond * this.batch,
      secondsLeft: perSecond && (this.steps - step) / perSecond,
    };
  }
}
