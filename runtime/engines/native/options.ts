import type { EmissionOptions } from '../../../compiler/targets/saved-model/index.js';
import { fusesRegions } from './fusion.js';
import type { Installation } from './installation.js';
import { readSwitch } from './switch.js';

/** What differs between installations and is chosen by variables of the environment. */
export type NativeOptions = Required<Pick<EmissionOptions, 'fuse' | 'recompute'>>;

/** @throws {EngineError} for a variable that is neither on nor off */
export function emissionOptions(installation: Installation): NativeOptions {
  return { fuse: fusesRegions(installation), recompute: readSwitch('ANGNET_RECOMPUTE', false) };
}
