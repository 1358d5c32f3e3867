import { execFileSync } from 'node:child_process';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { encodeMessage, PROTO } from '../../../../compiler/targets/saved-model/messages.js';
import { describePythonTensorflow, ORACLE_PYTHON } from '../../../support/needs.js';

function hex(type: string, message: object): string {
  return Buffer.from(encodeMessage(type, message)).toString('hex');
}

describe('protobuf messages', () => {
  it('write false and 0 where one of several fields is meant', () => {
    expect(hex('AttrValue', { b: false })).toBe('2800');
    expect(hex('AttrValue', { i: 0 })).toBe('1800');
    expect(hex('AttrValue', { list: { i: [] } })).toBe('0a00');
    expect(hex('AttrValue', { s: new Uint8Array() })).toBe('1200');
  });

  it('write negative numbers as ten bytes', () => {
    expect(hex('AttrValue', { i: -1 })).toBe('18ffffffffffffffffff01');
    expect(hex('TensorProto', { int_val: [-1] })).toBe('3a0affffffffffffffffff01');
  });

  it('write numbers past 2^31 and 2^32', () => {
    expect(hex('TensorShapeProto', { dim: [{ size: 2 ** 33 }] })).toBe('1206088080808020');
    expect(hex('AttrValue', { i: -(2 ** 40) })).toBe('188080808080e0ffffff01');
  });

  it('write floats in four bytes', () => {
    expect(hex('TensorProto', { float_val: [1, -0.5] })).toBe('2a080000803f000000bf');
  });
});

/** Prints the number of every field of every message in PROTO as TensorFlow has it, as JSON. */
const FIELD_NUMBERS = `
import json, sys
from tensorflow.core.protobuf import saved_model_pb2, meta_graph_pb2
from tensorflow.core.framework import graph_pb2, versions_pb2, node_def_pb2, attr_value_pb2, tensor_pb2, tensor_shape_pb2, types_pb2
from tensorflow.core.framework import function_pb2, op_def_pb2
messages = [saved_model_pb2.SavedModel, meta_graph_pb2.MetaGraphDef, meta_graph_pb2.MetaGraphDef.MetaInfoDef,
  meta_graph_pb2.SignatureDef, meta_graph_pb2.TensorInfo, graph_pb2.GraphDef, versions_pb2.VersionDef, node_def_pb2.NodeDef,
  attr_value_pb2.AttrValue, attr_value_pb2.AttrValue.ListValue, tensor_pb2.TensorProto, tensor_shape_pb2.TensorShapeProto,
  tensor_shape_pb2.TensorShapeProto.Dim, attr_value_pb2.NameAttrList, function_pb2.FunctionDef, function_pb2.FunctionDefLibrary,
  op_def_pb2.OpDef, op_def_pb2.OpDef.ArgDef]
result = {m.DESCRIPTOR.full_name: {f.name: f.number for f in m.DESCRIPTOR.fields} for m in messages}
result['tensorflow.DataType'] = dict(types_pb2.DataType.items())
print(json.dumps(result))
`;

describePythonTensorflow("protobuf messages beside TensorFlow's", () => {
  it('have the same field numbers', () => {
    const output = execFileSync(ORACLE_PYTHON, ['-c', FIELD_NUMBERS], { stdio: ['ignore', 'pipe', 'ignore'] });
    const theirs = JSON.parse(output.toString()) as Record<string, Record<string, number>>;
    const ours = fieldNumbers(
      protobuf.parse(PROTO, { keepCase: true }).root.lookup('tensorflow') as protobuf.Namespace,
    );
    expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
    for (const [message, fields] of Object.entries(ours)) expect(theirs[message], message).toMatchObject(fields);
  }, 60_000);
});

function fieldNumbers(namespace: protobuf.Namespace): Record<string, Record<string, number>> {
  const result: Record<string, Record<string, number>> = {};
  for (const entry of namespace.nestedArray) {
    const name = entry.fullName.slice(1);
    if (entry instanceof protobuf.Enum) result[name] = entry.values;
    if (!(entry instanceof protobuf.Type)) continue;
    result[name] = Object.fromEntries(entry.fieldsArray.map((field) => [field.name, field.id]));
    Object.assign(result, fieldNumbers(entry));
  }
  return result;
}
