import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where angnet keeps what it installs: $ANGNET_CACHE, else the platform's usual place. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  if (environment['ANGNET_CACHE']) return resolve(environment['ANGNET_CACHE']);
  if (environment['XDG_CACHE_HOME']) return resolve(environment['XDG_CACHE_HOME'], 'angnet');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'angnet');
  if (platform === 'win32' && environment['LOCALAPPDATA']) return join(environment['LOCALAPPDATA'], 'angnet');
  return join(homedir(), '.cache', 'angnet');
}
