"""Learned and moving parameters of functions, a detached gradient, a margin and a learned scale, as heads.ang has them."""

import numpy as np
import torch

import torch_layers as layers
from training import Network, adam, examples, parameter, run, save, sgd

FILTERS = {
    "conv1/filter": (3, 3, 2, 3),
    "conv2/filter": (3, 3, 3, 4),
    "conv3/filter": (3, 3, 4, 4),
    "feature/filter": (36, 5),
    "classifier/filter": (5, 10),
}
FUNCTIONS = {
    "conv1/angle.k": [0.7] * 3,
    "conv1/magnitude.r": [1.0] * 3,
    "conv2/magnitude.r": [1.0] * 4,
    "classifier/scale": 9.99,
    "loss/0/margin.m": 0.25,
}


class Heads(Network):
    def __init__(self):
        super().__init__()
        rng = np.random.default_rng(31)
        for name, size in FILTERS.items():
            self.parameters[name] = parameter(rng.normal(size=size), (2 / np.prod(size[:-1])) ** 0.5)
        self.parameters["feature/bias"] = parameter(rng.normal(size=5), 0.1)
        for name, start in FUNCTIONS.items():
            self.parameters[name] = parameter(np.array(start), 1)
        self.radii = {
            "conv1": layers.LearnedRadius(layers.LEARNED_MAGNITUDES["ball_learned"]),
            "conv2": layers.LearnedRadius(layers.LEARNED_MAGNITUDES["tanh_learned"]),
        }
        self.t = 0.1

    def head(self, x, training):
        p = self.parameters
        radius = {path: one(p[f"{path}/magnitude.r"], training) for path, one in self.radii.items()}
        x = layers.conv_angles(x, p["conv1/filter"]).output(layers.learned_sigmoid(p["conv1/angle.k"]), radius["conv1"])
        x = layers.conv_angles(x, p["conv2/filter"], (2, 2)).output(layers.log(0.1), radius["conv2"], detached=True)
        x = layers.conv_angles(x, p["conv3/filter"]).output(layers.log(0.3), lambda x, w: x * w)
        x = x.reshape(x.shape[0], -1) @ p["feature/filter"] + p["feature/bias"]
        return layers.fc_angles(x, p["classifier/filter"])

    def forward(self, x, training):
        return torch.cos(self.head(x, training).theta)

    def logits(self, x, y, scale):
        cosines = self.forward(x, training=True)
        own = torch.arange(len(y)), y
        self.t = 0.2 * cosines[own].mean().item() + 0.8 * self.t
        margin = 0.05 + self.parameters["loss/0/margin.m"].abs()
        raised = cosines.index_put(own, cosines[own] - margin * (1 + self.t))
        return raised * (0.01 + self.parameters["classifier/scale"].abs())

    def penalty(self):
        """What functions and scales have learned isn't held down."""
        return 0.01 / 2 * sum((value**2).sum() for name, value in self.parameters.items() if name not in FUNCTIONS)

    def moving(self):
        radii = {f"{path}/magnitude.mean_x": one.average for path, one in self.radii.items()}
        return {name: np.array(float(value)) for name, value in radii.items()} | {"loss/0/margin.t": np.array(self.t)}


def generate(folder):
    features, labels = examples(np.random.default_rng(32), 5, 4, (6, 6, 2), 10)
    save(f"{folder}/heads.safetensors", run(Heads, {"adam": adam, "sgd": sgd}, features, labels, None, 0.1))
