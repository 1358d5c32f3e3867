/** A file couldn't be read, written or understood. The message is a sentence for the user. */
export class FileError extends Error {
  constructor(
    message: string,
    readonly path: string,
    /** The system's code (`ENOENT`, `ENOSPC`, …), or `FORMAT` for content that isn't what it should be. */
    readonly code: string,
  ) {
    super(message);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission is denied',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full; free some space and try again',
  EDQUOT: 'the disk quota is used up; free some space and try again',
  EFBIG: 'the file would be larger than the file system allows',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'something of that name is there already',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open on this machine',
  ELOOP: 'its symbolic links go round in a circle',
  EIO: 'the disk reported an error',
};

/** Turns what a call of `node:fs` threw into a sentence: "Can't write runs/a.npy: the disk is full; …". */
export function fileError(action: 'read' | 'write', path: string, cause: unknown): FileError {
  if (cause instanceof FileError) return cause;
  const { code = 'UNKNOWN', message } = cause as NodeJS.ErrnoException;
  return new FileError(`Can't ${action} ${path}: ${reasons[code] ?? message}.`, path, code);
}

/** Content that isn't what it should be; `problem` completes "PATH …". */
export function formatError(path: string, problem: string): FileError {
  return new FileError(`${path} ${problem}.`, path, 'FORMAT');
}
