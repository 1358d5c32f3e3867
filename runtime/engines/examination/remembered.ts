import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatJson } from '../../format-json.js';
import { atomicWrite, makeFolder } from '../../files/index.js';
import { digestOf, type Conditions } from './conditions.js';
import type { Examination, Examined } from './examination.js';
import { passes } from './workload.js';

const SCHEMA = 1;

/** A file for each machine and version: home folders are shared between machines. */
interface Remembered {
  readonly schema: typeof SCHEMA;
  readonly conditions: Conditions;
  readonly examination: Examination;
}

/** The examination that was made under the same conditions; undefined where none was, or its file makes no sense. */
export async function recall(cache: string, conditions: Conditions): Promise<Examination | undefined> {
  try {
    const found = JSON.parse(await readFile(fileOf(cache, conditions), 'utf8')) as Partial<Remembered>;
    const same = found.schema === SCHEMA && JSON.stringify(found.conditions) === JSON.stringify(conditions);
    return same && isExamination(found.examination, conditions) ? found.examination : undefined;
  } catch {
    return undefined;
  }
}

/** @throws {FileError} */
export async function remember(cache: string, conditions: Conditions, examination: Examination): Promise<void> {
  await makeFolder(folderOf(cache));
  const remembered: Remembered = { schema: SCHEMA, conditions, examination };
  await atomicWrite(fileOf(cache, conditions), formatJson(remembered));
}

/** Whether results could be kept there. */
export async function canRemember(cache: string): Promise<boolean> {
  try {
    await makeFolder(folderOf(cache));
    await access(folderOf(cache), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function folderOf(cache: string): string {
  return join(cache, 'self-tests');
}

function fileOf(cache: string, conditions: Conditions): string {
  return join(folderOf(cache), `${digestOf(conditions)}.json`);
}

/** People may have edited it, and disks may have lost a part of it. */
function isExamination(value: Partial<Examination> | undefined, { engines }: Conditions): value is Examination {
  if (!value || Number.isNaN(Date.parse(value.date ?? '')) || !isPositive(value.bytes)) return false;
  const found = value.engines;
  return (
    Array.isArray(found) &&
    found.length === engines.length &&
    engines.every(({ name }, index) => isExamined(found[index], name))
  );
}

function isExamined(value: Examined | undefined, name: string): boolean {
  if (value?.name !== name) return false;
  if (value.outcome === 'failed') return typeof value.reason === 'string';
  if (value.outcome !== 'passed') return false;
  const { device, speed } = value as Partial<typeof value>;
  const bf16 = speed?.bf16 === undefined ? [] : passes.map((pass) => speed.bf16?.[pass]);
  const rates = [speed?.bandwidth, ...bf16, ...passes.map((pass) => speed?.convolution?.[pass])];
  return (device === 'CPU' || device === 'GPU') && rates.every(isPositive);
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
