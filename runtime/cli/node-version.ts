/** The oldest Node that angnet runs on, as in package.json. */
const OLDEST = [20, 19] as const;

/**
 * Why a version of Node is too old, or undefined where it isn't. This file imports nothing and is written in what old
 * versions understand, since it is looked at first.
 */
export function complaintAboutNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return `angnet needs Node ${OLDEST.join('.')} or later; this is ${major}.${minor}.`;
}
