import { describe, expect, it } from 'vitest';
import { encodeSafetensors, parseSafetensors, type TensorFile } from '../../../runtime/files/index.js';
import { golden } from './folder.js';

/** What goldens.py saved, in another order. */
const content: TensorFile = {
  metadata: { format: 'angnet' },
  tensors: {
    step: { shape: [], data: new Int32Array([7]) },
    nothing: { shape: [0, 4], data: new Float32Array(0) },
    bytes: { shape: [3], data: new Uint8Array([1, 2, 3]) },
    größe: { shape: [3], data: new Float32Array([1, 2, 3]) },
    'stage1[3].main.0/filter': { shape: [2, 2], data: new Float32Array([1.5, -2, 3, 0.1]) },
    big: { shape: [1], data: new BigInt64Array([2n ** 60n]) },
    'a/double': { shape: [1], data: new Float64Array([0.1]) },
  },
};

describe('safetensors', () => {
  it("are written to the very bytes that Hugging Face's library writes", () => {
    expect(encodeSafetensors(content)).toEqual(golden('tensors.safetensors'));
  });

  it("are read from Hugging Face's library", () => {
    expect(parseSafetensors(golden('tensors.safetensors'), 'x')).toEqual(content);
  });

  it('may have no metadata and no tensors', () => {
    const empty = { metadata: {}, tensors: {} };
    expect(parseSafetensors(encodeSafetensors(empty), 'x')).toEqual(empty);
  });

  it('are read where the data do not start at a multiple of the element size', () => {
    const bytes = withHeader('{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}', new Float64Array([2.5]));
    expect(bytes.length % 8).not.toBe(0);
    expect(parseSafetensors(bytes, 'x').tensors['a']!.data).toEqual(new Float64Array([2.5]));
  });

  it('are read where a tensor of large elements follows one of small ones, or an empty one has no place of its own', () => {
    const header =
      '{"small":{"dtype":"I32","shape":[1],"data_offsets":[0,4]},"large":{"dtype":"F64","shape":[1],"data_offsets":[4,12]},' +
      '"empty":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}';
    const data = new Uint8Array(12);
    new DataView(data.buffer).setInt32(0, -7, true);
    new DataView(data.buffer).setFloat64(4, 2.5, true);
    const { tensors } = parseSafetensors(withHeader(header.padEnd(192), data), 'x');
    expect(tensors['small']!.data).toEqual(Int32Array.of(-7));
    expect(tensors['large']!.data).toEqual(Float64Array.of(2.5));
    expect(tensors['empty']!.data).toEqual(new Float32Array(0));
  });
});

describe('a safetensors file that is refused', () => {
  const two = (first: string, second: string) =>
    `{"a":{"dtype":"F32","shape":[2],"data_offsets":${first}},"b":{"dtype":"F32","shape":[2],"data_offsets":${second}}}`;

  it.each([
    ['overlaps', two('[0,8]', '[4,12]'), 12, 'x has overlapping tensors at b.'],
    ['overlaps wholly', two('[0,8]', '[0,8]'), 8, 'x has overlapping tensors at b.'],
    ['has a gap', two('[0,8]', '[12,20]'), 20, 'x has a gap at b.'],
    ['is too long', two('[0,8]', '[8,16]'), 20, 'x is too long'],
    ['is cut off', two('[0,8]', '[8,16]'), 12, 'x is cut off'],
    ['has a wrong length', '{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}', 8, 'x gives the tensor a 8 bytes'],
    ['has a negative size', '{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}', 8, 'describes the tensor a'],
    ['has no offsets', '{"a":{"dtype":"F32","shape":[2]}}', 8, 'describes the tensor a'],
    ['has an entry that is none', '{"a":3}', 8, 'describes the tensor a'],
    ['has an unknown type', '{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}', 4, 'of type F16; I64, F64'],
    ['has foreign metadata', '{"__metadata__":{"a":1}}', 0, 'x has metadata that are not texts.'],
    ['has a list for a header', '[]', 0, 'x is not a safetensors file'],
    ['has no JSON', 'hello', 0, 'x is not a safetensors file'],
  ])('because it %s', (_, header, length, message) => {
    expect(() => parseSafetensors(withHeader(header, new Uint8Array(length)), 'x')).toThrow(message);
  });

  it('because it ends anywhere', () => {
    const whole = golden('tensors.safetensors');
    for (let length = 0; length < whole.length; length += 7) {
      expect(() => parseSafetensors(whole.slice(0, length), 'x'), `${length}`).toThrow(/^x is (not|cut off)/);
    }
  });

  it('because its content differs from the digest that it was written with', () => {
    const bytes = encodeSafetensors(content, true);
    expect(encodeSafetensors(content, true)).toEqual(bytes);
    expect(parseSafetensors(bytes, 'x').tensors).toEqual(content.tensors);
    bytes[bytes.length - 1]! ^= 1;
    expect(() => parseSafetensors(bytes, 'x')).toThrow('x is damaged: its checksum does not match.');
  });

  it('because its header claims to be huge', () => {
    expect(() => parseSafetensors(new Uint8Array(100).fill(255), 'x')).toThrow('x is not a safetensors file');
  });
});

function withHeader(header: string, data: Uint8Array | Float64Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + data.byteLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(new Uint8Array(data.buffer), 8 + text.length);
  return bytes;
}
