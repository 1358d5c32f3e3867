// Writes the pages of docs/ that are made of the compiler's registries: npm run docs
import { writeFileSync } from 'node:fs';
import { generatedPages } from '../compiler/reference/index.js';

for (const [name, text] of generatedPages()) {
  writeFileSync(new URL(`../docs/${name}`, import.meta.url), text);
}
