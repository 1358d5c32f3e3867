/**
 * What a result depends on and no spec says. The number goes up when one of these changes, and with it every hash.
 */
export const conventions: readonly string[] = [
  'conventions 2',
  'initial weights: filters normal with the variance that @init says; biases 0, PReLU slopes 0.25, gamma 1, beta 0',
  'random numbers: Threefry-2x32 of 20 rounds, one stream for each seed, purpose and path',
  'order: a new permutation each epoch, epochs joined end to end so that every batch is full',
  'augmentation: example n since the first step takes the n-th random words of a stream for each augmentation',
  'validation: the last of all training examples in an order that depends on their number alone',
  'batch norm: biased variance, also in the running one; evaluation corrects the bias of running averages',
  'mean norms of magnitude functions: of the batch; evaluation takes a running average of decay 0.999, bias-corrected',
  'centres of classes: start at the origin, and move after the loss has seen them',
  "adam: epsilon added to the corrected root (PyTorch's placement)",
];
