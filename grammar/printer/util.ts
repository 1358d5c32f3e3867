import type { util as Util } from 'prettier';
import * as standalone from 'prettier/standalone';

/** Prettier's helpers for printers. The standalone build has them, but its type declarations leave them out. */
export const util = (standalone as unknown as { util: typeof Util }).util;
