import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { locate } from '../../../runtime/engines/native/locate.js';
import { describeNative, describeOtherNodes } from '../../support/needs.js';

const WORKER = fileURLToPath(new URL('../../../runtime/engines/native/install/self-test-worker.ts', import.meta.url));
const run = promisify(execFile);

async function installation(): Promise<string> {
  const location = await locate();
  if (!location.found) throw new Error(location.reason);
  return JSON.stringify(location.installation);
}

describeNative('a process with TensorFlow', () => {
  it('prints nothing on standard error', async () => {
    const { stdout, stderr } = await run(process.execPath, ['--import', 'tsx', WORKER, await installation()], {
      cwd: dirname(WORKER),
    });
    expect(JSON.parse(stdout)).toHaveProperty('gpu');
    expect(stderr).toBe('');
  }, 60_000);

  it('refuses to load it in a worker thread', async () => {
    const source = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${JSON.stringify(WORKER)}, ${JSON.stringify(import.meta.url)}))`;
    const worker = new Worker(source, { eval: true, argv: [await installation()], stdout: true, stderr: true });
    let printed = '';
    worker.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
    const code = await new Promise((resolve) => worker.on('exit', resolve));
    expect(code).toBe(1);
    expect(printed).toContain('only in the main thread');
  }, 60_000);
});

describeOtherNodes('the native engine on another Node', () => {
  it.each(['22', '24'])(
    'passes its self-test on Node %s',
    async (version) => {
      const args = ['--yes', `node@${version}`, '--import', 'tsx', WORKER, await installation()];
      const { stdout } = await run('npx', args, { cwd: dirname(WORKER) });
      expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toHaveProperty('gpu');
    },
    180_000,
  );
});
