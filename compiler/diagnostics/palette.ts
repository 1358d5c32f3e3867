/** How parts of a rendered diagnostic are coloured; the caller knows whether there is a terminal. */
export interface Palette {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly note: (text: string) => string;
  readonly help: (text: string) => string;
  /** Line numbers, bars and arrows. */
  readonly frame: (text: string) => string;
  readonly strong: (text: string) => string;
}

const unchanged = (text: string): string => text;

export const plainPalette: Palette = {
  error: unchanged,
  warning: unchanged,
  note: unchanged,
  help: unchanged,
  frame: unchanged,
  strong: unchanged,
};
