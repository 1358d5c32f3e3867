import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setEnvironment } from '../../../runtime/engines/native/environment.js';
import { fusesRegions } from '../../../runtime/engines/native/fusion.js';
import { buildFor } from '../../../runtime/engines/native/install/build.js';
import { cacheFolder } from '../../../runtime/engines/native/install/cache-folder.js';
import { layoutOf } from '../../../runtime/engines/native/install/layout.js';
import { locate } from '../../../runtime/engines/native/locate.js';
import { describeNative } from '../../support/needs.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'angnet-locate-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A project that has an official install, whose binding `place` puts somewhere. */
function projectWith(place: (binding: string) => void): string {
  const project = join(folder, 'project');
  const modules = join(project, 'node_modules', '@tensorflow', 'tfjs-node-gpu');
  const binding = join(modules, 'lib', 'napi-v8', 'tfjs_binding.node');
  mkdirSync(dirname(binding), { recursive: true });
  writeFileSync(
    join(modules, 'package.json'),
    JSON.stringify({ name: '@tensorflow/tfjs-node-gpu', version: '4.22.0' }),
  );
  place(binding);
  return project;
}

const cache = () => join(folder, 'cache');

describe('looking for TensorFlow', () => {
  it('finds none in an empty cache', async () => {
    expect(await locate(folder, cache())).toEqual({ found: false, reason: 'It is not installed.' });
  });

  it('tells an unfinished install from none', async () => {
    mkdirSync(layoutOf(buildFor(false), cache()).root, { recursive: true });
    expect(await locate(folder, cache())).toEqual({ found: false, reason: 'Its install is unfinished or damaged.' });
  });

  it('says why an official install is not used, and tries it once', async () => {
    const project = projectWith((binding) => writeFileSync(binding, 'no library'));
    const first = await locate(project, cache());
    expect(first).toMatchObject({ found: false });
    expect(first).toHaveProperty(
      'reason',
      expect.stringMatching(/^@tensorflow\/tfjs-node-gpu is there but failed its self-test: .+/),
    );
    expect(readdirSync(join(cache(), 'native'))).toHaveLength(1);
    const start = performance.now();
    expect(await locate(project, cache())).toEqual(first);
    expect(performance.now() - start).toBeLessThan(200);
  }, 60_000);
});

describeNative('TensorFlow that is there', () => {
  it('is found in well under a second', async () => {
    const start = performance.now();
    expect(await locate(folder)).toMatchObject({ found: true, installation: { origin: 'angnet' } });
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('may be an official install', async () => {
    const real = layoutOf(buildFor(false)).binding;
    const project = projectWith((binding) => symlinkSync(real, binding));
    expect(await locate(project, cache())).toMatchObject({
      found: true,
      installation: { origin: 'package', description: '@tensorflow/tfjs-node-gpu 4.22.0' },
    });
  }, 60_000);
});

describe('settings', () => {
  it('put the cache where the user wants it', () => {
    expect(cacheFolder({ ANGNET_CACHE: '/a', XDG_CACHE_HOME: '/b' }, 'linux')).toBe('/a');
    expect(cacheFolder({ XDG_CACHE_HOME: '/b' }, 'linux')).toBe('/b/angnet');
    expect(cacheFolder({}, 'linux')).toMatch(/\.cache\/angnet$/);
    expect(cacheFolder({}, 'darwin')).toMatch(/Library\/Caches\/angnet$/);
  });

  it('of TensorFlow are set unless the user has set them', () => {
    const environment: NodeJS.ProcessEnv = { NVIDIA_TF32_OVERRIDE: '1' };
    const installation = { origin: 'angnet', folder: '/native', binding: '', cuda: false, description: '' } as const;
    setEnvironment(installation, environment);
    expect(environment).toEqual({
      NVIDIA_TF32_OVERRIDE: '1',
      TF_CPP_MIN_LOG_LEVEL: '2',
      TF_FORCE_GPU_ALLOW_GROWTH: 'true',
      XLA_FLAGS: '--xla_cpu_use_fusion_emitters=false',
    });
    const withGpu: NodeJS.ProcessEnv = {};
    setEnvironment({ ...installation, cuda: true }, withGpu);
    expect(withGpu['XLA_FLAGS']).toBe(
      '--xla_cpu_use_fusion_emitters=false --xla_gpu_cuda_data_dir=/native/wheels/nvidia/cuda_nvcc',
    );
    const official: NodeJS.ProcessEnv = {};
    setEnvironment({ ...installation, origin: 'package' }, official);
    expect(official['XLA_FLAGS']).toBeUndefined();
  });

  it('of fusion are on or off', () => {
    const installation = { origin: 'angnet', folder: '/native', binding: '', cuda: false, description: '' } as const;
    expect(fusesRegions(installation, {})).toBe(true);
    expect(fusesRegions(installation, { ANGNET_FUSION: 'off' })).toBe(false);
    expect(() => fusesRegions(installation, { ANGNET_FUSION: 'no' })).toThrow('ANGNET_FUSION is on or off, not `no`.');
    expect(fusesRegions({ ...installation, origin: 'package' }, {})).toBe(false);
    // XLA needs CUDA's library for devices.
    expect(fusesRegions({ ...installation, cuda: true }, {})).toBe(false);
  });
});
