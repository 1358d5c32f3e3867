/** A file of the original MNIST distribution: its name without `.gz`, and what identifies its content. */
export interface IdxFile {
  readonly name: string;
  /** Bytes, decompressed. */
  readonly size: number;
  /** Of the decompressed content. */
  readonly sha256: string;
  /** Bytes before the first element: 4, and 4 for each axis. */
  readonly header: number;
}

export const mnistFiles = {
  trainImages: {
    name: 'train-images-idx3-ubyte',
    size: 47040016,
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    header: 16,
  },
  trainLabels: {
    name: 'train-labels-idx1-ubyte',
    size: 60008,
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    header: 8,
  },
  testImages: {
    name: 't10k-images-idx3-ubyte',
    size: 7840016,
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    header: 16,
  },
  testLabels: {
    name: 't10k-labels-idx1-ubyte',
    size: 10008,
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    header: 8,
  },
} as const satisfies Record<string, IdxFile>;
