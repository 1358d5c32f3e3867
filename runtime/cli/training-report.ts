import type {
  OverfitResult,
  Progress,
  RunFolder,
  RunResult,
  TrainingEvent,
  TrainingOutcome,
} from '../training/index.js';
import { formatBest, formatTest, formatTopFive, formatValidation } from './format-evaluation.js';
import type { Io } from './io.js';
import { formatJsonLine, formatCount } from './text.js';
import { TrainingDisplay } from './training-display.js';
import { formatOverfit } from './overfit-text.js';

type Interrupted = Extract<TrainingOutcome, { kind: 'interrupted' }>;

/** What is trained, and where. */
export interface Opening {
  readonly experiment: string;
  readonly file: string;
  readonly hash: string;
  readonly seed: number;
  readonly engine: string;
  readonly folder?: string;
}

/** How `train` tells what it does. */
export interface TrainingReport {
  /** What stands above a run; the text ends in a newline. */
  opening(about: Opening, text: string): void;
  /** Something to know, a sentence. */
  note(text: string): void;
  event(event: TrainingEvent): void;
  progress(progress: Progress): void;
  result(result: RunResult, folder: RunFolder, wasFinished: boolean): void;
  interrupted(interrupted: Interrupted, folder: string): void;
  overfit(result: OverfitResult): void;
  /** No more events come. */
  end(): void;
}

export type ReportMode = 'text' | 'quiet' | 'json';

/** @param batch examples of a step */
export function trainingReport(mode: ReportMode, io: Io, batch: number): TrainingReport {
  if (mode === 'json') return new JsonReport(io);
  return mode === 'quiet' ? new QuietReport(io) : new TextReport(io, batch);
}

/** The result, and what isn't as it should be. */
class QuietReport implements TrainingReport {
  constructor(protected readonly io: Io) {}

  opening(_about: Opening, _text: string): void {}

  note(text: string): void {
    this.io.err.write(`${text}\n`);
  }

  event(event: TrainingEvent): void {
    if (event.kind === 'refused') this.note(`${event.path} is passed over. ${event.reason}`);
  }

  progress(_progress: Progress): void {}

  result(result: RunResult, folder: RunFolder, wasFinished: boolean): void {
    const { out } = this.io;
    const { test, validation, best, steps, pictures } = result;
    if (wasFinished) out.write('This run is finished already; --force starts it anew.\n');
    if (validation) out.write(`${formatValidation(validation)}\n`);
    out.write(`${formatTest(test, out.colors)}\n${formatTopFive(test)}`);
    if (best) out.write(`${formatBest(best, steps)}\n`);
    out.write(
      `${folder.path}: ${[...folder.reports, ...pictures, 'weights.safetensors', 'metrics.jsonl'].join(', ')}\n`,
    );
  }

  interrupted({ step, steps }: Interrupted, folder: string): void {
    const { out } = this.io;
    out.write(`Interrupted after step ${formatCount(step)} of ${formatCount(steps)}, saved in ${folder}.\n`);
    out.write('The same command with --resume continues there.\n');
  }

  overfit(result: OverfitResult): void {
    this.io.out.write(`${formatOverfit(result)}\n`);
  }

  end(): void {}
}

/** All of it, for people. */
class TextReport extends QuietReport {
  private readonly display: TrainingDisplay;

  constructor(io: Io, batch: number) {
    super(io);
    this.display = new TrainingDisplay(io.out, batch);
  }

  override opening(_about: Opening, text: string): void {
    this.io.out.write(text);
  }

  override note(text: string): void {
    this.display.note(text);
  }

  override event(event: TrainingEvent): void {
    this.display.show(event);
  }

  override progress(progress: Progress): void {
    this.display.progress(progress);
  }

  override end(): void {
    this.display.end();
  }
}

/** Progress more often than this helps no program. */
const PROGRESS_MILLISECONDS = 1000;

/** One object a line, for programs: `schema`, `event`, and what belongs to it. */
class JsonReport implements TrainingReport {
  private toldAt = -Infinity;
  private untold: Progress | undefined;

  constructor(private readonly io: Io) {}

  opening(about: Opening, _text: string): void {
    this.write('opening', about);
  }

  note(text: string): void {
    this.write('note', { text });
  }

  event(event: TrainingEvent): void {
    if (event.kind === 'progress') return this.progress(event);
    this.tellProgress();
    if (event.kind === 'profile') return this.write('profile', { files: event.files });
    const { kind, ...about } = event;
    this.write(kind, about);
  }

  progress({ step, steps, loss, accuracy, learningRate, imagesPerSecond, secondsLeft }: Progress): void {
    this.untold = { step, steps, loss, accuracy, learningRate, imagesPerSecond, secondsLeft };
    if (performance.now() - this.toldAt >= PROGRESS_MILLISECONDS) this.tellProgress();
  }

  result(result: RunResult, folder: RunFolder, wasFinished: boolean): void {
    const { schema: _, ...about } = result;
    this.write('result', { ...about, folder: folder.path, wasFinished });
  }

  interrupted({ step, steps }: Interrupted, folder: string): void {
    this.write('interrupted', { step, steps, folder });
  }

  overfit(result: OverfitResult): void {
    this.write('overfit', result);
  }

  end(): void {
    this.tellProgress();
  }

  private tellProgress(): void {
    if (!this.untold) return;
    this.write('progress', this.untold);
    this.untold = undefined;
    this.toldAt = performance.now();
  }

  private write(event: string, about: object): void {
    this.io.out.write(formatJsonLine({ schema: 1, event, ...about }));
  }
}
