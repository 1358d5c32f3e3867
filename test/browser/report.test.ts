import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { afterAll, expect, it, vi } from 'vitest';
import { angnet } from '../runtime/cli/cli.js';
import { tinyFolder, tinySpec } from '../runtime/training/tiny.js';
import { describeChromium } from '../support/needs.js';
import { launch } from './browser.js';

// Training and starting a browser take seconds where other tests run beside.
vi.setConfig({ testTimeout: 120_000 });

/** What a browser makes of a page. */
interface Look {
  /** Everything that was asked for beside the page. */
  readonly requests: readonly string[];
  readonly errors: readonly string[];
  /** By how much the page is wider than the window. */
  readonly overflow: number;
  /** Widths of the pictures as drawn; 0 for those that can't be. */
  readonly pictures: readonly number[];
  readonly unnamed: number;
  readonly text: string;
}

/** Runs in the page. */
const LOOK = `({
  overflow: document.documentElement.scrollWidth - innerWidth,
  pictures: [...document.images].map((image) => (image.naturalWidth > 0 ? image.clientWidth : 0)),
  unnamed: [...document.images].filter((image) => image.alt === '').length,
  text: document.body.innerText,
})`;

describeChromium('a report in Chromium', () => {
  let browser: Promise<Browser> | undefined;
  afterAll(async () => (await browser)?.close());

  async function open(path: string, width: number): Promise<Look> {
    const page = await (await (browser ??= launch())).newPage();
    const [requests, errors]: [string[], string[]] = [[], []];
    await page.setViewport({ width, height: 800 });
    page.on('request', (request) => {
      if (!request.url().startsWith('data:') && request.url() !== pathToFileURL(path).href)
        requests.push(request.url());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => errors.push(message.text()));
    await page.goto(pathToFileURL(path).href, { waitUntil: 'load' });
    const look = (await page.evaluate(LOOK)) as Omit<Look, 'requests' | 'errors'>;
    await page.close();
    return { requests, errors, ...look };
  }

  it('is complete without a network, at any width', async () => {
    const folder = tinyFolder();
    // What could be taken for HTML is shown as it was written.
    writeFileSync(
      join(folder, 'tiny.ang'),
      `// <img src="http://example.org/x.png" onerror="throw 1"> & "more"\n${tinySpec}`,
    );
    for (const [out, seed] of [
      ['run', '0'],
      ['other', '1'],
    ] as const) {
      await angnet(folder, 'train', 'tiny.ang', '--engine', 'wasm', '--out', out, '--seed', seed);
    }
    expect((await angnet(folder, 'report', 'run', 'other')).code).toBe(0);
    for (const [path, pictures] of [
      ['run/report.html', 4],
      ['report.html', 7],
    ] as const) {
      for (const width of [1280, 390]) {
        const look = await open(join(folder, path), width);
        expect(look, `${path} at ${width}`).toMatchObject({ requests: [], errors: [], overflow: 0, unnamed: 0 });
        expect(look.pictures).toHaveLength(pictures);
        for (const drawn of look.pictures) expect(drawn > 100 && drawn <= width, `${drawn} of ${width}`).toBe(true);
        expect(look.text).toContain('// <img src="http://example.org/x.png" onerror="throw 1"> & "more"');
        expect(look.text).toMatch(/straightness\s+0\.\d{4}/);
      }
    }
  });
});
