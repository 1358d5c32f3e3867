import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makePlan } from '../../ablation/make-plan.js';
import { digestOf, readPlan, writePlan, type StoredPlan } from '../../ablation/plan-file.js';
import type { Plan } from '../../ablation/plan.js';
import { openAblation, openAblations, type Spec } from '../../spec/index.js';
import { RunError } from '../../training/index.js';
import { UsageError } from '../../usage-error.js';
import { configurationOf } from '../options.js';

/** What says which ablations are meant, and with which settings. */
export interface PlanOptions {
  readonly ablation?: string;
  readonly profile?: string;
  readonly set?: readonly string[];
  readonly steps?: number;
  readonly seeds?: number;
  readonly out?: string;
}

export interface Prepared {
  readonly plan: Plan;
  /** Folder of the ablation. */
  readonly path: string;
  /** Undefined where the plan came from its folder. */
  readonly spec?: Spec;
  /** The plan on the disk, undefined where it isn't written yet. */
  readonly stored: StoredPlan | undefined;
  /** Writes it where that has to be done. */
  readonly store: () => Promise<StoredPlan>;
}

/**
 * The plan of what was asked for: made from a spec, whose cells are compiled, or read from the folder of an ablation.
 * @throws {FileError | RunError | SpecError | UsageError}
 */
export async function prepare(file: string, given: PlanOptions): Promise<Prepared> {
  return isFolder(file) ? readPrepared(file, given) : makePrepared(file, given);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function readPrepared(path: string, given: PlanOptions): Promise<Prepared> {
  const fixed = (['ablation', 'profile', 'set', 'steps', 'seeds', 'out'] as const).find(
    (name) => given[name] !== undefined,
  );
  if (fixed)
    throw new UsageError(`${path} is the folder of an ablation, whose plan is fixed: --${fixed} can't change it.`);
  const stored = await readPlan(path);
  if (!stored)
    throw new RunError(`${path} is not the folder of an ablation: it has no plan.json. Name a spec, or such a folder.`);
  return { plan: stored.folder.plan, path, stored, store: async () => stored };
}

async function makePrepared(file: string, given: PlanOptions): Promise<Prepared> {
  const configuration = configurationOf(given);
  const opened =
    given.ablation === undefined
      ? openAblations(file, configuration)
      : [openAblation(file, given.ablation, configuration)];
  const ablations = opened.map(({ ablation }) => ablation);
  const plan = makePlan(file, ablations, configuration, given.seeds);
  const digest = digestOf(plan);
  const name = given.ablation ?? basename(file).replace(/\.ang$/, '');
  const path = given.out ?? join('runs', 'ablations', `${name}-${digest.slice(0, 8)}`);
  const stored = await readPlan(path);
  if (stored && stored.digest !== digest) {
    throw new RunError(
      `${path} holds another plan than that of ${file} with these options: choose another folder with --out, or go on with the one there by \`angnet ablate ${path} --resume\`.`,
    );
  }
  const { spec } = opened[0]!;
  const runs = given.out === undefined ? 'runs' : join(given.out, 'runs');
  const store = async () => {
    if (stored) return stored;
    refuseStrangers(path);
    return writePlan(path, runs, plan, spec);
  };
  return { plan, path, spec, stored, store };
}

/** @throws {RunError} where a folder holds something that isn't of a plan that was cut off while it was written */
function refuseStrangers(path: string): void {
  if (!existsSync(path)) return;
  const stranger = readdirSync(path).find((name) => !name.startsWith('.') && !['spec.ang', 'sources'].includes(name));
  if (stranger !== undefined)
    throw new RunError(`${path} holds other files than an ablation's (${stranger}): choose another folder with --out.`);
}
