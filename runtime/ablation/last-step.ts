import { open } from 'node:fs/promises';

/** More than two lines of metrics have. */
const TAIL_BYTES = 4096;

/** The last step in a file of metrics, read from its end, as it may be long; 0 where there is none. */
export async function lastStep(path: string): Promise<number> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return 0;
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await file.read(new Uint8Array(TAIL_BYTES), 0, TAIL_BYTES, start);
    const lines = new TextDecoder().decode(buffer.subarray(0, bytesRead)).split('\n').reverse();
    for (const line of lines) {
      const step = stepIn(line);
      if (step !== undefined) return step;
    }
    return 0;
  } finally {
    await file.close();
  }
}

/** Undefined in a line that is cut off. */
function stepIn(line: string): number | undefined {
  try {
    const { step } = JSON.parse(line) as { readonly step?: unknown };
    return typeof step === 'number' ? step : undefined;
  } catch {
    return undefined;
  }
}
