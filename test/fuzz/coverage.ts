import { Session, type Profiler } from 'node:inspector/promises';

/** Which blocks of the compiler's code have been reached, as V8 counts them. */
export class Coverage {
  private readonly seen = new Set<string>();

  private constructor(private readonly session: Session) {}

  static async start(): Promise<Coverage> {
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    // Each block is told once, when it is first reached: that costs little.
    await session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
    return new Coverage(session);
  }

  get blocks(): number {
    return this.seen.size;
  }

  /** Whether blocks were reached since the last time that never were before. */
  async grows(): Promise<boolean> {
    const before = this.seen.size;
    const { result } = (await this.session.post('Profiler.takePreciseCoverage')) as {
      result: Profiler.ScriptCoverage[];
    };
    for (const { url, functions } of result) {
      if (!/\/(grammar|compiler)\//.test(url) || url.includes('node_modules')) continue;
      for (const { ranges } of functions) for (const range of ranges) this.add(url, range);
    }
    return this.seen.size > before;
  }

  private add(url: string, { startOffset, endOffset, count }: Profiler.CoverageRange): void {
    if (count > 0) this.seen.add(`${url}:${startOffset}-${endOffset}`);
  }
}
