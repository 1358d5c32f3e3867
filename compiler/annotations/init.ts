import { formatArguments } from '../canonical/format-value.js';
import { defaultInitialization, initializers } from '../initializers/index.js';
import type { Initialization } from '../initializers/initializer.js';
import type { AnnotationKind } from './annotation.js';

export const init: AnnotationKind<Initialization> = {
  name: 'init',
  doc: 'How the filters of layers start; `he` when absent.',
  parameters: [
    {
      name: 'initializer',
      type: { kind: 'call', what: 'initializer', registry: initializers },
      doc: 'one of `he`, `xavier` and `normal(std: …)`',
    },
  ],
  inherited: true,
  meaning(args) {
    if (!args) return defaultInitialization;
    const call = args.call('initializer');
    return { initializer: initializers.get(call.construct.name)!, args: call.args };
  },
  format: ({ initializer, args }) => initializer.name + formatArguments(initializer, args),
};
