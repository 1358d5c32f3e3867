import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { tinyFolder, tinySpec } from '../training/tiny.js';
import { angnet, type Outcome } from './cli.js';

vi.setConfig({ testTimeout: 30_000 });

/** What a call says on standard error, after its exit code. */
async function complaint(
  args: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<string> {
  const folder = tinyFolder();
  mkdirSync(join(folder, 'folder'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const { code, out, err } = await angnet(folder, ...args);
  expect(out).toBe('');
  return `${code} ${err}`;
}

describe('a wrong call exits 2 and says what was meant', () => {
  it.each([
    [['trian', 'tiny.ang'], "2 error: unknown command 'trian'\n(Did you mean train?)"],
    [['train', 'tiny.ang', '--froce'], "2 error: unknown option '--froce'\n(Did you mean --force?)"],
    [['train'], "2 error: missing required argument 'file'"],
    [
      ['train', 'tiny.ang', '--seed', '-1'],
      "2 error: option '--seed <n>' argument '-1' is invalid. It must be a whole number",
    ],
    [['train', 'tiny.ang', '--steps', '1.5'], "2 error: option '--steps <n>' argument '1.5' is invalid."],
    [
      ['train', 'tiny.ang', '--steps', '16000001'],
      "2 error: option '--steps <n>' argument '16000001' is invalid. It must be a whole number from 0 to 16,000,000.",
    ],
    [
      ['train', 'tiny.ang', '--out', ''],
      "2 error: option '--out <folder>' argument '' is invalid. It must name a folder",
    ],
    [
      ['compile', 'tiny.ang', '--target', 'ir', '-o', ' '],
      "2 error: option '-o, --output <folder>' argument ' ' is invalid. It must name a folder",
    ],
    [['train', 'tiny.ang', '--engine', 'wams'], '2 error: There is no engine `wams`. Did you mean `wasm`?\n'],
    [
      ['train', 'tiny.ang', '--experiment', 'Tyni'],
      '2 error: tiny.ang has no experiment `Tyni`. Did you mean `Tiny`?\n',
    ],
    [
      ['train', 'tiny.ang', '--set', 'optimiser.lr=1'],
      '2 error: An experiment has no field called `optimiser`. Did you mean `optimizer`?\n',
    ],
    [['train', 'tiny.ang', '--resume', '--force'], '2 error: --resume continues a run and --force starts it anew'],
    [
      ['summary', 'tiny.ang', '--model', 'Net', '--set', 'batch=2'],
      "2 error: option '--model <name>' cannot be used with option '--set <path=value>'",
    ],
    [
      ['summary', 'tiny.ang', '--model', 'Net', '--ablation', 'A'],
      "2 error: option '--model <name>' cannot be used with option '--ablation <name>'",
    ],
    [
      ['summary', 'tiny.ang', '--ablation', 'A', '--experiment', 'Tiny'],
      "2 error: option '--ablation <name>' cannot be used with option '--experiment <name>'",
    ],
    [
      ['check', 'tiny.ang', '--format', 'xml'],
      "2 error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, sarif.",
    ],
    [
      ['compile', 'tiny.ang', '-o', 'x', '--target', 'onnx'],
      "2 error: option '--target <target>' argument 'onnx' is invalid.",
    ],
    [['summary', 'tiny.ang', '--model', 'Tinny'], '2 error: tiny.ang has no model `Tinny`. Did you mean `Tiny`?\n'],
    [['explain', 'angcnov'], '2 error: Nothing is known of `angcnov`. Did you mean `angconv`?\n'],
    [['data', 'get', 'minst'], '2 error: There is no data set `minst`. Did you mean `mnist`?\n'],
    [['engine', 'install', 'wasm'], '2 error: Only the engine `native` needs an install, not `wasm`.'],
  ])('%j', async (args, expected) => {
    const text = await complaint(args);
    expect(text.slice(0, expected.length)).toBe(expected);
    expect(text).not.toContain('    at ');
  });
});

describe('what is wrong with files exits 1 and is one sentence', () => {
  it.each([
    [['train', 'missing.ang'], "Can't read missing.ang: there is no such file or folder."],
    [['train', 'folder'], 'folder is a folder: name a .ang file in it.'],
    [['fmt', 'empty.ang'], 'empty.ang is empty: a spec declares models and experiments.'],
    [
      ['summary', 'junk.ang'],
      'junk.ang is not a spec: it holds bytes that are not text (a spec is plain text in UTF-8).',
    ],
    [['fmt', 'huge.ang'], 'huge.ang is too large for a spec: it has 10,000,000 bytes, and at most 1,000,000 are read.'],
    [['eval', 'folder'], 'folder is not the folder of a run: it has no run.json.'],
    [
      ['train', 'tiny.ang', '--out', '.'],
      ". holds other files than a run's (empty.ang): choose another folder with --out.",
    ],
  ])('%j', async (args, expected) => {
    const files = { 'empty.ang': '', 'junk.ang': Uint8Array.of(0, 1, 0xfe), 'huge.ang': 'x'.repeat(10_000_000) };
    expect(await complaint(args, files)).toBe(`1 error: ${expected}\n`);
  });

  it.each([
    [
      'a file that is missing',
      { 'tiny.ang': tinySpec.replace('"x.npy"', '"gone.npy"') },
      /^1 error: Can't read .*gone\.npy: there is no such file or folder\.\n$/,
    ],
    [
      'a file that is something else',
      { 'x.npy': 'hello' },
      /^1 error: .*x\.npy is neither an \.npy nor an \.npz file\.\n$/,
    ],
    ['a file that is empty', { 'x.npy': '' }, /^1 error: .*x\.npy is empty\.\n$/],
    [
      'examples of another shape',
      { 'tiny.ang': tinySpec.replaceAll('6, 6', '7, 7') },
      /^1 error: The examples are \[6, 6, 1\], and the model's input is \[7, 7, 1\]\.\n$/,
    ],
  ])('data: %s', async (_, files, expected) => {
    const folder = tinyFolder();
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const { code, err } = await angnet(folder, 'train', 'tiny.ang', '--engine', 'reference', '--out', 'run');
    expect(`${code} ${err}`).toMatch(expected);
  });
});

it('five mistakes are five messages, each with its place and a way out', async () => {
  const folder = tinyFolder();
  const text = tinySpec
    .replace('conv(4, 3x3)', 'convv(4, 3x3)')
    .replace('dropout(20%)', 'dropout(rat: 20%)')
    .replace('m: 0.3rad', 'm: 0.3')
    .replace('of: classifier', 'of: clasifier')
    .replace('batch: 8', 'batch: -8');
  writeFileSync(join(folder, 'tiny.ang'), text);
  const { code, out } = await angnet(folder, 'check', 'tiny.ang');
  expect(code).toBe(1);
  expect(out).toMatchInlineSnapshot(`
    "error[unknown-layer]: There is no layer or block called \`convv\`.
     --> tiny.ang:3:3
      |
    2 |   image: input([6, 6, 1])
    3 |   convv(4, 3x3)
      |   ^^^^^
    help: Did you mean \`conv\`?
    fix: Write \`conv\`

    error[unknown-argument]: \`dropout\` takes no \`rat\`.
     --> tiny.ang:6:11
      |
    5 |   relu
    6 |   dropout(rat: 20%)
      |           ^^^
    help: Did you mean \`rate\`?
    fix: Write \`rate\`

    error[argument-type]: \`m\` of \`log\` must be an angle such as \`0.3rad\`, but this is a number.
     --> tiny.ang:9:44
      |
    8 |   feature: fc(2)
    9 |   classifier: angfc(classes) @angle(log(m: 0.3))
      |                                            ^^^
    help: Write \`0.3rad\` or \`0.3deg\`.
    fix: Write \`0.3rad\`

    error[not-a-label]: There is no layer labelled \`clasifier\` here.
      --> tiny.ang:15:21
       |
    14 |   data: arrays(train: "x.npy", train_labels: "y.npy", test: "xt.npy", test_labels: "yt.npy", classes: 3, norma…
    15 |   loss: softmax(of: clasifier)
       |                     ^^^^^^^^^
    help: Did you mean \`classifier\`?
    fix: Write \`classifier\`

    error[argument-range]: \`batch\` of \`experiment\` can't be -8: it must be from 1 to 65536.
      --> tiny.ang:17:10
       |
    16 |   optimizer: adam(lr: 0.02)
    17 |   batch: -8
       |          ^^

    tiny.ang: 5 errors
    "
  `);
});

it('a spec with several experiments says which there are', async () => {
  const second = tinySpec.slice(tinySpec.indexOf('experiment')).replace('experiment Tiny', 'experiment Other');
  expect(await complaint(['train', 'two.ang'], { 'two.ang': tinySpec + second })).toBe(
    '2 error: two.ang declares the experiments `Tiny` and `Other`: say which, as in `--experiment Tiny`.\n',
  );
});

it('a mistake in a setting is shown as it was typed', async () => {
  expect(await complaint(['train', 'tiny.ang', '--set', 'batch=-3'])).toMatchInlineSnapshot(`
    "1 error[argument-range]: \`batch\` of \`experiment\` can't be -3: it must be from 1 to 65536.
     --> --set:1:7
      |
    1 | batch=-3
      |       ^^
    "
  `);
});

it('of several settings the one that is wrong is shown', async () => {
  const sets = ['batch=4', 'optimizer.lr=abc', 'steps=5'].flatMap((each) => ['--set', each]);
  expect(await complaint(['train', 'tiny.ang', ...sets])).toMatchInlineSnapshot(`
    "1 error[unknown-name]: Nothing called \`abc\` can be used here.
     --> --set:2:14
      |
    1 | batch=4
    2 | optimizer.lr=abc
      |              ^^^
    "
  `);
});

it('a mistake that settings make elsewhere names them', async () => {
  expect(await complaint(['train', 'tiny.ang', '--set', 'model.classes=4'])).toMatchInlineSnapshot(`
    "1 error[classes-mismatch]: The data set \`arrays\` has 3 classes, but \`classifier\` gives [N, 4], not [N, 3].
      --> tiny.ang:15:9
       |
     8 |   feature: fc(2)
     9 |   classifier: angfc(classes) @angle(log(m: 0.3rad))
       |               -------------- this layer gives [N, 4]
    ...
    15 |   loss: softmax(of: classifier)
       |         ^^^^^^^^^^^^^^^^^^^^^^^
      ::: --set:1:15
       |
     1 | model.classes=4
       | --------------- with this setting
       |               - the model is told so here
    help: Give it 3 outputs.
    "
  `);
});

it('a profile that is not there is a wrong call', async () => {
  const quick = tinySpec.replace('steps: 12\n', 'steps: 12\n  profile quick { steps: 3 }\n');
  expect(await complaint(['train', 'tiny.ang', '--profile', 'quik'], { 'tiny.ang': quick })).toBe(
    '2 error: `Tiny` has no profile `quik`. Did you mean `quick`?\n',
  );
  expect(await complaint(['train', 'tiny.ang', '--profile', 'quick'])).toBe(
    '2 error: `Tiny` has no profile `quick`. It has none.\n',
  );
});

describe('with --json, a program reads what is wrong', () => {
  it.each([
    [['train', 'missing.ang'], 1, "Can't read missing.ang: there is no such file or folder."],
    [
      ['eval', 'missing'],
      1,
      'There is no folder missing: a run lies where `train` wrote it, by default in runs/EXPERIMENT/HASH-SEED.',
    ],
    [['train', 'tiny.ang', '--engine', 'wams'], 2, 'There is no engine `wams`. Did you mean `wasm`?'],
    [['summary', 'tiny.ang', '--froce'], 2, "unknown option '--froce'"],
  ])('%j', async (args, exitCode, message) => {
    const { code, out, err } = await angnet(tinyFolder(), ...args, '--json');
    expect(code).toBe(exitCode);
    // Training tells events, of which this is one.
    const event = args[0] === 'train' && { event: 'error' };
    expect(JSON.parse(out)).toEqual({ schema: 1, ...event, error: { message } });
    expect(err).toContain(message);
  });

  it('diagnostics, with the overrides that they come from', async () => {
    const folder = tinyFolder();
    const { code, out, err } = await angnet(folder, 'train', 'tiny.ang', '--set', 'batch=-3', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      diagnostics: [{ code: 'argument-range', file: '--set', range: { start: { line: 1, column: 7 } } }],
      overrides: ['batch=-3'],
    });
    expect(err).toContain('error[argument-range]');
    writeFileSync(join(folder, 'tiny.ang'), tinySpec.replace('relu', 'rellu'));
    const wrong = JSON.parse((await angnet(folder, 'summary', 'tiny.ang', '--json')).out) as object;
    expect(wrong).toMatchObject({ schema: 1, diagnostics: [{ code: 'unknown-layer' }] });
    expect(wrong).not.toHaveProperty('overrides');
  });

  it('help is no mistake', async () => {
    const { code, out } = await angnet(tinyFolder(), 'train', '--json', '--help');
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: /);
    expect(out).not.toContain('"schema"');
  });
});

it('a defect is called one, without a stack trace', async () => {
  const folder = tinyFolder();
  vi.stubEnv('ANGNET_DEBUG', '');
  const brokenOut = {
    write: () => {
      throw new Error('the roof is off');
    },
    isTerminal: false,
  };
  const { run } = await import('../../../runtime/cli/run.js');
  const picocolors = (await import('picocolors')).default;
  let err = '';
  const colors = picocolors.createColors(false);
  const code = await run(['check', join(folder, 'tiny.ang')], {
    out: { ...brokenOut, colors },
    err: { write: (text) => void (err += text), isTerminal: false, colors },
  });
  vi.unstubAllEnvs();
  expect({ code, err }).toMatchInlineSnapshot(`
    {
      "code": 1,
      "err": "error: this is a defect in angnet, not in your spec: the roof is off
    Set ANGNET_DEBUG=1 to see where it happened, and report it with the spec and the command.
    ",
    }
  `);
});

it.each([
  [['tarin', '--help'], "unknown command 'tarin'"],
  [['check', '--json', '--format', 'sarif', 'tiny.ang'], "option '--json' cannot be used with option '--format"],
])('%j is misuse', async (args, message) => {
  const { code, err } = await angnet(tinyFolder(), ...args);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

/** The names in the list of commands that a help has. */
function commandsIn(help: string): string[] {
  const [, list = ''] = /^Commands:\n((?: {2}.*\n)*)/m.exec(help) ?? [];
  return [...list.matchAll(/^ {2}([a-z]+)(?= |$)/gm)].map((match) => match[1]!).filter((name) => name !== 'help');
}

it('every command has help with an example', async () => {
  const folder = tinyFolder();
  const { out } = await angnet(folder, '--help');
  const names = commandsIn(out);
  expect(names).toEqual([
    'init',
    'check',
    'fmt',
    'summary',
    'explain',
    'diff',
    'compile',
    'train',
    'ablate',
    'eval',
    'predict',
    'plot',
    'report',
    'engine',
    'data',
    'doctor',
  ]);
  const calls: string[][] = [];
  for (const name of names) {
    const inner = commandsIn((await angnet(folder, name, '--help')).out);
    calls.push(...(inner.length > 0 ? inner.map((one) => [name, one]) : [[name]]));
  }
  expect(calls).toEqual(
    expect.arrayContaining([['engine', 'install'], ['data', 'show'], ['plot', 'features'], ['eval']]),
  );
  for (const call of calls) {
    const help: Outcome = await angnet(folder, ...call, '--help');
    expect(help.code).toBe(0);
    expect(help.out).toContain(`$ angnet ${call.join(' ')}`);
  }
});
