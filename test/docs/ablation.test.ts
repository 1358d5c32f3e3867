import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { format } from '../../grammar/printer/format.js';
import { formatAngle, formatPercent } from '../../runtime/format-numbers.js';
import type { RunResult } from '../../runtime/training/index.js';
import { angnet } from '../runtime/cli/cli.js';
import { describeNative } from '../support/needs.js';
import { agrees } from './agreement.js';
import { applyEdit, stepsOf, withPassages, type Commands, type Passage } from './page.js';

const path = fileURLToPath(new URL('../../docs/ablation.md', import.meta.url));
const page = readFileSync(path, 'utf8');

/** What commands print, together. */
async function printedBy({ commands }: Commands, folder: string): Promise<string> {
  const texts = [];
  for (const command of commands) {
    const [npx, program, ...args] = command.split(/ +/);
    expect([npx, program]).toEqual(['npx', 'angnet']);
    const { code, out, err } = await angnet(folder, ...args);
    expect({ command, code, err }).toEqual({ command, code: 0, err: '' });
    texts.push(out);
  }
  return texts.join('');
}

/** The numbers of a row of the page's table of effects, as the run's files have them. */
function effects(run: string): readonly string[] {
  const { test, features } = JSON.parse(readFileSync(join(run, 'result.json'), 'utf8')) as RunResult;
  const { within, between, straightness } = features!;
  return [formatPercent(test.accuracy!), formatAngle(within!), formatAngle(between!), straightness!.toFixed(4)];
}

/** The same as a sentence, whose numbers may differ as far as those of commands. */
function sentence([accuracy, within, between, straightness]: readonly string[]): string {
  return `accuracy ${accuracy}, ${within} within, ${between} between, straightness ${straightness}`;
}

// What the page shows is compared with what happens. `npx vitest run test/docs/ablation.test.ts -u` writes what happened
// into the page wherever the two don't agree.
describeNative('docs/ablation.md', () => {
  it('shows what happens to a reader who follows it', { timeout: 900_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'angnet-page-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const others: (Passage & { readonly other: string })[] = [];
    const runs: string[] = [];
    for (const step of stepsOf(page)) {
      if (step.kind === 'file') {
        expect(await format(step.text)).toBe(step.text);
        writeFileSync(join(folder, step.name), step.text);
      } else if (step.kind === 'edit') {
        const text = applyEdit(readFileSync(join(folder, step.from), 'utf8'), step);
        expect(await format(text)).toBe(text);
        writeFileSync(join(folder, step.to), text);
      } else {
        const printed = await printedBy(step, folder);
        runs.push(...[...printed.matchAll(/^(runs\/Digits\/[\w-]+): report/gm)].map(([, run]) => run!));
        const { output } = step;
        if (output !== undefined && !agrees(output.text, printed)) others.push({ ...output, other: printed });
      }
    }
    const rows = [...page.matchAll(/(?<=^\| `\S+` \| )(.* %) \| (.*) \| (.*) \| (.*)(?= \|$)/gm)];
    expect(rows.length).toBeGreaterThan(0);
    for (const [index, row] of rows.entries()) {
      const measured = effects(join(folder, runs[index]!));
      if (agrees(sentence(row.slice(1)), sentence(measured))) continue;
      others.push({ text: row[0], start: row.index, other: measured.join(' | ') });
    }
    const followed = withPassages(
      page,
      others.sort((a, b) => a.start - b.start),
    );
    await expect(followed).toMatchFileSnapshot(path);
  });
});

it('the pictures of docs/ablation.md are there', () => {
  const pictures = [...page.matchAll(/\]\((images\/[^)]+)\)/g)].map(([, picture]) => picture!);
  expect(pictures).toHaveLength(2);
  for (const picture of pictures) expect(existsSync(join(path, '..', picture)), picture).toBe(true);
});
