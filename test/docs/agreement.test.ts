import { describe, expect, it } from 'vitest';
import { agrees } from './agreement.js';

const trained = 'test accuracy 74.41 % (7,441 of 10,000 test examples)\nruns/Digits/6cfe8e76-0: report.html\n';
const table = [
  'rows    accuracy %            95 % CI  difference to base (95 % CI)  p (Holm)             loss  remark\n',
  'plain   74.41 ± 1.20   70.1 to 78.3                             –         –  0.7752 ± 0.0352  base\n',
  'cosine  64.03 ± 0.64  58.24 to 69.81      −5.19 (−37.41 to +27.02)     0.867  1.6044 ± 0.0031\n',
].join('');

describe('what a page shows', () => {
  it('agrees with what is printed when it is the same', () => {
    for (const text of ['', trained, table, 'parameters: 64,916, as before\n']) expect(agrees(text, text)).toBe(true);
  });

  it('may lie near it where nets were trained', () => {
    expect(agrees(trained, trained.replace('74.41', '73.02').replace('7,441', '7,302'))).toBe(true);
    expect(agrees(trained, trained.replace('74.41', '84.41').replace('7,441', '8,441'))).toBe(false);
    expect(agrees(table, table.replace('64.03', '64.93').replace('0.867', '0.812'))).toBe(true);
    expect(agrees(table, table.replace('64.03', '68.13'))).toBe(false);
    expect(agrees(table, table.replace('1.6044', '1.8044'))).toBe(false);
  });

  it('is the same where the trained numbers are', () => {
    expect(agrees(trained, trained.replace('7,441', '7,442'))).toBe(false);
    expect(agrees(table, table.replace('0.867', '0.812'))).toBe(false);
    expect(agrees(table, table.replace('+27.02', '+27.03'))).toBe(false);
  });

  it('names the same runs, and says the same words', () => {
    expect(agrees(trained, trained.replace('6cfe8e76', '6cfe8e77'))).toBe(false);
    expect(agrees(trained, trained.replace('6cfe8e76-0', '6cfe8e76-1'))).toBe(false);
    expect(agrees(trained, trained.replace('report', 'rapport'))).toBe(false);
    expect(agrees('~ kind: conv -> angconv\n', '~ kind: fc -> angconv\n')).toBe(false);
  });

  it('holds for numbers that come from no training', () => {
    expect(agrees('parameters: 64,916, as before\n', 'parameters: 64,917, as before\n')).toBe(false);
  });

  it('holds on machines of other speeds', () => {
    expect(agrees('About 11 s on native, from 152 GFLOP/s\n', 'About 2 min 6 s on native, from 93.1 GFLOP/s\n')).toBe(
      true,
    );
    expect(agrees('plain  1 s  base\n', 'plain  12 s  base\n')).toBe(true);
    expect(agrees('plain  1 s  base\n', 'plain  12 s\n')).toBe(false);
  });

  it('may leave lines out', () => {
    expect(agrees('a\n…\nd\n', 'a\nb\nc\nd\n')).toBe(true);
    expect(agrees('…\nd\n', 'a\nd\n')).toBe(true);
    expect(agrees('a\n…\n', 'a\nb\n')).toBe(true);
    expect(agrees('a\n…\nd\n', 'a\nb\n')).toBe(false);
    expect(agrees('a\nd\n', 'a\nb\nd\n')).toBe(false);
    expect(agrees('b\n…\n', 'a\nb\nc\n')).toBe(false);
  });
});
