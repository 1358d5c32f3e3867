import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findGpus, gpuFiles, parseGpus } from '../../../runtime/machine/gpus.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'angnet-gpus-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function tool(script: string): string {
  const path = join(folder, 'nvidia-smi');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('GPUs', () => {
  it('are listed by the tool of their driver', async () => {
    const found = await findGpus(
      tool("printf 'NVIDIA H100 80GB HBM3, 81559, 550.54.15\\nNVIDIA L4, 23034, 550.54.15\\n'"),
    );
    expect(found).toEqual([
      { name: 'NVIDIA H100 80GB HBM3', memoryBytes: 81_559 * 2 ** 20, driver: '550.54.15' },
      { name: 'NVIDIA L4', memoryBytes: 23_034 * 2 ** 20, driver: '550.54.15' },
    ]);
  });

  it('are none without the tool, or where it fails', async () => {
    expect(await findGpus(join(folder, 'missing'))).toEqual([]);
    expect(await findGpus(tool('echo "no devices were found"; exit 6'))).toEqual([]);
  });

  it('are none in lines that say something else', () => {
    expect(parseGpus('No devices were found\n\n')).toEqual([]);
  });

  it('leave out a memory that the driver does not tell', () => {
    expect(parseGpus('NVIDIA GB10, [N/A], 580.95\n')).toEqual([{ name: 'NVIDIA GB10', driver: '580.95' }]);
  });

  it('have files that tell them apart from other devices', () => {
    for (const name of ['nvidia1', 'nvidia0', 'nvidiactl', 'nvidia-uvm', 'null']) writeFileSync(join(folder, name), '');
    expect(gpuFiles(folder)).toEqual(['nvidia0', 'nvidia1']);
    expect(gpuFiles(join(folder, 'missing'))).toEqual([]);
  });
});
