import { DataError } from './dataset.js';

/**
 * Checks that every class has equally many examples, which hardly any other file of the same size has.
 * @param title of the data set
 * @param path where the labels come from
 * @throws {DataError}
 */
export function checkBalance(labels: Int32Array, classes: number, title: string, path: string): void {
  const counts = new Int32Array(256);
  for (const label of labels) counts[label]!++;
  const each = labels.length / classes;
  if (counts.every((count, label) => count === (label < classes ? each : 0))) return;
  throw new DataError(
    `${path} has the right size but is not ${title}: its labels are not ${each} of each of ${classes} classes. Get it ` +
      'anew, or use `arrays(…)` for images of your own.',
  );
}
