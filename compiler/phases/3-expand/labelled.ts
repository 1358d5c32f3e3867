/**
 * The labelled values that a name means: the one of exactly this path, else those whose own label it ends with and
 * whose path holds its other parts in their order, so that a label inside of an `if` or a block is found by itself.
 * @param paths of all labelled values: `stage1[0].auxiliary`
 * @param written a label, or a path that ends with one
 */
export function labelled(paths: Iterable<string>, written: string): readonly string[] {
  const all = [...paths];
  return all.includes(written) ? [written] : all.filter((path) => endsIn(path.split('.'), written.split('.')));
}

function endsIn(segments: readonly string[], parts: readonly string[]): boolean {
  if (segments.at(-1) !== parts.at(-1)) return false;
  let found = 0;
  for (const segment of segments) if (segment === parts[found] || withoutIndex(segment) === parts[found]) found++;
  return found === parts.length;
}

function withoutIndex(segment: string): string {
  return segment.replace(/\[\d+\]$/, '');
}
