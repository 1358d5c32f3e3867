export { markdownOf } from './markdown.js';
export { mergeRounds } from './merge-rounds.js';
export { profileOf, type Profile } from './profile.js';
export { StepProfiler } from './step-profiler.js';
export { tableOf } from './table.js';
export { traceOf } from './trace.js';
