export { initialState } from './initial-state.js';
export { ExampleOrder } from './order.js';
export { permutation, shuffled } from './permutation.js';
export { stream, type Purpose, type Stream } from './stream.js';
