import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { angnet, eventsIn } from './cli.js';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'angnet-init-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('init', () => {
  it('writes a project that checks clean, is formatted and trains', async () => {
    const folder = emptyFolder();
    const { code, out } = await angnet(folder, 'init', 'digits');
    expect(code).toBe(0);
    expect(out).toContain('cd digits && angnet train digits.ang --profile quick');
    const project = join(folder, 'digits');
    expect(readdirSync(project).sort()).toEqual(['.gitignore', 'README.md', 'digits.ang']);
    expect((await angnet(project, 'check', 'digits.ang')).out).toBe('digits.ang: nothing to complain about\n');
    expect(await angnet(project, 'fmt', '--check', 'digits.ang')).toEqual({ code: 0, out: '', err: '' });
    const quick = ['--profile', 'quick', '--set', 'steps=3', '--engine', 'wasm', '--json'];
    const trained = await angnet(project, 'train', 'digits.ang', ...quick);
    expect(trained.code).toBe(0);
    const { test, folder: run } = eventsIn(trained.out).at(-1) as unknown as {
      test: { count: number };
      folder: string;
    };
    expect(test.count).toBe(10_000);
    expect(existsSync(join(project, run, 'weights.safetensors'))).toBe(true);
  }, 120_000);

  it('names commands in its README that exist', () => {
    const program = readFileSync(new URL('../../../runtime/cli/run.ts', import.meta.url), 'utf8');
    const text = readFileSync(new URL('../../../runtime/cli/init-files.ts', import.meta.url), 'utf8');
    const commands = [...text.matchAll(/angnet ([a-z]+)/g)].map((match) => match[1]!);
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) {
      expect(program).toContain(`add${command[0]!.toUpperCase()}${command.slice(1)}`);
    }
  });

  it('writes nothing where one of its files is', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'README.md'), 'mine');
    expect(await angnet(folder, 'init')).toEqual({
      code: 1,
      out: '',
      err: 'error: . is left as it is: `README.md` is there already. Name another folder.\n',
    });
    expect(readdirSync(folder)).toEqual(['README.md']);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine');
  });

  it('leaves nothing behind where it can not write', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(await angnet(folder, 'init', 'file/digits')).toMatchObject({ code: 1, out: '' });
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('tells programs what it wrote', async () => {
    const folder = emptyFolder();
    const { out } = await angnet(folder, 'init', '--json');
    expect(JSON.parse(out)).toEqual({ schema: 1, folder: '.', files: ['digits.ang', 'README.md', '.gitignore'] });
  });
});
