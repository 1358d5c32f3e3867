import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../grammar/index.js';
import { Reporter } from '../../../compiler/diagnostics/reporter.js';
import { evaluate } from '../../../compiler/evaluation/evaluate.js';
import type { CompileTimeValue } from '../../../compiler/schema.js';
import { standardLibrary, standardModules } from '../../../compiler/std/library.js';
import { standardSources } from '../../../compiler/std/sources.js';
import { examineText } from '../support/examine.js';

const folder = join(import.meta.dirname, '../../../compiler/std');

describe('the sources of the standard library', () => {
  it('are what stands in the .ang files; if not, run node scripts/embed-std.mjs', () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.ang'));
    const texts = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    expect([...standardSources].sort()).toEqual([...texts].sort());
  });

  it('are free of mistakes, and every function has a doc comment', () => {
    for (const { text, file } of standardModules.values()) {
      const { diagnostics } = examineText(text);
      expect(diagnostics.filter(({ code }) => code !== 'shadows-library')).toEqual([]);
      expect(file.declarations.every(({ doc }) => (doc ?? '').length > 20)).toBe(true);
    }
  });
});

/** Value of an angle function of the library; parameters that aren't given have their defaults. */
function valueOf(name: string, theta: number, given: Record<string, number> = {}): number {
  const { declaration, module } = standardLibrary.angles.get(name)!;
  const reporter = new Reporter();
  const values = new Map<string, CompileTimeValue>([['theta', { kind: 'rad', value: theta }]]);
  const number = (expression: Expression) => evaluate(expression, { module, reporter, values }) as { value: number };
  for (const parameter of declaration.parameters) {
    const value = given[parameter.name.name] ?? number(parameter.default!).value;
    values.set(parameter.name.name, { kind: 'rad', value });
  }
  const { value } = number(declaration.expression);
  expect(reporter.diagnostics).toEqual([]);
  return value;
}

/** The formulas as the papers print them. */
const formulas: Record<string, (theta: number, parameters: Record<string, number>) => number> = {
  log: (theta, { m = 0 }) => -Math.log(theta + m),
  cos: (theta) => Math.cos(theta),
  linear: (theta) => 1 - (2 * theta) / Math.PI,
  squared_cosine: (theta) => Math.sign(Math.cos(theta)) * Math.cos(theta) ** 2,
  sigmoid: (theta, { k = 0.3 }) => {
    const edge = Math.exp(-Math.PI / (2 * k));
    const inner = Math.exp(theta / k - Math.PI / (2 * k));
    return ((1 + edge) / (1 - edge)) * ((1 - inner) / (1 + inner));
  },
  inverse: (theta, { eps = 0 }) => 1 / (theta + eps),
};

describe('the angle functions of the standard library', () => {
  it('are these', () => {
    expect([...standardLibrary.angles.keys()].sort()).toEqual([...Object.keys(formulas), 'sigmoid_learned'].sort());
  });

  const grid = [1e-3, 0.1, 0.5, 1, Math.PI / 2, 2, 2.9, Math.PI - 1e-3];
  it.each([
    ['log', {}],
    ['log', { m: 0.3 }],
    ['cos', {}],
    ['linear', {}],
    ['squared_cosine', {}],
    ['sigmoid', {}],
    ['sigmoid', { k: 0.05 }],
    ['sigmoid', { k: 1.5 }],
    ['inverse', {}],
    ['inverse', { eps: 0.2 }],
  ])('%s %j has the values of its formula', (name, parameters) => {
    for (const theta of grid)
      expect(valueOf(name, theta, parameters)).toBeCloseTo(formulas[name]!(theta, parameters), 10);
  });

  it('has a sigmoid that goes from 1 to -1, however small k', () => {
    for (const k of [1e-3, 0.3, 3]) {
      expect(valueOf('sigmoid', 0, { k })).toBeCloseTo(1, 12);
      expect(valueOf('sigmoid', Math.PI / 2, { k })).toBeCloseTo(0, 12);
      expect(valueOf('sigmoid', Math.PI, { k })).toBeCloseTo(-1, 12);
    }
  });
});
