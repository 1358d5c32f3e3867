/** Numbers that training came to, and how far they may lie from those of a page that was made on another machine. */
const MEASURED: readonly { readonly of: RegExp; readonly tolerance: number }[] = [
  { of: /accuracy (\d+\.\d+) %/g, tolerance: 4 },
  { of: /test loss (\d+\.\d+)/g, tolerance: 0.15 },
  { of: /(\d+\.\d+)° within/g, tolerance: 2.5 },
  { of: /(\d+\.\d+)° between/g, tolerance: 4 },
  { of: /straightness (\d+\.\d+)/g, tolerance: 0.03 },
  // A row of an ablation's table: its accuracy in percent, and its loss.
  { of: /^\w+ +(\d+\.\d+) ± /gm, tolerance: 4 },
  { of: /(\d+\.\d{4}) ± /g, tolerance: 0.15 },
];

/**
 * Whether a page shows what a command prints. A line `…` on the page stands for any number of lines. Times, speeds and
 * versions may be others. Numbers of trained nets may differ by a tolerance; where all of those are the page's, so must
 * everything be that is computed from them.
 */
export function agrees(shown: string, printed: string): boolean {
  const lines = steady(shown).split('\n');
  const matched = align(lines, steady(printed).split('\n'));
  if (matched === undefined) return false;
  const [ours, theirs] = [lines.filter((line) => line !== '…').join('\n'), matched.join('\n')];
  const distances = far(ours, theirs);
  if (distances.every(({ distance }) => distance === 0)) return ours === theirs;
  return distances.every(({ distance, tolerance }) => distance <= tolerance);
}

/** The printed lines that stand where the page's do, without those for `…`; undefined where there are no such lines. */
function align([first, ...rest]: readonly string[], printed: readonly string[]): readonly string[] | undefined {
  if (first === undefined) return printed.length === 0 ? [] : undefined;
  if (first === '…') {
    for (let skipped = 0; skipped <= printed.length; skipped++) {
      const matched = align(rest, printed.slice(skipped));
      if (matched !== undefined) return matched;
    }
    return undefined;
  }
  const [line, ...others] = printed;
  if (line === undefined || form(first) !== form(line)) return undefined;
  const matched = align(rest, others);
  return matched && [line, ...matched];
}

/** How far the numbers of trained nets lie apart, in texts of one form. */
function far(a: string, b: string): readonly { readonly distance: number; readonly tolerance: number }[] {
  return MEASURED.flatMap(({ of, tolerance }) => {
    const theirs = [...b.matchAll(of)];
    return [...a.matchAll(of)].map((found, index) => ({
      distance: Math.abs(Number(found[1]) - Number(theirs[index]?.[1])),
      tolerance,
    }));
  });
}

/** A line with `#` for each number; names of runs keep theirs. */
function form(line: string): string {
  return line.replace(/(?<![\w/-])[<+−]?\d[\d,]*(?:\.\d+)?(?![\w/-])/g, '#').replace(/ {2,}/g, '  ');
}

/** What a command prints, without times, speeds and versions, and without the widths of columns that they take. */
function steady(text: string): string {
  return text
    .replace(/TensorFlow [\d.]+/g, 'TensorFlow #')
    .replace(/(?<![\w/-])(?:\d+ (?:h|min) )?[\d.]+ (s|min|h|GFLOP\/s)(?!\w)/g, '# $1')
    .replace(/ {2,}/g, '  ');
}
