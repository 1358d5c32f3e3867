import { parts, type OpCost, type ProfileRow } from './profile.js';

/** Rows of one round of a `repeat`, or one row outside of all. */
interface Round {
  readonly label: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly rows: readonly ProfileRow[];
}

/** The first segment of a path, where it is a round of a `repeat` or several, and the rest. */
const ROUND = /^([^.[(]+)\[(\d+)(?:-\d+)?\](.*)$/;

/**
 * Rows in which neighbouring rounds of a `repeat` that have the same layers are summed up: `stage1[1-4].main.0`.
 * @param rows in the order of flow
 */
export function mergeRounds(rows: readonly ProfileRow[]): ProfileRow[] {
  const rounds: Round[] = [];
  for (const round of roundsOf(rows)) {
    const before = rounds.at(-1);
    if (before && isAlike(before, round)) rounds[rounds.length - 1] = merged(before, round);
    else rounds.push(round);
  }
  return rounds.flatMap(({ rows: own }) => own);
}

function roundsOf(rows: readonly ProfileRow[]): Round[] {
  const rounds: (Round & { readonly rows: ProfileRow[] })[] = [];
  for (const row of rows) {
    const [, label, number] = ROUND.exec(row.path) ?? [];
    const index = Number(number ?? 0);
    const last = rounds.at(-1);
    if (label !== undefined && last?.label === label && last.from === index) last.rows.push(row);
    else rounds.push({ label, from: index, to: index, rows: [row] });
  }
  return rounds;
}

function isAlike(a: Round, b: Round): boolean {
  if (a.label === undefined || a.label !== b.label || b.from !== a.to + 1 || a.rows.length !== b.rows.length)
    return false;
  return a.rows.every((row, index) => kindOf(row) === kindOf(b.rows[index]!));
}

function kindOf({ path, layer }: ProfileRow): string {
  return `${ROUND.exec(path)?.[3]} ${layer}`;
}

function merged(a: Round, b: Round): Round {
  const rows = a.rows.map((row, index) => sumOf(row, b.rows[index]!));
  return {
    ...a,
    to: b.to,
    rows: rows.map((row) => ({ ...row, path: row.path.replace(/\[[\d-]+\]/, `[${a.from}-${b.to}]`) })),
  };
}

function sumOf(a: ProfileRow, b: ProfileRow): ProfileRow {
  const sums = parts.flatMap((part) => (a[part] === undefined ? [] : [[part, a[part] + (b[part] ?? 0)] as const]));
  return {
    ...a,
    milliseconds: a.milliseconds + b.milliseconds,
    share: a.share + b.share,
    ...Object.fromEntries(sums),
    ops: sumOfOps([...a.ops, ...b.ops]),
  };
}

/** One cost for each op and part, the most expensive first. */
function sumOfOps(ops: readonly OpCost[]): OpCost[] {
  const sums = new Map<string, OpCost>();
  for (const cost of ops) {
    const key = `${cost.part} ${cost.op}`;
    const before = sums.get(key);
    const [count, milliseconds] = [(before?.count ?? 0) + cost.count, (before?.milliseconds ?? 0) + cost.milliseconds];
    sums.set(key, { ...cost, count, milliseconds });
  }
  return [...sums.values()].sort((a, b) => b.milliseconds - a.milliseconds);
}
