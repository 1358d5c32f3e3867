import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examine, filesIn } from '../support/examine.js';

const folder = join(import.meta.dirname, 'fixtures');

describe('what a person sees', () => {
  for (const name of readdirSync(folder)) {
    it(name, async () => {
      const { rendered } = examine(filesIn(join(folder, name)));
      await expect(rendered).toMatchFileSnapshot(join(folder, name, 'expected.txt'));
    });
  }
});
