import type { CurvePoint } from './curves.js';

/** Runs that differ in nothing but their seeds. */
export interface RunGroup {
  readonly name: string;
  readonly runs: readonly (readonly CurvePoint[])[];
}

export interface RunGroups {
  readonly groups: readonly RunGroup[];
  /** Settings of all runs, which the names of the groups leave out. */
  readonly shared: readonly string[];
}

/** What is known of a run that shall stand beside others. */
export interface GroupedRun {
  /** Of the spec's meaning. */
  readonly hash: string;
  readonly experiment: string;
  /** What the experiment was trained with: `profile quick`, `batch=64`. */
  readonly settings: readonly string[];
  readonly curve: readonly CurvePoint[];
}

/** Runs by what they are, without their seeds, in the order in which they were given. */
export function groupRuns(runs: readonly GroupedRun[]): RunGroups {
  const byHash = new Map<string, GroupedRun[]>();
  for (const run of runs) byHash.set(run.hash, [...(byHash.get(run.hash) ?? []), run]);
  const members = [...byHash.values()];
  const [first, ...others] = members.map(([one]) => one!);
  const isShared = (setting: string) => others.every(({ settings }) => settings.includes(setting));
  // A run alone is called by all that it is.
  const shared = others.length > 0 ? first!.settings.filter(isShared) : [];
  const nameOf = ({ experiment, settings }: GroupedRun) =>
    [experiment, ...settings.filter((setting) => !shared.includes(setting))].join(', ');
  const names = members.map(([one]) => nameOf(one!));
  return {
    shared,
    groups: members.map((same, index) => {
      const name = names[index]!;
      // Groups that are called alike get the beginning of their hash.
      const isUnique = names.indexOf(name) === names.lastIndexOf(name);
      return {
        name: isUnique ? name : `${name} (${same[0]!.hash.slice(0, 8)})`,
        runs: same.map(({ curve }) => curve),
      };
    }),
  };
}
