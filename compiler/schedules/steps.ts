import type { Schedule } from './schedule.js';

export const steps: Schedule = {
  name: 'steps',
  doc: 'Multiplies the learning rate by `factor` before each of the milestones.',
  parameters: [
    {
      name: 'at',
      type: { kind: 'milestones' },
      named: true,
      doc: 'step numbers, or percentages of all steps: `[47%, 70%, 88%]`',
    },
    {
      name: 'factor',
      type: { kind: 'real', min: 0, aboveMin: true },
      named: true,
      doc: 'what the rate is multiplied by',
    },
  ],
  factor(b, step, total, args) {
    const factor = args.real('factor');
    let result = b.constant(1);
    let power = 1;
    for (const milestone of args.list('at')) {
      if (milestone.kind !== 'int' && milestone.kind !== 'percent') continue;
      const at = milestone.kind === 'percent' ? Math.round(milestone.value * total) : milestone.value;
      power *= factor;
      result = b.select(b.greaterEqual(step, at), power, result);
    }
    return result;
  },
};
