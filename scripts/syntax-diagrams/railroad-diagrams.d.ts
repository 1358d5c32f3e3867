/** What the diagrams need of the library, which has no types of its own. */
declare module '@prantlf/railroad-diagrams' {
  type Part = object | string;
  export const Terminal: new (text: string) => object;
  export const NonTerminal: new (text: string) => object;
  export const Sequence: new (...items: Part[]) => object;
  export const Choice: new (normal: number, ...items: Part[]) => object;
  export const Optional: new (item: Part) => object;
  export const OneOrMore: new (item: Part, separator?: Part) => object;
  export const ZeroOrMore: new (item: Part) => object;
  export const Diagram: new (...items: Part[]) => { toStandalone(style: string): string };
}
