import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, withLock } from '../../../files/index.js';
import { EngineError } from '../../engine.js';
import type { Installation } from '../installation.js';
import { buildFor, type TensorflowBuild } from './build.js';
import { cacheFolder } from './cache-folder.js';
import { compileBinding } from './compile-binding.js';
import { fetchSources } from './fetch-sources.js';
import { fetchWheels } from './fetch-wheels.js';
import { interruptible } from './interruptible.js';
import { installationAt, layoutOf, type Layout } from './layout.js';
import { conditionOf, writeMarker } from './marker.js';
import { TENSORFLOW_VERSION } from './pins.js';
import type { OnBytes, OnProgress } from './progress.js';
import { selfTest } from './self-test.js';
import { findTools, type Tools } from './tools.js';

export interface InstallOptions {
  /** With NVIDIA's libraries, to compute on a GPU. */
  readonly cuda?: boolean;
  readonly onProgress?: OnProgress;
  /** The cache folder; the user's by default. */
  readonly cache?: string;
}

export interface InstallResult {
  readonly installation: Installation;
  /** True when everything was there and passed its test. */
  readonly alreadyDone: boolean;
  /** Whether TensorFlow found a GPU that it can use. */
  readonly gpu: boolean;
  /** Whether this kind of machine is tested by angnet's authors. */
  readonly tested: boolean;
}

/**
 * Makes the native engine, or repairs what of it is missing or damaged; a finished one is only tested.
 * @throws {EngineError} one sentence, with the remedy
 */
export async function installNative(options: InstallOptions = {}): Promise<InstallResult> {
  const build = buildFor(options.cuda ?? false);
  const layout = layoutOf(build, options.cache ?? cacheFolder());
  const busy = (holder: number) =>
    new EngineError(`Another install of the native engine is at work (process ${holder}); wait for it to end.`);
  const onProgress = options.onProgress ?? (() => {});
  return withLock(layout.lock, busy, () =>
    interruptible((check) => new Installer(build, layout, onProgress, check).run()),
  );
}

/** A part of an install: made in a staging folder and moved into place when it is whole. */
interface Part {
  readonly folder: string;
  readonly title: string;
  make(tools: Tools, target: string, onBytes: OnBytes): Promise<void>;
}

class Installer {
  private readonly installation: Installation;
  private readonly staging: string;
  private readonly parts: readonly Part[];

  constructor(
    private readonly build: TensorflowBuild,
    private readonly layout: Layout,
    private readonly onProgress: OnProgress,
    private readonly checkInterruption: () => void,
  ) {
    this.staging = join(layout.staging, randomUUID());
    this.installation = installationAt(build, layout);
    const cuda = build.cuda ? ' and CUDA' : '';
    this.parts = [
      {
        folder: join(layout.root, 'sources'),
        title: "Fetching the binding's source",
        make: (_, target) => fetchSources(target),
      },
      {
        folder: layout.wheels,
        title: `Fetching TensorFlow ${TENSORFLOW_VERSION}${cuda}`,
        make: (tools, target, onBytes) => fetchWheels(tools.python, build, target, onBytes),
      },
      {
        folder: layout.compiled,
        title: 'Compiling the binding',
        make: (tools, target) => compileBinding(tools.compiler, build, layout, target),
      },
    ];
  }

  async run(): Promise<InstallResult> {
    const condition = await conditionOf(this.layout);
    if (condition.kind === 'complete') {
      const gpu = await this.test();
      if (gpu !== undefined) return this.result(gpu, true);
      await this.removeAll();
    } else {
      await rm(this.layout.marker, { force: true });
      if (condition.kind === 'damaged') await this.removeDamaged(condition.files);
    }
    return this.result(await this.makeAndTest(), false);
  }

  /** Keeps parts that an earlier install finished, unless they fail together. */
  private async makeAndTest(): Promise<boolean> {
    const reused = await this.make();
    let gpu = await this.test(reused === 0);
    if (gpu === undefined) {
      await this.removeAll();
      await this.make();
      gpu = await this.test(true);
    }
    await writeMarker(this.layout);
    return gpu!;
  }

  /** @returns how many parts were there already */
  private async make(): Promise<number> {
    const missing = await this.missingParts();
    if (missing.length === 0) return this.parts.length;
    const tools = await findTools();
    await this.requireSpace();
    await this.removeStaging();
    for (const part of missing) await this.makePart(part, tools);
    await this.removeStaging();
    return this.parts.length - missing.length;
  }

  private async makePart(part: Part, tools: Tools): Promise<void> {
    const report = { step: this.parts.indexOf(part) + 1, steps: this.parts.length + 1, title: part.title };
    this.checkInterruption();
    this.onProgress(report);
    const staging = join(this.staging, String(report.step));
    await mkdir(staging, { recursive: true });
    await part.make(tools, staging, (bytes, totalBytes) => this.onProgress({ ...report, bytes, totalBytes }));
    this.checkInterruption();
    await rename(staging, part.folder);
  }

  /** A binding compiled against other wheels or sources than are there is missing too. */
  private async missingParts(): Promise<Part[]> {
    const missing: Part[] = [];
    for (const part of this.parts) {
      const there = await stat(part.folder).catch(() => undefined);
      if (there && !(part.folder === this.layout.compiled && missing.length > 0)) continue;
      await rm(part.folder, { recursive: true, force: true });
      missing.push(part);
    }
    return missing;
  }

  /**
   * @param mustPass whether failing is the end
   * @returns whether there is a GPU; undefined when the test failed
   */
  private async test(mustPass = false): Promise<boolean | undefined> {
    const steps = this.parts.length + 1;
    this.onProgress({ step: steps, steps, title: 'Testing' });
    const result = await selfTest(this.installation);
    this.checkInterruption();
    if (result.passed) return result.report.gpu;
    if (!mustPass) return undefined;
    throw new EngineError(`TensorFlow was installed, but its self-test failed: ${result.reason}`);
  }

  private async removeDamaged(files: readonly string[]): Promise<void> {
    for (const part of this.parts) {
      const damaged = files.some((file) => join(this.layout.root, file).startsWith(join(part.folder, '/')));
      if (damaged) await rm(part.folder, { recursive: true, force: true });
    }
  }

  /** What is left stays for the next attempt to remove: a command of one that was killed may still be writing. */
  private async removeStaging(): Promise<void> {
    const removal = rm(this.layout.staging, { recursive: true, force: true });
    await removal.catch(() => undefined);
  }

  private async removeAll(): Promise<void> {
    await rm(this.layout.root, { recursive: true, force: true });
  }

  private async requireSpace(): Promise<void> {
    await makeFolder(this.layout.root);
    const { bavail, bsize } = await statfs(dirname(this.layout.root));
    const needed = this.build.diskBytes;
    if (bavail * bsize >= needed) return;
    throw new EngineError(
      `The native engine needs ${gigabytes(needed)} in ${this.layout.root}, where ${gigabytes(bavail * bsize)} are free; ` +
        'free some space, or set ANGNET_CACHE to a folder on a larger disk.',
    );
  }

  private result(gpu: boolean, alreadyDone: boolean): InstallResult {
    return { installation: this.installation, alreadyDone, gpu, tested: this.build.tested };
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
