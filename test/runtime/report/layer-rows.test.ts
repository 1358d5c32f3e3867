import { expect, it } from 'vitest';
import { modelCost } from '../../../compiler/cost/model-cost.js';
import { compileNetwork } from '../../../compiler/index.js';
import { summaryRows } from '../../../runtime/report/layer-rows.js';
import { modelText, networkOf } from '../../support/spec.js';

function names(lines: string): string[] {
  const network = networkOf(modelText([6, 6, 3], lines));
  const { layers } = modelCost(network, compileNetwork(network, 1));
  return summaryRows(network, layers, false).map(({ cells }) => cells[0]!);
}

it('calls a layer by its own label, not by that of an empty branch through which it flows', () => {
  expect(names('bn relu unit: add { main: { bn } shortcut: {} } last: relu')).toEqual([
    'image: input',
    '0: bn',
    'relu',
    'unit.main.0: bn',
    'unit: add',
    'last: relu',
  ]);
});
