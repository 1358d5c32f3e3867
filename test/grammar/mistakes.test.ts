import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from '../../grammar/index.js';
import { oneMistake } from './mistakes.js';
import { misplacedNodes, renderProblems } from './support.js';

const folder = fileURLToPath(new URL('./mistakes/', import.meta.url));

describe.each(Object.entries(oneMistake))('a mistake in %s', (name, texts) => {
  it.each(texts)('has one message: %j', (text) => {
    const { file, problems } = parse(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toMatch(/^[A-Z`].*\.$/s);
    expect(misplacedNodes(text, file)).toEqual([]);
  });

  it.each(texts.filter((text) => parse(text).problems[0]?.fix !== undefined))('goes when it is mended: %j', (text) => {
    const [problem] = parse(text).problems;
    const mended = problem!.fix!.reduceRight((all, { span, text: written }) => {
      return all.slice(0, span.start) + written + all.slice(span.end);
    }, text);
    const left = parse(mended).problems.map(({ message }) => message);
    expect(left).not.toContain(problem!.message);
    expect(left.length).toBeLessThanOrEqual(1);
  });

  it('is explained', async () => {
    const rendered = texts.map((text) => `${text.trimEnd()}\n\n${renderProblems(text, parse(text).problems)}`);
    await expect(rendered.join('\n----\n\n')).toMatchFileSnapshot(`${folder}${name}.txt`);
  });
});

describe('several mistakes', () => {
  it('of one text change nothing for the next', () => {
    const fresh = 'model M() {\n  relu(a=1 state: t = 0 then 1)\n}\n';
    const alone = parse(fresh).problems;
    const halves = Object.values(oneMistake).flatMap((texts) => texts.map((text) => text.slice(0, text.length * 0.7)));
    const differs = [...halves, 'ablation A of E { replace }', 'angle f(theta: rad) let a = ( let ='].filter((text) => {
      parse(text);
      return JSON.stringify(parse(fresh).problems) !== JSON.stringify(alone);
    });
    expect(differs).toEqual([]);
  });

  it('have a message each, in the order of the text', () => {
    const text = [
      'model A(w int) {',
      '  conv (20, 5x5)',
      '  relu;',
      '  conv(3 x 3, stride=2)',
      '}',
      'angle f(theta: rad, m: rad) = theta',
      'experiment E { batch 128 }',
    ].join('\n');
    const lines = parse(text).problems.map(({ span }) => text.slice(0, span.start).split('\n').length);
    expect(lines).toEqual([1, 2, 3, 4, 4, 6, 7]);
  });

  it('have a message each in functions, experiments and ablations', () => {
    const text = [
      'edition: 2026',
      'angle f(theta: rad; state t: real = 0) = theta',
      'margin g(theta) { theta }',
      'experiment E of F {',
      '  model.width: 3',
      '  profile quick { steps = 3, batch: 4 }',
      '  vary batch: [1, 2]',
      '}',
      'ablation A: E {',
      '  rows: {',
      '    a { replace conv by angconv }',
      '    { set conv }',
      '  }',
      '  vary batch in [1, 2]',
      '  expect accuracy: 50%',
      '}',
      'profile late { steps: 3 }',
    ].join('\n');
    const lines = parse(text).problems.map(({ span }) => text.slice(0, span.start).split('\n').length);
    expect(lines).toEqual([1, 2, 3, 3, 4, 5, 6, 7, 9, 10, 11, 11, 12, 12, 14, 15, 17]);
  });

  it('have a message each in a declaration that lacks its last brace', () => {
    const problemsOf = (text: string) => parse(text).problems.map(({ span }) => text.slice(span.start, span.end));
    const fields = '  batch = 3\n  optimizer: adam(lr=0.001)\n';
    expect(problemsOf(`experiment E {\n${fields}`)).toEqual(['{', '=', '=']);
    expect(problemsOf(`experiment E {\n${fields}  profile q {\n    steps: 3\n  }\n`)).toEqual(['{', '=', '=']);
    // Where the profile ends isn't certain.
    expect(problemsOf(`experiment E {\n  profile q { steps: 3\n${fields}}\n`)).toEqual(['{']);
  });

  it('leave the rest of the file in the tree', () => {
    const text = 'model A() {\n  conv(20, 5x5\n  relu\n}\nmodle B() {}\nmodel C() {\n  conv(a=1)\n  bn\n}\n';
    const { declarations } = parse(text).file;
    expect(declarations.map(({ name }) => name.name)).toEqual(['A', 'B', 'C']);
    expect(declarations.map((node) => (node.kind === 'model' ? node.body.statements.length : 0))).toEqual([2, 0, 2]);
  });

  it('stop at fifty with a note', () => {
    const { problems } = parse(`model A() {\n${'  conv(lr=1)\n'.repeat(200)}}\n`);
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)!.message).toMatch(/^There are more problems/);
  });
});
