import { spawn, type ChildProcess } from 'node:child_process';

export interface CommandOptions {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which it is killed. */
  readonly limit?: number;
}

export interface CommandResult {
  /** Exit code; null when a signal ended it, undefined when there is no such command. */
  readonly code: number | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const running = new Set<ChildProcess>();

/** Ends every command that is running now; each gives its result as one that a signal ended. */
export function endCommands(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** Runs a command to its end and gives what it printed; a missing command is a result, not an error. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.limit,
      killSignal: 'SIGKILL',
    });
    running.add(child);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const end = (result: CommandResult) => {
      running.delete(child);
      resolve(result);
    };
    child.on('error', (error) => end({ code: undefined, stdout, stderr: error.message }));
    child.on('close', (code) => end({ code, stdout, stderr }));
  });
}

/** Lines in which npm says nothing about the cause. */
const NOISE = /^npm error (code|errno|syscall|address|port|type|a complete log)\b/i;

/** The line of a command's output that says best what went wrong: the first about an error, else the last. */
export function failureLine(result: CommandResult): string {
  const lines = `${result.stdout}\n${result.stderr}`.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => line !== '' && !NOISE.test(line));
  const line = telling.find((candidate) => /error/i.test(candidate)) ?? telling.at(-1) ?? `exit code ${result.code}`;
  return line.replace(/^(npm )?error:? /i, '');
}
