export { atomicWrite, makeFolder } from './atomic-write.js';
export { FileError } from './error.js';
export { JsonLinesWriter, readJsonLines, type JsonRecord } from './json-lines.js';
export { lockHolder, withLock } from './lock.js';
export { encodeNpy, type NpyArray } from './npy.js';
export { readNumpy } from './numpy.js';
export { readBytes, readText } from './read.js';
export { encodeSafetensors, parseSafetensors, type StoredTensor, type TensorFile } from './safetensors.js';
