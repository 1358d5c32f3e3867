import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { complaintAboutNode } from '../../../runtime/cli/node-version.js';
import { tinyFolder } from '../training/tiny.js';
import { outcomeOf, startAngnet } from './cli.js';

it('needs the Node that the package asks for', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    engines: { node: string };
  };
  expect(manifest.engines.node).toBe('>=20.19.0');
  const complaints = ['18.20.4', '20.18.3', '20.19.0', '22.0.0'].map(complaintAboutNode);
  expect(complaints).toEqual([
    'angnet needs Node 20.19 or later; this is 18.20.',
    'angnet needs Node 20.19 or later; this is 20.18.',
    undefined,
    undefined,
  ]);
});

describe('the program as a process', () => {
  it('exits 0, 1 or 2', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'wrong.ang'), 'model M { image: input([6, 6, 1]) denze(3) }');
    const runs = [
      ['check', 'tiny.ang'],
      ['check', 'wrong.ang'],
      ['chekc', 'tiny.ang'],
    ].map((args) => outcomeOf(startAngnet(folder, args)));
    const [done, failed, misused] = await Promise.all(runs);
    expect(done).toEqual({ code: 0, out: 'tiny.ang: nothing to complain about\n', err: '' });
    expect(failed!.code).toBe(1);
    expect(failed!.out).toContain('unknown-layer');
    expect(misused!.code).toBe(2);
    expect(misused!.err).toContain('Did you mean check?');
  }, 30_000);

  it('saves on Ctrl-C and exits 130', async () => {
    const folder = tinyFolder();
    const command = ['train', 'tiny.ang', '--engine', 'wasm', '--steps', '1000000', '--out', 'run'];
    const child = startAngnet(folder, command);
    const ended = outcomeOf(child);
    await new Promise<void>((resolve) => {
      child.stdout!.on('data', (text: string) => text.startsWith('step') && resolve());
    });
    child.kill('SIGINT');
    const { code, out } = await ended;
    expect(code).toBe(130);
    expect(out).toMatch(/Interrupted after step [\d,]+ of 1,000,000, saved in run\./);
    expect(existsSync(join(folder, 'run', 'checkpoints', 'last.safetensors'))).toBe(true);
  }, 30_000);

  it.skipIf(!existsSync('/dev/full'))(
    'says that the output can not be written',
    async () => {
      const full = openSync('/dev/full', 'w');
      const child = startAngnet(tinyFolder(), ['explain'], { stdout: full });
      closeSync(full);
      const { code, err } = await outcomeOf(child);
      expect(code).toBe(1);
      expect(err).toBe("error: Can't write the output: there is no space left on the device.\n");
    },
    30_000,
  );

  it('says in an old Node which one it needs', async () => {
    const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });";
    const child = startAngnet(tinyFolder(), ['--version'], { preload: `data:text/javascript,${encodeURI(old)}` });
    expect(await outcomeOf(child)).toEqual({
      code: 1,
      out: '',
      err: 'error: angnet needs Node 20.19 or later; this is 18.20.\n',
    });
  }, 30_000);

  it('does not mind a reader that goes away', async () => {
    const child = startAngnet(tinyFolder(), ['explain', '--json']);
    child.stdout!.destroy();
    const { code, err } = await outcomeOf(child);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  }, 30_000);
});
