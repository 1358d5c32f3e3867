import { describeOrigin, type Origin } from '../../../compiler/graph/graph.js';
import { NOT_FINITE } from '../../../compiler/targets/saved-model/manifest.js';
import { EngineError, NotFiniteError } from '../engine.js';

/**
 * TensorFlow's message as a sentence that starts with the layer where it happened. The binding cuts messages at 499
 * characters, so a node's name at the end may be missing; then the message stands alone.
 */
export function describeFailure(cause: unknown, places: ReadonlyMap<string, Origin>): EngineError {
  if (cause instanceof EngineError) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  if (text.includes(NOT_FINITE)) return new NotFiniteError('train');
  const place = [...text.matchAll(/\{\{node ([^}]+)\}\}/g)].map((match) => places.get(match[1]!)).find(Boolean);
  const sentence = text
    .replace(/^Session fail to run with error: /, '')
    .replace(/\s*\[\[\{\{node [\s\S]*$/, '')
    .split('\n')[0]!
    .trim();
  const where = place ? `${place.file}:${place.line}: ${describeOrigin(place)}: ` : '';
  return new EngineError(`${where}TensorFlow stopped: ${sentence}`, memoryRemedy(sentence));
}

function memoryRemedy(sentence: string): string | undefined {
  return /OOM|out of memory/i.test(sentence) ? 'Use a smaller batch or narrower layers.' : undefined;
}
