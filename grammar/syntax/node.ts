/** A half-open range of UTF-16 offsets into the source text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface NodeBase {
  readonly span: Span;
}

export interface Identifier extends NodeBase {
  readonly kind: 'identifier';
  readonly name: string;
}

export interface DeclarationBase extends NodeBase {
  readonly name: Identifier;
  /** Text of the doc comment without its slashes, lines joined by newlines. */
  readonly doc?: string;
}
