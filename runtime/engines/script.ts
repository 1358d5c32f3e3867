import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Arguments for Node that run a script of ours: as built, or its TypeScript source where that is what runs now.
 * @param beside `import.meta.url` of a module in the same folder
 * @param name the script's, without its ending
 */
export function scriptArguments(beside: string, name: string): readonly string[] {
  const ending = beside.endsWith('.ts') ? 'ts' : 'js';
  const script = fileURLToPath(new URL(`./${name}.${ending}`, beside));
  if (ending === 'js') return [script];
  return ['--import', pathToFileURL(createRequire(beside).resolve('tsx')).href, script];
}
