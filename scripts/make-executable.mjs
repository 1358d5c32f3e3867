// tsc writes the command without its executable bit, which `npx angnet` in this folder needs.
import { chmodSync } from 'node:fs';

chmodSync(new URL('../dist/runtime/cli/main.js', import.meta.url), 0o755);
