/** What an install is doing, for a progress line. */
export interface InstallProgress {
  /** 1 for the first. */
  readonly step: number;
  readonly steps: number;
  /** `Downloading TensorFlow 2.21.0`. */
  readonly title: string;
  /** How far a download is, where that is known. */
  readonly bytes?: number;
  readonly totalBytes?: number;
}

export type OnProgress = (progress: InstallProgress) => void;

/** Reports on one step. */
export type OnBytes = (bytes: number, totalBytes: number) => void;
