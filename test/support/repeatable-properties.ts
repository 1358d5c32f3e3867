import fc from 'fast-check';

/**
 * Properties are tried on the same inputs each time, so that a test that fails does so on every machine until it is
 * mended. `FUZZ_SEED=7 npx vitest run` tries others, and `npm run fuzz` as many as wanted.
 */
fc.configureGlobal({ seed: Number(process.env['FUZZ_SEED'] ?? 1) });
