import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../engine.js';
import { BINDING_PACKAGE, HEADERS_PACKAGE, type NpmPin } from './pins.js';
import { failureLine, runCommand } from './run-command.js';

/**
 * Unpacks the binding's source and Node's headers into folders of their own below `target`. Packages are only
 * downloaded, so that none of their install scripts run.
 * @throws {EngineError} when they can't be had
 */
export async function fetchSources(target: string): Promise<void> {
  await unpackPackage(BINDING_PACKAGE, join(target, 'binding'));
  await unpackPackage(HEADERS_PACKAGE, join(target, 'node-api-headers'));
}

async function unpackPackage(pin: NpmPin, target: string): Promise<void> {
  const downloads = `${target}.download`;
  await mkdir(downloads, { recursive: true });
  await mkdir(target, { recursive: true });
  const archive = await download(pin, downloads);
  const unpacked = await runCommand('tar', ['-xzf', archive, '-C', target, '--strip-components=1']);
  if (unpacked.code !== 0) throw new EngineError(`${pin.name} could not be unpacked: ${failureLine(unpacked)}`);
  await rm(downloads, { recursive: true });
}

async function download(pin: NpmPin, folder: string): Promise<string> {
  const name = `${pin.name}@${pin.version}`;
  const retries = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=2000'];
  const packed = await runCommand('npm', ['pack', name, '--ignore-scripts', '--prefer-offline', ...retries], {
    cwd: folder,
  });
  if (packed.code !== 0) {
    throw new EngineError(
      `${name} could not be downloaded; check the network and npm's registry. npm says: ${failureLine(packed)}`,
    );
  }
  const [file] = (await readdir(folder)).filter((entry) => entry.endsWith('.tgz'));
  if (!file) throw new EngineError(`npm pack ${name} made no file.`);
  const archive = join(folder, file);
  const digest = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (`sha512-${digest}` !== pin.integrity) {
    throw new EngineError(`${name} differs from its pinned SHA-512, so it was refused; check npm's registry setting.`);
  }
  return archive;
}
