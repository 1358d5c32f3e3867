import { EngineError } from '../../engine.js';
import { runCommand } from './run-command.js';

/** Commands that an install calls, all found before anything is downloaded. */
export interface Tools {
  readonly python: string;
  readonly compiler: string;
}

const OLDEST_PYTHON = 9;
const PYTHONS = ['python3', 'python', ...['14', '13', '12', '11', '10', '9'].map((minor) => `python3.${minor}`)];
const COMPILERS = ['g++', 'c++', 'clang++'];

/** @throws {EngineError} naming the first one that is missing, with the remedy */
export async function findTools(): Promise<Tools> {
  const python = await findPython();
  const compiler = await findCompiler();
  await requireCommand('npm', 'It comes with Node: reinstall Node, or put npm on the PATH.');
  await requireCommand('tar', "Install it with the system's package manager.");
  return { python, compiler };
}

/** A Python 3.9 or newer that has pip, which fetches TensorFlow's wheel; it is not needed afterwards. */
async function findPython(): Promise<string> {
  let withoutPip: string | undefined;
  for (const name of PYTHONS) {
    const version = await runCommand(name, ['-c', 'import sys; print(sys.version_info[0], sys.version_info[1])']);
    const [major, minor] = version.stdout.split(' ').map(Number);
    if (version.code !== 0 || major !== 3 || minor === undefined || minor < OLDEST_PYTHON) continue;
    const pip = await runCommand(name, ['-m', 'pip', '--version']);
    if (pip.code === 0) return name;
    withoutPip ??= name;
  }
  if (withoutPip) {
    throw new EngineError(
      `${withoutPip} has no pip, which fetches TensorFlow. Install it (Debian, Ubuntu: \`apt install python3-pip\`).`,
    );
  }
  throw new EngineError(
    'No Python 3.9 or newer was found; its pip fetches TensorFlow. ' +
      'Install it (Debian, Ubuntu: `apt install python3 python3-pip`).',
  );
}

/**
 * A C++17 compiler, $CXX first.
 * @throws {EngineError} when there is none
 */
export async function findCompiler(): Promise<string> {
  const chosen = process.env['CXX'];
  for (const name of chosen ? [chosen, ...COMPILERS] : COMPILERS) {
    if ((await runCommand(name, ['--version'])).code === 0) return name;
  }
  throw new EngineError(
    `No C++ compiler was found (tried ${COMPILERS.join(', ')}); it builds the binding to TensorFlow. ` +
      'Install one (Debian, Ubuntu: `apt install g++`; macOS: `xcode-select --install`).',
  );
}

async function requireCommand(name: string, remedy: string): Promise<void> {
  const { code } = await runCommand(name, ['--version']);
  if (code !== 0) throw new EngineError(`The command ${name} was not found. ${remedy}`);
}
