import type { Engine } from '../engine.js';

/** tfjs's plain JavaScript backend: slow, but it runs wherever Node does. */
export const cpuEngine: Engine = {
  name: 'cpu',
  lacksBf16: true,
  async probe() {
    return { available: true, detail: 'plain JavaScript, the slow last resort' };
  },
  async load(program) {
    await import('@tensorflow/tfjs-backend-cpu');
    const { startBackend } = await import('../tfjs/start.js');
    const { TfjsSession } = await import('../tfjs/session.js');
    return new TfjsSession(program, await startBackend('cpu'), Number.POSITIVE_INFINITY);
  },
};
