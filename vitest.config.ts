import { defineConfig } from 'vitest/config';
import NotRunReporter from './test/support/not-run-reporter.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/repeatable-properties.ts'],
    reporters: ['default', new NotRunReporter()],
  },
});
