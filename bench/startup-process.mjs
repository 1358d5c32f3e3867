/**
 * One fresh process from the spec to the second training step on the native engine, as `angnet train` goes, data apart:
 * prints the milliseconds of each part as a line of JSON. Run by `startup.ts`; uses the built modules in `dist/`.
 */
import { performance } from 'node:perf_hooks';

const parts = {};
let last = 0;

/** Counts the time since the part before to this one. */
function done(part) {
  const now = performance.now();
  parts[part] = now - last;
  last = now;
}

const [spec, mode] = process.argv.slice(2);
const own = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);

done('Node');
await Promise.all([own('runtime/cli/run.js'), own('runtime/cli/commands/train.js')]);
done('our modules');
const [{ openExperiment }, { canonicalText, hashText }] = [
  await own('runtime/spec/index.js'),
  await own('compiler/canonical/index.js'),
];
const { experiment } = openExperiment(spec, undefined);
const hash = hashText(canonicalText(experiment));
done('parse, check, expand');
const { nativeEngine } = await own('runtime/engines/native/index.js');
const { loadBinding } = await own('runtime/engines/native/binding.js');
const { locate } = await own('runtime/engines/native/locate.js');
const location = await locate();
if (!location.found) throw new Error(location.reason);
const binding = loadBinding(location.installation);
done('TensorFlow library');

const session = mode === 'again' ? await loadAgain() : await loadFirst();

const { initialState } = await own('runtime/random/index.js');
await session.writeState(initialState(session.program, 0));
done('write the initial state');
const feeds = Object.fromEntries(
  session.program.graphs.train.inputs.map(({ name, value: { type } }) => {
    const length = type.shape.reduce((size, each) => size * each, 1);
    return [name, type.dtype === 'f32' ? Float32Array.from({ length }, (_, k) => Math.sin(k)) : new Int32Array(length)];
  }),
);
last = performance.now();
for (const part of ['first step', 'second step']) {
  await session.run('train', feeds, ['loss']);
  done(part);
}
process.stdout.write(`${JSON.stringify(parts)}\n`);
// What TensorFlow frees at exit is no part of what is measured.
process.exit(0);

/** Compiles, emits and loads in parts. */
async function loadFirst() {
  const { compile } = await own('compiler/index.js');
  const program = compile(experiment, { steps: 1000 });
  done('lower, differentiate, optimize');
  const { emitSavedModel } = await own('compiler/targets/saved-model/index.js');
  const model = emitSavedModel(program, { initialize: false });
  done('emit');
  const { loadFiles } = await own('runtime/engines/native/load-files.js');
  const { NativeSession } = await own('runtime/engines/native/session.js');
  const handle = loadFiles(binding, model.files);
  done('load the graph');
  return new NativeSession(program, binding, handle, model);
}

/** Takes what the cache holds; a first call fills it. */
async function loadAgain() {
  const { trainingSource } = await own('runtime/training/program-source.js');
  const made = await nativeEngine.loadCached(trainingSource(experiment, hash, 1000));
  done('load the graph');
  return made;
}
