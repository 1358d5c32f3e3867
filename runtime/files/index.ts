export { atomicWrite, isTemporary, makeFolder, removeTemporaries } from './atomic-write.js';
export { FileError } from './error.js';
export { EventFile, type Scalars } from './event-file.js';
export { JsonLinesWriter, readJsonLines, type JsonRecord } from './json-lines.js';
export { lockHolder, withLock, type HeldLock } from './lock.js';
export { encodeNpy, type NpyArray } from './npy.js';
export { readNumpy } from './numpy.js';
export { readBytes, readText } from './read.js';
export { encodeSafetensors, parseSafetensors, type StoredTensor, type TensorFile } from './safetensors.js';
