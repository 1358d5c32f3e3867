import type { TensorflowAttribute, TensorflowConstant } from '../../primitives/primitive.js';
import { bitsOfBf16 } from '../../graph/bf16.js';
import type { Shape } from '../../graph/types.js';
import { DataType, type AttrMessage, type ShapeMessage, type TensorMessage } from './messages.js';

const encoder = new TextEncoder();

export function shapeMessage(shape: Shape): ShapeMessage {
  return { dim: shape.map((size) => ({ size })) };
}

export function typeAttribute(dtype: keyof typeof DataType): AttrMessage {
  return { type: DataType[dtype] };
}

/** A carrier's attribute as TensorFlow's message. */
export function attributeMessage(attribute: TensorflowAttribute): AttrMessage {
  if ('type' in attribute) return typeAttribute(attribute.type);
  if ('bool' in attribute) return { b: attribute.bool };
  if ('int' in attribute) return { i: attribute.int };
  if ('float' in attribute) return { f: attribute.float };
  if ('string' in attribute) return { s: encoder.encode(attribute.string) };
  if ('ints' in attribute) return { list: { i: attribute.ints } };
  return { shape: shapeMessage(attribute.shape) };
}

/** Constants are shapes, axes and scalars; whatever is larger belongs into state or is computed. */
const MAX_CONSTANT_ELEMENTS = 256;

/**
 * A carrier's constant operand.
 * @throws {Error} when it is larger than 1 KB: a file may not pass 2 GB, and JavaScript parses it
 */
export function constantMessage(constant: TensorflowConstant): TensorMessage {
  const message = unboundedMessage(constant);
  const values = message.int_val ?? message.float_val ?? [];
  if (values.length > MAX_CONSTANT_ELEMENTS) throw new Error(`a constant of ${values.length} elements is too large`);
  return message;
}

function unboundedMessage(constant: TensorflowConstant): TensorMessage {
  if ('ints' in constant) {
    const shape = constant.shape ?? [constant.ints.length];
    return { dtype: DataType.i32, tensor_shape: shapeMessage(shape), int_val: constant.ints };
  }
  if ('floats' in constant) {
    const { floats } = constant;
    return { dtype: DataType.f32, tensor_shape: shapeMessage([floats.length]), float_val: floats };
  }
  const scalar = shapeMessage([]);
  if ('int' in constant) return { dtype: DataType.i32, tensor_shape: scalar, int_val: [constant.int] };
  if ('bf16' in constant) return { dtype: DataType.bf16, tensor_shape: scalar, half_val: [bitsOfBf16(constant.bf16)] };
  if ('bool' in constant) return { dtype: DataType.bool, tensor_shape: scalar, bool_val: [constant.bool] };
  return { dtype: DataType.f32, tensor_shape: scalar, float_val: [constant.float] };
}
