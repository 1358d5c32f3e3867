/**
 * The package's own interface: `import { check, format } from 'angnet'`. Everything here is pure, for Node, browsers
 * and editors alike; docs/api.md shows how it is used.
 */
export { parse, type ParseResult } from '../grammar/parse.js';
export type { SyntaxProblem, TextEdit } from '../grammar/problems.js';
export type * from '../grammar/syntax.js';
export { lineTable, offsetAt, positionAt, type LineTable, type Position } from '../grammar/lines.js';
export { format } from '../grammar/printer/format.js';
export { AngSyntaxError } from '../grammar/printer/error.js';
export { canonicalText, hashText } from './canonical/index.js';
export { compareExperiments, compareModels, type Comparison } from './diff/index.js';
export type { Diagnostic, Fix, Place, Severity } from './diagnostics/diagnostic.js';
export { diagnosticsToJson, type JsonDiagnostic, type JsonReport } from './diagnostics/json.js';
export { plainPalette, type Palette } from './diagnostics/palette.js';
export { renderDiagnostics, type Sources } from './diagnostics/render.js';
export { diagnosticsToSarif } from './diagnostics/sarif.js';
export { applyRepairs, repairsOf, type Repair } from './fixes/apply.js';
export type { Graph, Operation, Program, Value } from './graph/graph.js';
export * from './index.js';
export { memoryHost } from './memory-host.js';
export { sourcesOf } from './phases/1-resolve/sources.js';
export { printProgram } from './targets/ir/index.js';
