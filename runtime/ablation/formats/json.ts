import type { AblationReport } from '../report.js';

/** Everything that the tables show, in full precision. */
export function toJson(reports: readonly AblationReport[]): string {
  return `${JSON.stringify({ schema: 1, ablations: reports }, null, 2)}\n`;
}
