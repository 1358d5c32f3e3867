import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('the README', () => {
  it('shows the spec that `npm start` trains', () => {
    const shown = /```ang\n([\s\S]*?)```/.exec(read('README.md'))![1]!;
    expect(read('examples/mnist/pure-angular.ang')).toContain(shown);
    expect((JSON.parse(read('package.json')) as { scripts: { start: string } }).scripts.start).toContain(
      'examples/mnist/pure-angular.ang --engine wasm',
    );
  });

  it('links to files that exist', () => {
    const links = [...read('README.md').matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1]!);
    expect(links.length).toBeGreaterThan(4);
    for (const link of links) expect(() => read(link), link).not.toThrow();
  });
});
