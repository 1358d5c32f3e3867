"""LeNet with two features, as lenet.ang has it."""

import numpy as np

import torch_layers as layers
from training import Network, adam, examples, parameter, run, save, sgd


class LeNet(Network):
    def __init__(self):
        super().__init__()
        rng = np.random.default_rng(1)
        sizes = {
            "conv1/filter": (5, 5, 1, 3),
            "conv1/bias": (3,),
            "conv2/filter": (5, 5, 3, 4),
            "conv2/bias": (4,),
            "hidden/filter": (16, 6),
            "hidden/bias": (6,),
            "feature/filter": (6, 2),
            "feature/bias": (2,),
            "classifier/filter": (2, 10),
        }
        for name, size in sizes.items():
            scale = 0.1 if name.endswith("bias") else (2 / np.prod(size[:-1])) ** 0.5
            self.parameters[name] = parameter(rng.normal(size=size), scale)
        for path, slopes in {"prelu1": 3, "prelu2": 4, "prelu3": 1}.items():
            self.parameters[f"{path}/slope"] = parameter(rng.uniform(0.1, 0.4, size=slopes), 1)

    def forward(self, x, training):
        p = self.parameters
        x = layers.conv(x, p["conv1/filter"], rule="valid", bias=p["conv1/bias"])
        x = layers.prelu(layers.max_pool(x, (2, 2)), p["prelu1/slope"])
        x = layers.conv(x, p["conv2/filter"], rule="valid", bias=p["conv2/bias"])
        x = layers.prelu(layers.max_pool(x, (2, 2)), p["prelu2/slope"])
        x = x.reshape(x.shape[0], -1) @ p["hidden/filter"] + p["hidden/bias"]
        x = layers.prelu(x, p["prelu3/slope"]) @ p["feature/filter"] + p["feature/bias"]
        return layers.angfc(x, p["classifier/filter"], layers.log(0.3))


def generate(folder):
    features, labels = examples(np.random.default_rng(2), 5, 4, (20, 20, 1), 10)
    save(f"{folder}/lenet.safetensors", run(LeNet, {"adam": adam, "sgd": sgd}, features, labels, 5, 0.1))
