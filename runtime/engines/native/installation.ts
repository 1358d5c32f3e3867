/** A TensorFlow with its binding, ready to be loaded. */
export interface Installation {
  /** Whose: made by `angnet engine install native`, or an npm package of the user's project. */
  readonly origin: 'angnet' | 'package';
  readonly folder: string;
  /** The compiled binding. */
  readonly binding: string;
  /** The add-on that silences the libraries while they are loaded, if there is one. */
  readonly quiet?: string;
  readonly cuda: boolean;
  /** What it is, for people: `TensorFlow 2.21.0`. */
  readonly description: string;
}

/** The command that makes or repairs an installation. */
export const INSTALL_COMMAND = 'npx angnet engine install native';
