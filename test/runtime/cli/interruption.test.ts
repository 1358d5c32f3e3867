import { describe, expect, it, vi } from 'vitest';
import { Interruption } from '../../../runtime/cli/interruption.js';

describe('Interruption', () => {
  it('gives the signals back after work that was not interrupted', () => {
    const interruption = new Interruption(() => {});
    expect(process.listenerCount('SIGINT')).toBe(1);
    interruption.dispose();
    expect(process.listenerCount('SIGINT')).toBe(0);
    expect(process.listenerCount('SIGTERM')).toBe(0);
  });

  it("survives npm's echo of a Ctrl-C, even after the work has come to its end", () => {
    vi.stubEnv('npm_execpath', '/usr/bin/npm');
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as never);
    const onFirst = vi.fn();
    const interruption = new Interruption(onFirst);
    process.emit('SIGINT');
    interruption.dispose();
    expect(process.emit('SIGINT')).toBe(true);
    expect(onFirst).toHaveBeenCalledOnce();
    expect(exit).not.toHaveBeenCalled();
    expect(interruption).toMatchObject({ exitCode: 130, signal: { aborted: true } });
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(name);
    exit.mockRestore();
    vi.unstubAllEnvs();
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('takes a second %s at its word where npm is not in between', (name, code) => {
    vi.stubEnv('npm_execpath', undefined);
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as never);
    const interruption = new Interruption(() => {});
    process.emit(name);
    expect(exit).not.toHaveBeenCalled();
    process.emit(name);
    expect(exit).toHaveBeenCalledExactlyOnceWith(code);
    expect(interruption.exitCode).toBe(code);
    for (const each of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(each);
    exit.mockRestore();
    vi.unstubAllEnvs();
  });
});
