import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The texts of all examples, of the library and of the fixtures, mistakes included. */
export function corpus(): readonly string[] {
  return ['examples', 'compiler/std', 'test'].flatMap((folder) => {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    const specs = names.filter((name) => name.endsWith('.ang')).sort();
    return specs.map((name) => readFileSync(join(root, folder, name), 'utf8'));
  });
}
