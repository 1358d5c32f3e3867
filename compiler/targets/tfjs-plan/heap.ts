/** A binary heap: takes out the least element in logarithmic time. */
export class Heap<T> {
  private readonly items: T[] = [];

  /** @param before whether an element must come out before another */
  constructor(private readonly before: (a: T, b: T) => boolean) {}

  push(item: T): void {
    const { items } = this;
    let at = items.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(item, items[parent]!)) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  /** The least element; undefined where there is none. */
  pop(): T | undefined {
    const { items } = this;
    const least = items[0];
    const moved = items.pop();
    if (moved === undefined || items.length === 0) return least;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.before(items[child + 1]!, items[child]!)) child++;
      if (!this.before(items[child]!, moved)) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = moved;
    return least;
  }
}
