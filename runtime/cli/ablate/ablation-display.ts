import { statesOf, type RunState } from '../../ablation/run-state.js';
import type { AblationFolder } from '../../ablation/ablation-folder.js';
import type { Channel } from '../io.js';
import { LiveBlock } from '../live-block.js';
import { OverallMeter } from './progress.js';
import { nameOfRun } from './run-names.js';
import { liveTable } from './live-table.js';
import { formatOverall, formatState } from './state-text.js';

/** Between two looks at the runs' folders. */
const LOOK_MILLISECONDS = 1000;
/** Where lines stay, how often to say how far it is though nothing has begun or ended. */
const SAY_MILLISECONDS = 60_000;

/**
 * Shows how the runs of a plan go, as their folders tell it: a table that is written over on a terminal, plain lines
 * elsewhere.
 */
export class AblationDisplay {
  private readonly block: LiveBlock;
  private readonly meter: OverallMeter;
  private timer: NodeJS.Timeout | undefined;
  /** The look that the timer has begun. */
  private looking: Promise<void> = Promise.resolve();
  private isOver = false;
  private saidAt = performance.now();

  private constructor(
    private readonly ablation: AblationFolder,
    private readonly channel: Channel,
    private states: readonly RunState[],
  ) {
    this.block = new LiveBlock(channel);
    this.meter = new OverallMeter(ablation.plan, states);
  }

  static async start(ablation: AblationFolder, channel: Channel): Promise<AblationDisplay> {
    const display = new AblationDisplay(ablation, channel, await statesOf(ablation));
    display.draw();
    display.lookLater();
    return display;
  }

  /** A line of its own. */
  note(text: string): void {
    if (this.channel.isTerminal) this.block.clear();
    this.channel.write(`${text}\n`);
    this.draw();
  }

  /** Shows how it has ended. */
  async end(): Promise<void> {
    this.isOver = true;
    clearTimeout(this.timer);
    await this.looking;
    await this.look();
  }

  private lookLater(): void {
    if (this.isOver) return;
    this.timer = setTimeout(() => {
      // Runs go on though a folder can't be read: the next look may read it, and the last one says so if it can't.
      this.looking = this.look().then(noop, noop);
      void this.looking.then(() => this.lookLater());
    }, LOOK_MILLISECONDS);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    const before = this.states;
    this.states = await statesOf(this.ablation, before);
    if (this.channel.isTerminal) this.draw();
    else this.tell(before);
  }

  private draw(): void {
    if (!this.channel.isTerminal) return;
    const { ablation, states, channel } = this;
    const heading = formatOverall(this.meter.measure(states));
    this.block.show([heading, '', ...liveTable(ablation.plan, states, (channel.rows || 24) - 3)]);
  }

  /** What has changed, in lines that stay. */
  private tell(before: readonly RunState[]): void {
    const { ablation, states, channel } = this;
    const { plan } = ablation;
    const lines = states.flatMap((state, index) => {
      if (state.kind === before[index]!.kind || state.kind === 'waiting' || state.kind === 'stopped') return [];
      const what = state.kind === 'running' ? 'started' : formatState(state);
      return [`${nameOfRun(plan, plan.runs[index]!)}: ${what}`];
    });
    const now = performance.now();
    const isLong = now - this.saidAt >= SAY_MILLISECONDS;
    if (lines.length === 0 && !isLong) return;
    const running = states.flatMap((state, index) =>
      isLong && state.kind === 'running' && before[index]!.kind === 'running'
        ? [`${nameOfRun(plan, plan.runs[index]!)}: ${formatState(state)}`]
        : [],
    );
    this.saidAt = now;
    const isEnd = states.some(({ kind }, index) => kind !== before[index]!.kind && ['done', 'failed'].includes(kind));
    const overall = isLong || isEnd ? [formatOverall(this.meter.measure(states))] : [];
    const all = [...lines, ...running, ...overall];
    channel.write(all.map((line) => `${line}\n`).join(''));
  }
}

function noop(): void {}
