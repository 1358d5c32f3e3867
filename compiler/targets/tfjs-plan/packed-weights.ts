import { sameShape, type Shape } from '../../graph/types.js';
import type { Operand } from './plan.js';
import { copyStep, type Draft, type Slots } from './steps.js';

/**
 * The steps with copies of buffers that matrix products take as their second operand under several shapes.
 *
 * The wasm kernel keeps what XNNPACK packs out of that operand for as long as its buffer lives, whatever shape the
 * buffer is given later: a product with [1, 4] and one with the same buffer as [4, 1] would read beyond its end.
 * @param states buffers that outlive a call, so that the shape of their own is the one that all plans share
 */
export function withUnambiguousWeights(drafts: readonly Draft[], states: readonly Operand[], slots: Slots): Draft[] {
  const packed = new Map<number, Shape>(states.map(({ slot, shape }) => [slot, shape]));
  return drafts.flatMap((draft) => {
    const { b } = draft.operands as { readonly b?: Operand };
    if (draft.kernel !== 'BatchMatMul' || !b) return [draft];
    const known = packed.get(b.slot);
    if (known === undefined) packed.set(b.slot, b.shape);
    if (known === undefined || sameShape(known, b.shape)) return [draft];
    const copy = { ...b, slot: slots.fresh() };
    return [copyStep(b, copy, draft.origin), { ...draft, operands: { ...draft.operands, b: copy } }];
  });
}
