import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Program, Value } from '../../compiler/graph/graph.js';
import { tensor } from '../../compiler/graph/types.js';
import { cpuEngine } from '../../runtime/engines/cpu/index.js';
import { wasmEngine } from '../../runtime/engines/wasm/index.js';

const xs = Float32Array.of(1e-9, -1e-9, 1e-6, 1e-4, -1e-4, 0.01, 0.5, 0);

/** A program that predicts one function of a vector. */
function program(of: (b: GraphBuilder, x: Value) => Value): Program {
  const b = new GraphBuilder();
  const x = b.input('x', tensor('f32', [xs.length]));
  const inputs = [{ name: 'x', value: x, source: { kind: 'features' } as const }];
  return {
    batch: 1,
    state: [],
    graphs: { predict: { name: 'predict', inputs, outputs: { y: of(b, x) }, updates: [] } },
  };
}

describe.each([wasmEngine, cpuEngine])('on $name', (engine) => {
  it.each([
    ['ln1p', Math.log1p, (b: GraphBuilder, x: Value) => b.ln1p(x)],
    ['expm1', Math.expm1, (b: GraphBuilder, x: Value) => b.expm1(x)],
  ] as const)('%s keeps the digits of small numbers', async (_, exact, build) => {
    const session = await engine.load(program(build));
    const { y } = await session.run('predict', { x: xs });
    await session.dispose();
    xs.forEach((x, index) => expect(Math.abs(y![index]! - exact(x))).toBeLessThanOrEqual(5e-7 * Math.abs(exact(x))));
  });
});
