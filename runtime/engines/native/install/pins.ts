/**
 * What is downloaded, each with its digest. `scripts/pin-wheels.sh` prints the lines for the wheels.
 * Wheels are unpacked for their shared libraries, so one Python tag does for every Python on a user's machine.
 */
export const TENSORFLOW_VERSION = '2.21.0';
export const WHEEL_PYTHON = '312';

/** A wheel on PyPI: pip's requirement, SHA-256 in hex, size in bytes. */
export interface Pin {
  readonly requirement: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** A package on npm, with the digest that npm's lock files use. */
export interface NpmPin {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/** Source of the binding between Node and TensorFlow. */
export const BINDING_PACKAGE: NpmPin = {
  name: '@tensorflow/tfjs-node-gpu',
  version: '4.22.0',
  integrity: 'sha512-p//NN6DGiN4hInUmIkRffaFVMcdTREUMjPyjW04J7OXvB2zBlQimj61eFKSgRrH3f5TnOfKzb0n56he/B6a4bw==',
};

/** Node's stable C headers. */
export const HEADERS_PACKAGE: NpmPin = {
  name: 'node-api-headers',
  version: '1.9.0',
  integrity: 'sha512-2oNILP4jXwRB4ywnYKjVk1YyJ96n2D4EOVJO6S3oYZ5PtbJrw3Yt9TpAuX3nBLMuzn74rnfGQrv13pS9vC+YiA==',
};

/** The wheels of each kind of machine, by Node's platform and architecture. */
export const WHEELS: Readonly<Record<string, readonly Pin[]>> = {
  'linux-x64': [
    pin('tensorflow-cpu==2.21.0', 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb', 274000871),
  ],
  'linux-x64-cuda': [
    pin('nvidia-cublas-cu12==12.9.3.13', 'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72', 581217458),
    pin(
      'nvidia-cuda-cupti-cu12==12.8.90',
      'ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182',
      10248621,
    ),
    pin('nvidia-cuda-nvcc-cu12==12.9.86', '5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0', 40546229),
    pin(
      'nvidia-cuda-nvrtc-cu12==12.9.86',
      '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4',
      89568129,
    ),
    pin(
      'nvidia-cuda-runtime-cu12==12.9.79',
      '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3',
      3493179,
    ),
    pin('nvidia-cudnn-cu12==9.28.0.42', '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375', 716538495),
    pin('nvidia-cufft-cu12==11.4.1.4', 'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28', 200877592),
    pin('nvidia-curand-cu12==10.3.10.19', '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e', 68295626),
    pin(
      'nvidia-cusolver-cu12==11.7.5.82',
      '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88',
      338117415,
    ),
    pin(
      'nvidia-cusparse-cu12==12.5.10.65',
      '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78',
      366465088,
    ),
    pin('nvidia-nccl-cu12==2.32.3', 'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c', 351526311),
    pin('nvidia-nvjitlink-cu12==12.9.86', 'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9', 39748338),
    pin('tensorflow==2.21.0', 'b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0', 572611111),
  ],
  'linux-arm64': [
    pin('tensorflow==2.21.0', 'b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552', 281946471),
  ],
  'darwin-arm64': [
    pin('tensorflow==2.21.0', '56ecd7d47429acbe1df2694d50b75bf9fc3995ac92cb367cd9af6c4780ead712', 223488205),
  ],
};

function pin(requirement: string, sha256: string, bytes: number): Pin {
  return { requirement, sha256, bytes };
}
