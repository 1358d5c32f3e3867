// Writes what is made of the registries and the grammar, in docs/ and editor/: npm run docs
import { mkdirSync, writeFileSync } from 'node:fs';
import { generatedFiles } from './generated-files.js';

for (const [path, text] of generatedFiles()) {
  const file = new URL(`../${path}`, import.meta.url);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, text);
}
