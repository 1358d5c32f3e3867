import { lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyFolder, tinySpec } from '../training/tiny.js';
import { angnet } from './cli.js';

describe('check --fix', () => {
  it('makes the right file of a wrong one, which then checks clean and is formatted the same', async () => {
    const folder = tinyFolder();
    const path = join(folder, 'wrong.ang');
    const wrong = tinySpec
      .replace('relu', 'ReLU;')
      .replace('dropout(', 'dropot(')
      .replace(/batch: (\d+)/, 'batch_size = $1');
    writeFileSync(path, `\ufeff${wrong}`.replaceAll('\n', '\r\n'));
    const { code, out } = await angnet(folder, 'check', '--fix', 'wrong.ang');
    expect(out).toMatch(/^wrong\.ang: fixed syntax: /m);
    expect(out).toMatch(/wrong\.ang: nothing to complain about\n$/);
    expect(code).toBe(0);
    const text = readFileSync(path, 'utf8');
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(await angnet(folder, 'fmt', 'wrong.ang')).toMatchObject({ code: 0 });
    writeFileSync(join(folder, 'right.ang'), tinySpec);
    await angnet(folder, 'fmt', 'right.ang');
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(join(folder, 'right.ang'), 'utf8'));
  });

  it('says what remains, and leaves a file alone that it can not make better', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'wrong.ang'), tinySpec.replace('relu', 'relu nonsense').replace('bn', 'Bn'));
    const { code, out } = await angnet(folder, 'check', '--fix', 'wrong.ang');
    expect(code).toBe(1);
    expect(out).toMatch(/^wrong\.ang: fixed unknown-layer: Write `bn`\nerror\[unknown-layer\][^]*`nonsense`/);
    const path = join(folder, 'wrong.ang');
    const before = lstatSync(path);
    expect((await angnet(folder, 'check', '--fix', 'wrong.ang')).out).toMatch(/^error/);
    expect(lstatSync(path)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  it('takes nothing out as unused before the errors are gone', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'part.ang'), 'block residual() {\n  relu\n}\n');
    const path = join(folder, 'main.ang');
    const right = 'import { residual } from "./part.ang"\n\nblock all() {\n  residual\n}\n';
    writeFileSync(path, right.replaceAll('residual', 'resdual'));
    expect((await angnet(folder, 'check', '--fix', 'main.ang')).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(right);
  });

  it('edits only the files that are named; a link stays a link', async () => {
    const folder = tinyFolder();
    const block = 'block part() {\n  ReLU\n}\n';
    writeFileSync(join(folder, 'part.ang'), block);
    const main = 'import { part } from "./part.ang"\n\nblock all() {\n  part\n  Bn\n}\n';
    writeFileSync(join(folder, 'main.ang'), main);
    symlinkSync(join(folder, 'main.ang'), join(folder, 'link.ang'));
    expect((await angnet(folder, 'check', '--fix', 'link.ang')).code).toBe(1);
    expect(readFileSync(join(folder, 'part.ang'), 'utf8')).toBe(block);
    expect(readFileSync(join(folder, 'main.ang'), 'utf8')).toBe(main.replace('Bn', 'bn'));
    expect(lstatSync(join(folder, 'link.ang')).isSymbolicLink()).toBe(true);
    expect((await angnet(folder, 'check', '--fix', 'main.ang', 'part.ang')).code).toBe(0);
    expect(readFileSync(join(folder, 'part.ang'), 'utf8')).toBe(block.replace('ReLU', 'relu'));
  });

  it('tells programs what it fixed, and without --fix what could be', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'wrong.ang'), tinySpec.replace('relu', 'flaten'));
    const sarif = await angnet(folder, 'check', 'wrong.ang', '--format', 'sarif');
    const { runs } = JSON.parse(sarif.out) as { runs: { results: { fixes: object[] }[] }[] };
    expect(runs[0]!.results[0]!.fixes[0]).toEqual({
      description: { text: 'Write `flatten`' },
      artifactChanges: [
        {
          artifactLocation: { uri: 'wrong.ang' },
          replacements: [
            {
              deletedRegion: { startLine: 5, startColumn: 3, endLine: 5, endColumn: 9 },
              insertedContent: { text: 'flatten' },
            },
          ],
        },
      ],
    });
    expect((await angnet(folder, 'check', 'wrong.ang')).out).toContain('\nfix: Write `flatten`\n');
    const json = await angnet(folder, 'check', '--fix', '--json', 'wrong.ang');
    expect(JSON.parse(json.out)).toEqual({
      schema: 1,
      diagnostics: [],
      fixed: [{ file: 'wrong.ang', code: 'unknown-layer', title: 'Write `flatten`' }],
      left: [],
    });
  });

  it('says why it leaves a fix out', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'part.ang'), 'block part() {\n  relu\n}\n');
    writeFileSync(join(folder, 'wrong.ang'), 'import { part } from "./part.ang"\n\nblock all() {\n  nonsense\n}\n');
    const { out } = await angnet(folder, 'check', '--fix', 'wrong.ang');
    expect(out).toMatch(/^wrong\.ang: not fixed unused-import: .* \(it waits until the errors are gone\)\n/);
  });
});
