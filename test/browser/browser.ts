import puppeteer, { type Browser } from 'puppeteer-core';
import { CHROMIUM } from '../support/needs.js';

/** A headless Chromium without a network. */
export function launch(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: CHROMIUM.program,
    env: { ...process.env, LD_LIBRARY_PATH: CHROMIUM.libraries },
    // Containers lack what the sandbox needs; the page runs nothing but our own bundle.
    args: ['--no-sandbox', '--disable-gpu', '--single-process', '--no-zygote'],
    headless: 'shell',
  });
}
