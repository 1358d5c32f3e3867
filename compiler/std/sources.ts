// Made by scripts/embed-std.mjs from the .ang files beside it.

/** The texts of the functions of the standard library, by file name. */
export const standardSources: ReadonlyMap<string, string> = new Map([
  [
    'angles.ang',
    [
      '// The angle functions of the library: functions of theta, the angle between input and filter, from 0 to pi.',
      '',
      '/// -ln(theta + m). The paper\'s angle function (section 3): finer for small angles than for large ones.',
      'angle log(theta: rad; m: rad = 0rad) = -ln((theta + m) / 1rad)',
      '',
      '/// cos(theta): the normalised dot product (SphereNet, Liu et al. 2017, "cosine"; NormFace, Wang et al. 2017).',
      'angle cos(theta: rad) = cos(theta)',
      '',
      '/// 1 - 2 theta / pi: the angle itself, turned and scaled to [-1, 1] (SphereNet, Liu et al. 2017, "linear").',
      'angle linear(theta: rad) = 1 - 2 * theta / pi',
      '',
      '/// sign(cos theta) cos² theta (Decoupled Networks, Liu et al. 2018).',
      'angle squared_cosine(theta: rad) = cos(theta) * abs(cos(theta))',
      '',
      '/// (1 + e^(-pi/2k)) / (1 - e^(-pi/2k)) · (1 - e^(theta/k - pi/2k)) / (1 + e^(theta/k - pi/2k)) (SphereNet, Liu et al.',
      '/// 2017, "sigmoid"), written with tanh, which is the same and can\'t overflow. A small k makes the slope at pi/2 steep.',
      'angle sigmoid(theta: rad; k: rad = 0.3rad) = tanh((pi / 2 - theta) / (2 * k)) / tanh(pi / (4 * k))',
      '',
      '/// 1 / (theta + eps): steeper than the logarithm for small angles (paper, table 4).',
      'angle inverse(theta: rad; eps: rad = 0rad) = 1rad / (theta + eps)',
      '',
    ].join('\n'),
  ],
]);
