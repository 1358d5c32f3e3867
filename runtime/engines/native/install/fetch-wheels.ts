import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../engine.js';
import type { TensorflowBuild } from './build.js';
import { WHEEL_PYTHON } from './pins.js';
import type { OnBytes } from './progress.js';
import { failureLine, runCommand, type CommandResult } from './run-command.js';

const POLL_MS = 300;

/**
 * Unpacks TensorFlow's wheels (and CUDA's) side by side into `target`; pip refuses files whose SHA-256 isn't pinned.
 * @throws {EngineError} when they can't be had
 */
export async function fetchWheels(
  python: string,
  build: TensorflowBuild,
  target: string,
  onBytes: OnBytes,
): Promise<void> {
  // pip downloads into its temporary folder: put on the cache's own disk, it also tells how far it is.
  const downloads = `${target}.downloads`;
  await mkdir(downloads, { recursive: true });
  const requirements = join(downloads, 'requirements.txt');
  await writeFile(requirements, requirementsOf(build));
  const total = build.wheels.reduce((sum, wheel) => sum + wheel.bytes, 0);
  let most = 0;
  const timer = setInterval(() => {
    void folderBytes(downloads).then((bytes) => {
      // While pip unpacks, its downloads stay and then go.
      if (bytes > most && bytes <= total) onBytes((most = bytes), total);
    });
  }, POLL_MS);
  try {
    const result = await runCommand(python, pipArguments(build, requirements, target), { env: { TMPDIR: downloads } });
    if (result.code !== 0) throw pipError(result);
  } finally {
    clearInterval(timer);
    await rm(downloads, { recursive: true, force: true });
  }
}

function requirementsOf(build: TensorflowBuild): string {
  return build.wheels.map(({ requirement, sha256 }) => `${requirement} --hash=sha256:${sha256}\n`).join('');
}

function pipArguments(build: TensorflowBuild, requirements: string, target: string): string[] {
  return [
    ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--retries', '2'],
    ...['--no-deps', '--no-compile', '--only-binary=:all:', '--require-hashes'],
    // The wheel for one fixed Python, whichever Python runs pip.
    ...['--implementation', 'cp', '--python-version', WHEEL_PYTHON],
    ...build.platforms.flatMap((platform) => ['--platform', platform]),
    ...['--target', target, '--requirement', requirements],
  ];
}

function pipError(result: CommandResult): EngineError {
  const output = result.stdout + result.stderr;
  if (/DO NOT MATCH THE HASHES/i.test(output)) {
    return new EngineError('A downloaded wheel differs from the pinned SHA-256, so it was refused; try again later.');
  }
  if (/No space left|Errno 28/i.test(output)) {
    return new EngineError('The disk is full; free some space, or set ANGNET_CACHE to a folder on a larger disk.');
  }
  if (
    /connection|resol|timed? ?out|proxy|ssl|retrying|could not find a version|no matching distribution/i.test(output)
  ) {
    return new EngineError(
      'TensorFlow could not be downloaded; check the network, or point pip at a mirror of PyPI (PIP_INDEX_URL). ' +
        `pip says: ${failureLine(result)}`,
    );
  }
  return new EngineError(`pip could not install TensorFlow: ${failureLine(result)}`);
}

async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
