import { constantMessage } from './attributes.js';
import type { AttrMessage, NodeMessage } from './messages.js';
import type { TensorflowConstant } from '../../primitives/primitive.js';

/** Names a tensor: `node:0`. */
export type TensorName = `${string}:${number}`;

/** The node that makes a tensor. */
export function nodeOf(tensor: string): string {
  return tensor.slice(0, tensor.lastIndexOf(':'));
}

export interface NodeOptions {
  /** Nodes that must have run before this one. */
  readonly after?: Iterable<string>;
  readonly device?: string;
}

/** Host memory, where TensorFlow keeps integers even on machines with a GPU. */
export const CPU = '/device:CPU:0';

/** The nodes of a TensorFlow graph under construction; every node gets a name of its own. */
export class NodeList {
  readonly nodes: NodeMessage[] = [];
  private readonly used = new Map<string, number>();
  private readonly constants = new Map<string, TensorName>();

  /**
   * @param name a wish: characters that TensorFlow refuses are replaced, a taken name gets a number
   * @returns the node's name
   */
  add(
    name: string,
    op: string,
    inputs: readonly TensorName[],
    attr: Readonly<Record<string, AttrMessage>>,
    options: NodeOptions = {},
  ): string {
    const unique = this.uniqueName(nodeName(name));
    const controls = [...new Set(options.after ?? [])].map((node) => `^${node}`);
    const device = options.device === undefined ? {} : { device: options.device };
    this.nodes.push({ name: unique, op, input: [...inputs, ...controls], attr, ...device });
    return unique;
  }

  /** A constant operand, shared by all that need the same one. */
  constant(constant: TensorflowConstant): TensorName {
    const key = JSON.stringify(constant, numberAsText);
    const known = this.constants.get(key);
    if (known) return known;
    const tensor = constantMessage(constant);
    const node = this.add('constant', 'Const', [], { dtype: { type: tensor.dtype }, value: { tensor } });
    const made: TensorName = `${node}:0`;
    this.constants.set(key, made);
    return made;
  }

  private uniqueName(name: string): string {
    const count = this.used.get(name) ?? 0;
    this.used.set(name, count + 1);
    return count === 0 ? name : this.uniqueName(`${name}_${count}`);
  }
}

/** JSON knows no infinities, no NaN and no -0, and these are different constants. */
function numberAsText(_: string, value: unknown): unknown {
  return Object.is(value, -0) ? '-0' : typeof value === 'number' ? String(value) : value;
}

/** `stage1[3].main.0/filter` becomes `stage1.3.main.0/filter`: TensorFlow takes letters, digits and `_ . - / >`. */
export function nodeName(path: string): string {
  const name = path.replace(/\[(\d+)\]/g, '.$1').replace(/[^A-Za-z0-9_.\-/>]/g, '_');
  return /^[A-Za-z0-9.]/.test(name) ? name : `n${name}`;
}
