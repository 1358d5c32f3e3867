/** The grammar of `.ang` files: text to syntax tree and back. Pure: no file system, no process. */
export * from './syntax.js';
export { parse } from './parse.js';
export type { ParseResult, SyntaxProblem } from './parse.js';
