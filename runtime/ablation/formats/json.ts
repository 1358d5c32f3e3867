import { formatJson } from '../../format-json.js';
import type { AblationReport } from '../report.js';

/** Everything that the tables show, in full precision. */
export function toJson(reports: readonly AblationReport[]): string {
  return formatJson({ schema: 1, ablations: reports });
}
