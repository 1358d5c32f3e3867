import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '../../../runtime/engines/engine.js';
import { buildFor } from '../../../runtime/engines/native/install/build.js';
import { installNative } from '../../../runtime/engines/native/install/install.js';
import { layoutOf } from '../../../runtime/engines/native/install/layout.js';
import { conditionOf } from '../../../runtime/engines/native/install/marker.js';
import { describeNative } from '../../support/needs.js';

const REAL = layoutOf(buildFor(false));
const SLOW = 120_000;

let folder: string;
let tools: string;
const PATH = process.env['PATH']!;

beforeEach(() => {
  // Files can only be linked within one disk.
  folder = mkdtempSync(join(existsSync(REAL.root) ? dirname(REAL.root) : tmpdir(), 'test-'));
  tools = join(folder, 'tools');
  mkdirSync(tools);
  vi.stubEnv('CXX', undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A command that is found before all others. */
function fakeTool(name: string, script: string): void {
  writeFileSync(join(tools, name), `#!/bin/bash\n${script}\n`);
  chmodSync(join(tools, name), 0o755);
}

/** Only the fake tools are found. */
function hideOtherTools(): void {
  vi.stubEnv('PATH', tools);
}

function preferFakeTools(): void {
  vi.stubEnv('PATH', `${tools}${delimiter}${PATH}`);
}

/** A Python whose pip does something. */
function fakePython(install: string): void {
  fakeTool('python3', `case "$*" in *version_info*) echo 3 11;; *--version*) echo pip;; *) ${install};; esac`);
}

/** pip that unpacks the libraries in an instant: by linking the ones that are installed for real. */
const LINKING_PIP = `while [ "$1" != --target ]; do shift; done
  mkdir "$2/tensorflow"; cp -l ${REAL.libraries}/*.so.2 "$2/tensorflow"`;

/** A compiler that takes an instant. */
const COPYING_COMPILER = `while [ -n "$1" ] && [ "$1" != -o ]; do shift; done
  if [ -n "$2" ]; then cp ${REAL.compiled}/$(basename "$2") "$2"; fi`;

/** A copy of what matters of the real install that shares its files; unlink them before they are changed. */
function copyOfRealInstall(): ReturnType<typeof layoutOf> {
  const layout = layoutOf(buildFor(false), folder);
  const { files } = JSON.parse(readFileSync(REAL.marker, 'utf8')) as { files: Record<string, number> };
  for (const path of [...Object.keys(files), basename(REAL.marker)]) {
    mkdirSync(dirname(join(layout.root, path)), { recursive: true });
    linkSync(join(REAL.root, path), join(layout.root, path));
  }
  return layout;
}

function replaceFile(path: string, content: Uint8Array): void {
  unlinkSync(path);
  writeFileSync(path, content);
}

async function titlesOf(
  options: Parameters<typeof installNative>[0] = {},
): Promise<{ titles: string[]; alreadyDone: boolean }> {
  const titles = new Set<string>();
  const { alreadyDone } = await installNative({
    cache: folder,
    ...options,
    onProgress: ({ title }) => titles.add(title),
  });
  return { titles: [...titles], alreadyDone };
}

describeNative('installing the native engine', () => {
  it(
    'finds a finished install, without any tools',
    async () => {
      copyOfRealInstall();
      hideOtherTools();
      expect(await titlesOf()).toEqual({ titles: ['Testing'], alreadyDone: true });
    },
    SLOW,
  );

  it(
    'finishes an install that lacks only its marker',
    async () => {
      const layout = copyOfRealInstall();
      unlinkSync(layout.marker);
      mkdirSync(join(layout.staging, '2'), { recursive: true });
      expect(await conditionOf(layout)).toEqual({ kind: 'unfinished' });
      hideOtherTools();
      expect(await titlesOf()).toEqual({ titles: ['Testing'], alreadyDone: false });
      expect(await conditionOf(layout)).toEqual({ kind: 'complete' });
    },
    SLOW,
  );

  it(
    'compiles a missing binding again, and nothing else',
    async () => {
      const layout = copyOfRealInstall();
      unlinkSync(layout.binding);
      fakeTool('g++', COPYING_COMPILER);
      preferFakeTools();
      expect(await conditionOf(layout)).toEqual({ kind: 'damaged', files: ['compiled/tfjs_binding.node'] });
      expect((await titlesOf()).titles).toEqual(['Compiling the binding', 'Testing']);
      expect(await titlesOf()).toEqual({ titles: ['Testing'], alreadyDone: true });
    },
    SLOW,
  );

  it('notices a truncated library and a changed binding', async () => {
    const layout = copyOfRealInstall();
    const library = join(layout.libraries, 'libtensorflow_framework.so.2');
    const whole = readFileSync(library);
    replaceFile(library, whole.subarray(0, 1000));
    expect(await conditionOf(layout)).toEqual({
      kind: 'damaged',
      files: ['wheels/tensorflow/libtensorflow_framework.so.2'],
    });
    replaceFile(library, whole);
    replaceFile(layout.binding, new Uint8Array(statSync(layout.binding).size));
    expect(await conditionOf(layout)).toEqual({ kind: 'damaged', files: ['compiled/tfjs_binding.node'] });
  });

  it(
    'makes everything anew when the self-test fails',
    async () => {
      const layout = copyOfRealInstall();
      const library = join(layout.libraries, 'libtensorflow_framework.so.2');
      replaceFile(library, new Uint8Array(statSync(library).size));
      fakePython(LINKING_PIP);
      fakeTool('g++', COPYING_COMPILER);
      preferFakeTools();
      const { titles, alreadyDone } = await titlesOf();
      expect(alreadyDone).toBe(false);
      expect(titles).toEqual([
        'Testing',
        "Fetching the binding's source",
        'Fetching TensorFlow 2.21.0',
        'Compiling the binding',
      ]);
      expect(await conditionOf(layout)).toEqual({ kind: 'complete' });
    },
    SLOW,
  );

  it(
    'is done by one process at a time, and takes over the lock of a dead one',
    async () => {
      const layout = copyOfRealInstall();
      const both = await Promise.allSettled([installNative({ cache: folder }), installNative({ cache: folder })]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const failed = both.find((result) => result.status === 'rejected');
      expect(String(failed?.reason)).toContain(`(process ${process.pid})`);
      writeFileSync(layout.lock, '4194305');
      expect((await installNative({ cache: folder })).alreadyDone).toBe(true);
      expect(existsSync(layout.lock)).toBe(false);
    },
    SLOW,
  );
});

describe('an install that can not be', () => {
  async function failure(): Promise<string> {
    const error = await installNative({ cache: folder }).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).message).not.toContain('\n');
    return (error as EngineError).message;
  }

  it('says that there is no Python', async () => {
    hideOtherTools();
    expect(await failure()).toMatch(/^No Python 3\.9 or newer was found.*apt install python3/);
  });

  it('says that Python is too old', async () => {
    fakeTool('python3', 'echo 3 8');
    hideOtherTools();
    expect(await failure()).toContain('No Python 3.9');
  });

  it('says that Python has no pip', async () => {
    fakeTool('python3', 'case "$*" in *version_info*) echo 3 11;; *) exit 1;; esac');
    hideOtherTools();
    expect(await failure()).toMatch(/^python3 has no pip.*python3-pip/);
  });

  it('says that there is no compiler', async () => {
    fakePython('exit 1');
    hideOtherTools();
    expect(await failure()).toMatch(/^No C\+\+ compiler was found.*apt install g\+\+/);
  });

  it('says that npm is missing', async () => {
    fakePython('exit 1');
    fakeTool('g++', 'exit 0');
    hideOtherTools();
    expect(await failure()).toMatch(/^The command npm was not found/);
  });

  describe('with all tools', () => {
    beforeEach(() => {
      fakeTool('g++', 'exit 0');
      fakeTool('tar', 'exit 0');
      preferFakeTools();
    });

    it("says that npm's registry is out of reach", async () => {
      fakePython('exit 1');
      fakeTool('npm', 'if [ "$1" = pack ]; then echo "npm error network request failed" >&2; exit 1; fi');
      expect(await failure()).toMatch(/could not be downloaded; check the network.*network request failed/);
    });

    it('ends its commands and says one sentence when it is interrupted', async () => {
      const started = join(folder, 'started');
      fakePython('exit 1');
      fakeTool('npm', `if [ "$1" = pack ]; then touch ${started}; exec sleep 60; fi`);
      const failing = failure();
      await vi.waitFor(() => expect(existsSync(started)).toBe(true), 10_000);
      process.emit('SIGINT');
      expect(await failing).toBe('The install was interrupted; the same command again goes on with it.');
      expect(process.listenerCount('SIGINT')).toBe(0);
    });

    it('is not disturbed by what a killed attempt left, even where it is still written to', async () => {
      const left = join(layoutOf(buildFor(false), folder).staging, 'old', '2');
      mkdirSync(left, { recursive: true });
      const writing = setInterval(() => {
        mkdirSync(left, { recursive: true });
        writeFileSync(join(left, String(performance.now())), '');
      }, 1);
      fakePython('exit 1');
      fakeTool('npm', 'if [ "$1" = pack ]; then echo other > package.tgz; fi');
      expect(await failure().finally(() => clearInterval(writing))).toMatch(/differs from its pinned SHA-512/);
    });

    it('refuses a package with another digest', async () => {
      fakePython('exit 1');
      fakeTool('npm', 'if [ "$1" = pack ]; then echo other > package.tgz; fi');
      expect(await failure()).toMatch(/differs from its pinned SHA-512/);
    });
  });
});

describe('what pip says', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['WARNING: Retrying after connection broken\nERROR: No matching distribution found', /check the network/],
    ['ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE', /pinned SHA-256/],
    ['ERROR: Could not install: [Errno 28] No space left on device', /disk is full.*ANGNET_CACHE/],
    ['ERROR: something else', /pip could not install TensorFlow: something else/],
  ];

  it.each(cases)('becomes a sentence: %s', async (output, expected) => {
    const layout = layoutOf(buildFor(false), folder);
    mkdirSync(join(layout.root, 'sources'), { recursive: true });
    fakePython(`printf '%s\\n' '${output.replaceAll('\n', "' '")}' >&2; exit 1`);
    fakeTool('g++', 'exit 0');
    preferFakeTools();
    await expect(installNative({ cache: folder })).rejects.toThrow(expected);
    expect(existsSync(layout.marker)).toBe(false);
    expect(existsSync(layout.wheels)).toBe(false);
  });
});

describe('the kinds of machines', () => {
  it('have a wheel, or an answer', () => {
    expect(buildFor(false, 'linux', 'x64').tested).toBe(true);
    expect(buildFor(true, 'linux', 'x64').wheels.length).toBeGreaterThan(10);
    expect(buildFor(false, 'darwin', 'arm64').tested).toBe(false);
    expect(buildFor(false, 'linux', 'arm64').platforms).toContain('manylinux_2_27_aarch64');
    expect(() => buildFor(false, 'win32', 'x64')).toThrow('no usable wheel for win32-x64');
    expect(() => buildFor(true, 'darwin', 'arm64')).toThrow('leave out --cuda');
  });
});
