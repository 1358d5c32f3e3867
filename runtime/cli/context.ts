import type { Command } from 'commander';
import type { Io } from './io.js';

/** What a command gets and leaves. */
export interface CommandContext extends Io {
  /** Set by a command that did its work and found something wrong. */
  exitCode: number;
}

/** Adds a command to the program. One command, one file. */
export type AddCommand = (program: Command, context: CommandContext) => void;

/** The end of a command's help. */
export function example(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ angnet ${line}\n`).join('')}`;
}
