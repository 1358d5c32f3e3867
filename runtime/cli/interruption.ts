/** npm passes on a Ctrl-C that its child has had from the terminal already: within this time it may be the same one. */
const ECHO_MILLISECONDS = 1000;

/** npm sets it for whatever it starts. */
const NPM = 'npm_execpath';

/** What the process exits with when it is told to stop a second time: 128 and the number of the signal. */
const signals = { SIGINT: 130, SIGTERM: 143 } as const;

/** Lets work come to an orderly end on the first Ctrl-C; the second one ends the process at once. */
export class Interruption {
  private readonly controller = new AbortController();
  private readonly listeners = (Object.keys(signals) as (keyof typeof signals)[]).map((name) => {
    const listener = () => this.interrupt(name);
    process.on(name, listener);
    return { name, listener };
  });
  private at = 0;
  /** What to exit with after the work was saved. */
  exitCode: number = signals.SIGINT;

  /** @param onFirst called at the first Ctrl-C */
  constructor(private readonly onFirst: () => void) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /**
   * Gives the signals back; not after an interruption, where the process is about to end and must not be killed
   * by an echo of npm's before it did.
   */
  dispose(): void {
    if (this.signal.aborted) return;
    for (const { name, listener } of this.listeners) process.off(name, listener);
  }

  private interrupt(name: keyof typeof signals): void {
    const now = performance.now();
    if (!this.signal.aborted) {
      this.at = now;
      this.exitCode = signals[name];
      this.onFirst();
      this.controller.abort();
    } else if (!(NPM in process.env) || now - this.at > ECHO_MILLISECONDS) {
      process.exit(signals[name]);
    }
  }
}
