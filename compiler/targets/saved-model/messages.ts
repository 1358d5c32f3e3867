import protobuf from 'protobufjs';

/**
 * The part of TensorFlow's protobuf messages that a saved model needs. Field numbers are TensorFlow's; a test compares
 * every one with the installed Python package.
 */
export const PROTO = `
syntax = "proto3";
package tensorflow;

message SavedModel {
  int64 saved_model_schema_version = 1;
  repeated MetaGraphDef meta_graphs = 2;
}

message MetaGraphDef {
  message MetaInfoDef {
    repeated string tags = 4;
    string tensorflow_version = 5;
  }
  MetaInfoDef meta_info_def = 1;
  GraphDef graph_def = 2;
  map<string, SignatureDef> signature_def = 5;
}

message SignatureDef {
  map<string, TensorInfo> inputs = 1;
  map<string, TensorInfo> outputs = 2;
  string method_name = 3;
}

message TensorInfo {
  string name = 1;
  DataType dtype = 2;
  TensorShapeProto tensor_shape = 3;
}

message GraphDef {
  repeated NodeDef node = 1;
  FunctionDefLibrary library = 2;
  VersionDef versions = 4;
}

message FunctionDefLibrary {
  repeated FunctionDef function = 1;
}

message FunctionDef {
  OpDef signature = 1;
  repeated NodeDef node_def = 3;
  map<string, string> ret = 4;
  map<string, AttrValue> attr = 5;
}

message OpDef {
  message ArgDef {
    string name = 1;
    DataType type = 3;
  }
  string name = 1;
  repeated ArgDef input_arg = 2;
  repeated ArgDef output_arg = 3;
}

message VersionDef {
  int32 producer = 1;
  int32 min_consumer = 2;
}

message NodeDef {
  string name = 1;
  string op = 2;
  repeated string input = 3;
  string device = 4;
  map<string, AttrValue> attr = 5;
}

message AttrValue {
  message ListValue {
    repeated int64 i = 3;
    repeated DataType type = 6;
  }
  oneof value {
    ListValue list = 1;
    bytes s = 2;
    int64 i = 3;
    float f = 4;
    bool b = 5;
    DataType type = 6;
    TensorShapeProto shape = 7;
    TensorProto tensor = 8;
    NameAttrList func = 10;
  }
}

message NameAttrList {
  string name = 1;
}

message TensorProto {
  DataType dtype = 1;
  TensorShapeProto tensor_shape = 2;
  repeated float float_val = 5;
  repeated int32 int_val = 7;
  repeated bool bool_val = 11;
  repeated int32 half_val = 13;
}

message TensorShapeProto {
  message Dim {
    int64 size = 1;
  }
  repeated Dim dim = 2;
}

enum DataType {
  DT_INVALID = 0;
  DT_FLOAT = 1;
  DT_INT32 = 3;
  DT_STRING = 7;
  DT_INT64 = 9;
  DT_BOOL = 10;
  DT_BFLOAT16 = 14;
  DT_RESOURCE = 20;
}
`;

const root = protobuf.parse(PROTO, { keepCase: true }).root;

/** Numbers of TensorFlow's element types. */
export const DataType = { invalid: 0, f32: 1, i32: 3, i64: 9, bool: 10, bf16: 14, resource: 20 } as const;

export interface ShapeMessage {
  readonly dim: readonly { readonly size: number }[];
}

export interface TensorMessage {
  readonly dtype: number;
  readonly tensor_shape: ShapeMessage;
  readonly float_val?: readonly number[];
  readonly int_val?: readonly number[];
  readonly bool_val?: readonly boolean[];
  /** The bits of each bf16. */
  readonly half_val?: readonly number[];
}

export type AttrMessage =
  | { readonly s: Uint8Array }
  | { readonly i: number }
  | { readonly f: number }
  | { readonly b: boolean }
  | { readonly type: number }
  | { readonly shape: ShapeMessage }
  | { readonly tensor: TensorMessage }
  | { readonly func: { readonly name: string } }
  | { readonly list: { readonly i: readonly number[] } | { readonly type: readonly number[] } };

export interface NodeMessage {
  readonly name: string;
  readonly op: string;
  /** `node` or `node:1` for tensors, then `^node` for what must have run before. */
  readonly input: readonly string[];
  readonly device?: string;
  readonly attr: Readonly<Record<string, AttrMessage>>;
}

export interface ArgumentMessage {
  readonly name: string;
  readonly type: number;
}

export interface FunctionMessage {
  readonly signature: {
    readonly name: string;
    readonly input_arg: readonly ArgumentMessage[];
    readonly output_arg: readonly ArgumentMessage[];
  };
  /** Tensors are named `argument` or `node:output:0`. */
  readonly node_def: readonly NodeMessage[];
  /** For each result its tensor. */
  readonly ret: Readonly<Record<string, string>>;
  readonly attr: Readonly<Record<string, AttrMessage>>;
}

export interface TensorInfoMessage {
  readonly name: string;
  readonly dtype: number;
  readonly tensor_shape: ShapeMessage;
}

export interface SignatureMessage {
  readonly inputs: Readonly<Record<string, TensorInfoMessage>>;
  readonly outputs: Readonly<Record<string, TensorInfoMessage>>;
  readonly method_name: string;
}

export interface SavedModelMessage {
  readonly saved_model_schema_version: number;
  readonly meta_graphs: readonly {
    readonly meta_info_def: { readonly tags: readonly string[]; readonly tensorflow_version: string };
    readonly graph_def: {
      readonly node: readonly NodeMessage[];
      readonly library: { readonly function: readonly FunctionMessage[] };
      readonly versions: { readonly producer: number; readonly min_consumer: number };
    };
    readonly signature_def: Readonly<Record<string, SignatureMessage>>;
  }[];
}

/**
 * The wire form of a message.
 * @param type its name in {@link PROTO}
 */
export function encodeMessage(type: string, message: object): Uint8Array {
  const definition = root.lookupType(`tensorflow.${type}`);
  return definition.encode(definition.fromObject(message)).finish();
}
