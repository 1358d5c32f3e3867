import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, type TestContext } from 'vitest';
import { locate } from '../../runtime/engines/native/locate.js';

/** Something that a fresh clone lacks and that some tests can't do without. */
interface Need {
  /** Begins the sentence "… is missing". */
  readonly what: string;
  /** The command that brings it. */
  readonly enable: string;
  isThere(): Promise<boolean>;
}

/** The virtual environment that `scripts/python-oracles.sh` makes, and its interpreter. */
const ORACLES = fileURLToPath(new URL('../../.venv-oracles', import.meta.url));
export const ORACLE_PYTHON = `${ORACLES}/bin/python`;

const NATIVE: Need = {
  what: 'the native engine',
  enable: 'npx angnet engine install native',
  isThere: async () => (await locate()).found,
};

const PYTHON_TENSORFLOW: Need = {
  what: "Python's TensorFlow",
  enable: 'scripts/python-oracles.sh',
  isThere: async () => existsSync(`${ORACLES}/complete`),
};

const PYTHON_READERS: Need = {
  what: "Python's TensorBoard and safetensors",
  enable: 'scripts/python-oracles.sh',
  isThere: async () => existsSync(`${ORACLES}/bin/tensorboard`),
};

const PDFLATEX: Need = {
  what: 'pdflatex',
  enable: 'scripts/latex.sh',
  isThere: async () => spawnSync('pdflatex', ['--version']).status === 0,
};

/** The browser that `scripts/browser.sh` brings, and the libraries that it needs. */
const BROWSER = fileURLToPath(new URL('../../.browser', import.meta.url));
export const CHROMIUM = { program: `${BROWSER}/chromium`, libraries: `${BROWSER}/lib` };

const BROWSER_NEED: Need = {
  what: 'Chromium',
  enable: 'scripts/browser.sh',
  isThere: async () => existsSync(`${BROWSER}/complete`),
};

/** The folder of the published images, which no package brings. */
export const CIFAR_100 = join(process.env['ANGNET_DATA'] ?? 'data', 'cifar-100-binary');

const CIFAR_100_NEED: Need = {
  what: 'CIFAR-100',
  enable: 'unpack its binary version and set ANGNET_DATA to the folder that holds cifar-100-binary',
  isThere: async () => existsSync(CIFAR_100),
};

const OTHER_NODES: Need = {
  what: 'a copy of Node 22 and 24',
  enable: 'ANGNET_CI=1 npm test',
  isThere: async () => process.env['ANGNET_CI'] === '1',
};

/** A `describe` whose tests are reported as not run where the native engine isn't installed. */
export function describeNative(name: string, body: () => void): void {
  describeNeeding([NATIVE], name, body);
}

/** A `describe` whose tests need Python's TensorFlow as an oracle. */
export function describePythonTensorflow(name: string, body: () => void): void {
  describeNeeding([PYTHON_TENSORFLOW], name, body);
}

/** A `describe` whose tests read files with Python's TensorBoard and safetensors. */
export function describePythonReaders(name: string, body: () => void): void {
  describeNeeding([PYTHON_READERS], name, body);
}

/** A `describe` whose tests run the native engine on other versions of Node, which npm downloads. */
export function describeOtherNodes(name: string, body: () => void): void {
  describeNeeding([NATIVE, OTHER_NODES], name, body);
}

/** A `describe` whose tests run in a browser. */
export function describeChromium(name: string, body: () => void): void {
  describeNeeding([BROWSER_NEED], name, body);
}

/** A `describe` whose tests typeset LaTeX. */
export function describeLatex(name: string, body: () => void): void {
  describeNeeding([PDFLATEX], name, body);
}

/** A `describe` whose tests read the published images of CIFAR-100. */
export function describeCifar100(name: string, body: () => void): void {
  describeNeeding([CIFAR_100_NEED], name, body);
}

function describeNeeding(needs: readonly Need[], name: string, body: () => void): void {
  const states = needs.map(async (need) => ({ need, there: await need.isThere() }));
  describe(name, () => {
    beforeEach(async (context) => {
      for (const { need, there } of await Promise.all(states)) if (!there) notRun(context, need);
    });
    body();
  });
}

/** Continuous integration installs everything, so there a missing need is a failure. */
function notRun(context: TestContext, { what, enable }: Need): void {
  const note = `${what} is missing; enable: ${enable}`;
  if (process.env['ANGNET_CI'] === '1') throw new Error(note);
  context.skip(note);
}
