import type { Schedule } from './schedule.js';
import { steps } from './steps.js';

/** Every schedule. A new one is a file in this folder and a name in this list. */
const all: readonly Schedule[] = [steps];

export const schedules: ReadonlyMap<string, Schedule> = new Map(all.map((schedule) => [schedule.name, schedule]));
