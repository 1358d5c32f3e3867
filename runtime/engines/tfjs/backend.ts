import {
  engine,
  getKernel,
  type KernelBackend,
  type KernelConfig,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { DType, Shape } from '../../../compiler/graph/types.js';
import { tfjsDType } from '../../../compiler/primitives/tfjs.js';
import type { HostTensor } from '../engine.js';

/** A tfjs tensor without its methods, as kernels take it. */
export function tensorInfo(tensor: Tensor, shape: Shape, dtype: DType): TensorInfo {
  return { dataId: tensor.dataId, shape: shape as number[], dtype: tfjsDType(dtype) };
}

type KernelInputs = Readonly<Record<string, TensorInfo>> | readonly TensorInfo[];

/**
 * One tfjs backend, addressed without tfjs's global "current backend", so that several may be used in turn. Tensors
 * are registered with tfjs, whose `memory()` counts them.
 */
export class Backend {
  private readonly kernels = new Map<string, KernelConfig>();

  constructor(
    readonly name: string,
    private readonly backend: KernelBackend,
  ) {}

  /** @throws {Error} when the backend has no such kernel or the kernel fails */
  run(kernel: string, inputs: KernelInputs, attributes: Readonly<Record<string, unknown>>): Tensor[] {
    const config = this.kernels.get(kernel) ?? this.find(kernel);
    const made = config.kernelFunc({
      inputs: inputs as Record<string, TensorInfo>,
      attrs: attributes as NonNullable<Parameters<typeof config.kernelFunc>[0]['attrs']>,
      backend: this.backend,
    });
    return (Array.isArray(made) ? made : [made]).map((info) => engine().makeTensorFromTensorInfo(info, this.backend));
  }

  /** Copies host data into a new tensor. */
  upload(data: HostTensor, shape: Shape, dtype: DType): Tensor {
    const values =
      dtype === 'f32' ? new Float32Array(data) : dtype === 'i32' ? new Int32Array(data) : new Uint8Array(data);
    const dataId = this.backend.write(values, shape as number[], tfjsDType(dtype));
    return engine().makeTensorFromTensorInfo(
      { dataId, shape: shape as number[], dtype: tfjsDType(dtype) },
      this.backend,
    );
  }

  /** A copy of a tensor's data; conditions come as 0 and 1. */
  download(tensor: Tensor, dtype: DType): HostTensor {
    const values = this.backend.readSync(tensor.dataId) as Float32Array | Int32Array | Uint8Array;
    return dtype === 'f32' ? new Float32Array(values) : new Int32Array(values);
  }

  private find(kernel: string): KernelConfig {
    const config = getKernel(kernel, this.name);
    if (!config) throw new Error(`tfjs's ${this.name} backend has no kernel ${kernel}`);
    this.kernels.set(kernel, config);
    return config;
  }
}
