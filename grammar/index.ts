/** The grammar of `.ang` files: text to syntax tree and back. Pure: no file system, no process. */
export * from './syntax.js';
export { parse } from './parse.js';
export type { ParseResult } from './parse.js';
export { mostProblems, type SyntaxProblem } from './problems.js';
export { lineOf, lineTable, lineText, positionAt, type LineTable } from './lines.js';
export { children, visit } from './visit.js';
