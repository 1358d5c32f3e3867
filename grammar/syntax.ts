/**
 * The syntax tree of an `.ang` file.
 *
 * Every node knows its place in the text. The tree keeps what people wrote (units, kernels, order), not what it
 * means: names are resolved and checked later, by the compiler.
 */
import type {
  Comment,
  Declaration,
  EditionDeclaration,
  ImportDeclaration,
  ParameterDeclaration,
  SourceFile,
} from './syntax/declarations.js';
import type {
  Edit,
  EditGroup,
  EditGroups,
  EditTarget,
  Expectation,
  Field,
  Profile,
  Vary,
  Zip,
} from './syntax/experiments.js';
import type { Annotation, Argument, Expression } from './syntax/expressions.js';
import type { Body, Branch, Statement } from './syntax/statements.js';

export * from './syntax/declarations.js';
export * from './syntax/experiments.js';
export * from './syntax/expressions.js';
export * from './syntax/statements.js';
export type { Identifier, Span } from './syntax/node.js';

export type Node =
  | SourceFile
  | EditionDeclaration
  | ImportDeclaration
  | Declaration
  | ParameterDeclaration
  | Field
  | Profile
  | Edit
  | EditTarget
  | Vary
  | Zip
  | EditGroups
  | EditGroup
  | Expectation
  | Body
  | Statement
  | Branch
  | Annotation
  | Argument
  | Expression
  | Comment;
