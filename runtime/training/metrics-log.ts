import { EventFile, JsonLinesWriter, type JsonRecord, type Scalars } from '../files/index.js';
import { files, type RunFolder } from './run-folder.js';

/** Where TensorBoard shows what `metrics.jsonl` calls so. */
const tags: Readonly<Record<string, string>> = {
  loss: 'train/loss',
  accuracy: 'train/accuracy',
  learning_rate: 'train/learning_rate',
  gradient_norm: 'train/gradient_norm',
  validation_loss: 'validation/loss',
  validation_accuracy: 'validation/accuracy',
};

/** What a run records of each step: a line of `metrics.jsonl`, and an event for TensorBoard. */
export class MetricsLog {
  private constructor(
    private readonly lines: JsonLinesWriter,
    private readonly events: EventFile,
  ) {}

  /**
   * @param from steps done before; what is recorded of later ones is dropped, since they are taken again
   * @throws {FileError}
   */
  static async open(folder: RunFolder, from: number): Promise<MetricsLog> {
    const lines = await JsonLinesWriter.open(folder.file(files.metrics), (record) => Number(record['step']) <= from);
    try {
      return new MetricsLog(lines, await EventFile.open(folder.file(files.events), from));
    } catch (cause) {
      lines.close();
      throw cause;
    }
  }

  /** @throws {FileError} */
  append(step: number, record: JsonRecord): void {
    this.lines.append({ step, ...record });
    const scalars: Record<string, number> = {};
    for (const [name, value] of Object.entries(record)) {
      const tag = tags[name];
      if (tag !== undefined && typeof value === 'number') scalars[tag] = value;
    }
    if (Object.keys(scalars).length > 0) this.events.append(step, scalars satisfies Scalars);
  }

  /** Makes the lines survive a power cut: a checkpoint must not be newer than them. */
  flush(): void {
    this.lines.flush();
  }

  close(): void {
    this.lines.close();
    this.events.close();
  }
}
