import { EngineError } from '../engine.js';

/**
 * A variable of the environment that is `on` or `off`.
 * @throws {EngineError} for another value
 */
export function readSwitch(name: string, otherwise: boolean, environment: NodeJS.ProcessEnv = process.env): boolean {
  const wish = environment[name];
  if (wish === undefined) return otherwise;
  if (wish !== 'on' && wish !== 'off') throw new EngineError(`${name} is on or off, not \`${wish}\`.`);
  return wish === 'on';
}
