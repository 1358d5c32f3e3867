import { defineConfig } from 'vitest/config';
import NotRunReporter from './test/support/not-run-reporter.js';

/** Tests of what has no state outside of a text: some share a process, and as many processes run as there are cores. */
const pure = ['test/{grammar,compiler,fuzz}/**/*.test.ts'];

export default defineConfig({
  test: {
    setupFiles: ['test/support/repeatable-properties.ts'],
    reporters: ['default', new NotRunReporter()],
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: pure, isolate: false, maxWorkers: '100%', sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        // One file after the other: engines use all cores, and some tests measure time or memory.
        test: {
          name: 'runtime',
          include: ['test/**/*.test.ts'],
          exclude: pure,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
