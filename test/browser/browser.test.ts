import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { describeChromium } from '../support/needs.js';
import { launch } from './browser.js';
import { bundle } from './bundle.js';
import { examine, type Answer, type Files } from './examine.js';

// Bundling and starting a browser take seconds where other tests run beside.
vi.setConfig({ testTimeout: 60_000 });

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const bundled = bundle(join(import.meta.dirname, 'page.ts'));

const residual = read('examples/resnet/residual.ang');
const specs: readonly (readonly [string, Files])[] = [
  ['a spec without mistakes', { 'spec.ang': read('examples/mnist/pure-angular.ang') }],
  ['imports', { 'spec.ang': read('examples/resnet/angular-resnet.ang'), 'residual.ang': residual }],
  ['mistakes', { 'spec.ang': read('test/compiler/check/fixtures/five-mistakes/input.ang') }],
  ['ways out', { 'spec.ang': 'import { a } from "../../a.ang"\nimport { b } from "./missing.ang"\n' }],
  ['broken syntax', { 'spec.ang': 'model M( { conv(3x3 }\nexperiment { é }' }],
  ['binary', { 'spec.ang': '\0\u0001\ufffd'.repeat(100) }],
];

describe('the bundle for browsers', () => {
  it('needs no module of Node', async () => {
    expect((await bundled).node).toEqual([]);
  });

  it('is small enough for a page', async () => {
    const { bytes, compressed } = await bundled;
    console.log(
      `the compiler in a browser: ${Math.round(bytes / 1e3)} kB, ${Math.round(compressed / 1e3)} kB compressed`,
    );
    expect(compressed).toBeLessThan(400_000);
  });

  it('holds the entries of the package that are pure', () => {
    const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, { default?: string }> };
    const sources = readFileSync(join(import.meta.dirname, 'examine.ts'), 'utf8');
    const entries = Object.values(exports).flatMap((entry) => entry.default ?? []);
    expect(entries.length).toBeGreaterThanOrEqual(3);
    for (const entry of entries) expect(sources).toContain(`'${entry.replace('./dist', '../..')}'`);
  });
});

describeChromium('in Chromium', () => {
  const failures: string[] = [];
  let opened: Promise<Page> | undefined;
  afterAll(async () => (await opened)?.browser().close());

  /** The page with the bundle; made by the first test, as where there is no browser no test gets so far. */
  async function open(): Promise<Page> {
    const page = await (await launch()).newPage();
    page.on('pageerror', (error) => failures.push(String(error)));
    page.on('requestfailed', (request) => failures.push(request.url()));
    await page.addScriptTag({ content: (await bundled).code });
    return page;
  }

  const inPage = async (files: Files) =>
    (await (opened ??= open())).evaluate<[Files], (given: Files) => Promise<Answer>>(
      (given) => (globalThis as unknown as { examine: typeof examine }).examine('spec.ang', given),
      files,
    );

  it.each(specs)('the compiler answers as in Node: %s', async (_, files) => {
    expect(await inPage(files)).toEqual(await examine('spec.ang', files));
    expect(failures).toEqual([]);
  });

  it('a spec is compiled and formatted', async () => {
    const { problems, diagnostics, hashes, graphs, formatted, pretty } = await inPage(specs[0]![1]);
    expect({ problems, diagnostics, formatted }).toEqual({
      problems: 0,
      diagnostics: '',
      formatted: specs[0]![1]['spec.ang'],
    });
    expect(pretty).toBe(formatted);
    expect(hashes['PureAngular']).toMatch(/^[0-9a-f]{64}$/);
    expect(graphs['PureAngular']).toMatch(/graph train \{[^]*acos[^]*update classifier\/filter = /);
  });

  it('mistakes are shown with their places', async () => {
    const { diagnostics, hashes } = await inPage(specs[2]![1]);
    expect(diagnostics).toMatch(/^error\[unknown-layer\]: .*`Conv2d`.*\n +--> spec\.ang:4:3\n/m);
    expect(diagnostics.match(/^error/gm)).toHaveLength(5);
    expect(hashes).toEqual({});
  });
});
