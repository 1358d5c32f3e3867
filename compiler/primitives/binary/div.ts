import { binary } from './binary.js';

export const div = binary({
  name: 'div',
  doc: 'a over b.',
  takes: ['f32'],
  evaluate: (a, b) => a / b,
  gradient(builder, dy, _, b, y) {
    const da = builder.div(dy, b);
    return [da, builder.neg(builder.mul(da, y))];
  },
  tensorflow: 'RealDiv',
  tfjs: 'RealDiv',
});
