"""A small angular ResNet, as resnet.ang has it, under both padding rules."""

import numpy as np

import torch_layers as layers
from training import Network, adam, examples, parameter, run, save, sgd


class ResNet(Network):
    def __init__(self, rule):
        super().__init__()
        self.rule, self.rng = rule, np.random.default_rng(3)
        self.filter("stem", 3, 3, 4)
        self.norm("stem_norm", 4)
        self.block("block1", 4, 4)
        self.block("block2", 4, 8)
        self.parameters["classifier/filter"] = parameter(self.rng.normal(size=(8, 10)), 0.5)

    def filter(self, path, size, inputs, filters):
        numbers = self.rng.normal(size=(size, size, inputs, filters))
        self.parameters[f"{path}/filter"] = parameter(numbers, (2 / (size * size * inputs)) ** 0.5)

    def norm(self, path, channels):
        self.parameters[f"{path}/gamma"] = parameter(self.rng.uniform(0.5, 1.5, size=channels), 1)
        self.parameters[f"{path}/beta"] = parameter(self.rng.normal(size=channels), 0.2)
        self.norms[path] = layers.BatchNorm(channels)

    def block(self, path, inputs, filters):
        self.filter(f"{path}.main.0", 3, inputs, filters)
        self.norm(f"{path}.main.1", filters)
        self.filter(f"{path}.main.2", 3, filters, filters)
        self.norm(f"{path}.main.3", filters)
        if inputs != filters:
            self.filter(f"{path}.shortcut.0.0", 1, inputs, filters)
            self.norm(f"{path}.shortcut.0.1", filters)

    def forward(self, x, training):
        x = self.bn("stem_norm", self.angconv("stem", x, 1), training).relu()
        x = self.residual("block1", x, 1, training)
        x = self.residual("block2", x, 2, training)
        return layers.angfc(x.mean((1, 2)), self.parameters["classifier/filter"], layers.log(0.05))

    def residual(self, path, x, stride, training):
        main = self.bn(f"{path}.main.1", self.angconv(f"{path}.main.0", x, stride), training).relu()
        main = self.bn(f"{path}.main.3", self.angconv(f"{path}.main.2", main, 1), training)
        shortcut = x
        if f"{path}.shortcut.0.0/filter" in self.parameters:
            dot = layers.conv(x, self.parameters[f"{path}.shortcut.0.0/filter"], (stride, stride), self.rule)
            shortcut = self.bn(f"{path}.shortcut.0.1", dot, training)
        return (main + shortcut).relu()

    def angconv(self, path, x, stride):
        return layers.angconv(x, self.parameters[f"{path}/filter"], layers.log(0.05), (stride, stride), self.rule)

    def bn(self, path, x, training):
        gamma, beta = self.parameters[f"{path}/gamma"], self.parameters[f"{path}/beta"]
        return self.norms[path](x, gamma, beta, training)

    def penalty(self):
        held = [
            value
            for name, value in self.parameters.items()
            if name == "classifier/filter" or ".shortcut" in name or name.endswith(("/gamma", "/beta"))
        ]
        return 0.01 * sum((value * value).sum() for value in held) / 2


def generate(folder):
    for rule in ["same", "same_torch"]:
        # An even height and an odd width, so that the rules differ.
        features, labels = examples(np.random.default_rng(4), 5, 3, (8, 7, 3), 10)
        arrays = run(lambda: ResNet(rule), {"adam": adam, "sgd": sgd}, features, labels, 30, 0)
        save(f"{folder}/resnet-{rule}.safetensors", arrays)
