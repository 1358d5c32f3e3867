/** What `init` writes, by file name. */
export const projectFiles: ReadonlyMap<string, string> = new Map([
  [
    'digits.ang',
    `// Handwritten digits: a first experiment. \`angnet explain NAME\` says what a layer, a field or a function does.

/// A convolutional net whose classifier looks at angles. The features are points of the plane, so that a picture of
/// them can be drawn.
model Digits(width: int = 8, classes: int = 10) {
  // Height, width, channels; the batch goes without saying.
  image: input([28, 28, 1])
  stem: angconv(width, 5x5, stride: 2) @angle(cos)
  bn
  relu
  // A block is written once and used with other arguments.
  stage: repeat 2 as i { downsample(2 * width * (i + 1)) }
  flatten
  feature: fc(2)
  // Labels are what losses read: this one is the classifier of the experiment below.
  classifier: angfc(classes) @angle(log(m: 0.3rad))
}

/// A convolution that halves the image.
block downsample(channels: int) {
  conv(channels, 3x3, stride: 2)
  bn
  relu
}

/// Train it with \`angnet train digits.ang\`, or for a minute with \`--profile quick\`.
experiment FirstDigits {
  model: Digits
  data: mnist(normalize: x / 255)
  loss: softmax(of: classifier)
  optimizer: adam(lr: 0.002)
  // In percent of all steps, so that it fits every length.
  schedule: steps(at: [60%, 85%], factor: 0.3)
  batch: 64
  epochs: 5
  profile quick {
    epochs: 0.2
  }
}
`,
  ],
  [
    'README.md',
    `# Digits

A first net of angular layers, on MNIST. The spec is \`digits.ang\`.

    angnet data get mnist                      # where the data are, or how to get them
    angnet check digits.ang                    # everything that is wrong with the spec
    angnet summary digits.ang                  # layers, shapes, parameters
    angnet train digits.ang --profile quick    # a short trial
    angnet train digits.ang                    # all of it; Ctrl-C saves, --resume goes on

A run is a folder below \`runs/\`, with weights, pictures, and all of it on one page, \`report.html\`. To change something for one run:
\`angnet train digits.ang --set optimizer.lr=0.01 --set model.width=16\`. What two specs or runs differ in says
\`angnet diff A B\`.
`,
  ],
  ['.gitignore', 'runs/\nnode_modules/\n'],
]);
