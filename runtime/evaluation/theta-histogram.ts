/** Bins of 2° between 0 and pi. */
export const BINS = 90;

/** How often angles occur. */
export interface AngleCounts {
  /** In bins of equal width from 0 to pi. */
  readonly counts: readonly number[];
  /** In radians; null where there was no angle. */
  readonly mean: number | null;
}

/** Counts angles as they come. */
export class ThetaHistogram {
  private readonly counts = new Array<number>(BINS).fill(0);
  private sum = 0;
  private number = 0;

  /** One that isn't a number is passed over. */
  add(theta: number): void {
    if (Number.isNaN(theta)) return;
    this.counts[Math.min(BINS - 1, Math.max(0, Math.floor((theta / Math.PI) * BINS)))]!++;
    this.sum += theta;
    this.number++;
  }

  result(): AngleCounts {
    return { counts: this.counts, mean: this.number === 0 ? null : this.sum / this.number };
  }
}
