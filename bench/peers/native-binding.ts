/** Prints where the compiled binding of the native engine lies, for tfjs-node to share. */
import { locate } from '../../runtime/engines/native/locate.js';

const location = await locate();
if (location.found) process.stdout.write(`${location.installation.binding}\n`);
else {
  process.stderr.write(`${location.reason} Run: npx angnet engine install native\n`);
  process.exitCode = 1;
}
