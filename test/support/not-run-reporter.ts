import type { Reporter, TestModule } from 'vitest/node';

/** Lists at the end which tests were not run because something is missing here, and how to enable them. */
export default class NotRunReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = new Map<string, number>();
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const result = test.result();
        const note = result.state === 'skipped' ? result.note : undefined;
        if (note) counts.set(note, (counts.get(note) ?? 0) + 1);
      }
    }
    for (const [note, count] of counts) {
      process.stdout.write(`not run: ${count} ${count === 1 ? 'test' : 'tests'}: ${note}\n`);
    }
  }
}
