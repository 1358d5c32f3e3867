import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DataError } from './dataset.js';

/** A data set as it is published: a folder with files. */
export interface PublishedFolder {
  /** As people call the data: `CIFAR-100`. */
  readonly title: string;
  /** Its name in specs. */
  readonly name: string;
  /** What its archive unpacks to. */
  readonly folder: string;
  readonly files: readonly string[];
  /** What to get there: `the binary version`. */
  readonly what: string;
  /** Where it is published. */
  readonly address: string;
}

/**
 * Finds the files of a published data set, plain or as .gz: in the folder that the user named; else, by the name that
 * the archive unpacks to, in $ANGNET_DATA or in a folder `data` beside the spec or in the current folder.
 * @param spec folder of the spec
 * @param named the argument `folder`, if there is one
 * @returns the path of each file, in the order of `files`
 * @throws {DataError} naming where it was looked for, and how to get it
 */
export function findFiles(
  data: PublishedFolder,
  spec: string,
  named: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string[] {
  const places = named === undefined ? usualPlaces(data, spec, environment) : [resolve(spec, named)];
  const found = places.find((place) => fileIn(place, data.files[0]!) !== undefined);
  if (found === undefined) {
    const [first] = data.files;
    throw new DataError(
      `${data.title} is not on this machine: ${first} was not found in ${places.join(', ')}. ${waysTo(data)}`,
    );
  }
  return data.files.map((file) => {
    const path = fileIn(found, file);
    if (path !== undefined) return path;
    throw new DataError(`${found} lacks ${file} (or ${file}.gz), one of the files of ${data.title}. ${waysTo(data)}`);
  });
}

function usualPlaces(
  { folder }: PublishedFolder,
  spec: string,
  environment: Readonly<Record<string, string | undefined>>,
) {
  const set = environment['ANGNET_DATA'];
  const own = [spec, process.cwd()].map((place) => resolve(place, 'data', folder));
  return [...new Set([...(set ? [resolve(set, folder), resolve(set)] : []), ...own])];
}

function fileIn(folder: string, name: string): string | undefined {
  return [name, `${name}.gz`].map((each) => join(folder, each)).find((path) => existsSync(path));
}

function waysTo({ name, folder, what, address }: PublishedFolder): string {
  return (
    `Get ${what} from ${address} and put the files into data/${folder} beside the spec, or set ANGNET_DATA to the folder that ` +
    `holds ${folder}, or write \`${name}(folder: "…")\`.`
  );
}
