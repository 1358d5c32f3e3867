"""Weight norm, layer norm, and filters that are brought back to length 1, as weights.ang has them."""

import numpy as np
import torch

import torch_layers as layers
from training import Network, adam, examples, parameter, run, save, sgd

FILTERS = {
    "conv1/filter": (3, 3, 2, 3),
    "conv2/filter": (3, 3, 3, 4),
    "feature/filter": (144, 5),
    "classifier/filter": (5, 10),
}
# Steps from one projection to the next, and epsilon.
PROJECTED = {"conv2/filter": (2, 1e-4), "classifier/filter": (1, 0.01)}


class Weights(Network):
    def __init__(self):
        super().__init__()
        rng = np.random.default_rng(41)
        for name, size in FILTERS.items():
            self.parameters[name] = parameter(rng.normal(size=size), 0.5)
        for name, size in {"conv1/gain": 3, "conv1/bias": 3, "norm/gamma": 3, "norm/beta": 3, "feature/gain": 5}.items():
            self.parameters[name] = parameter(rng.normal(size=size), 1)

    def forward(self, x, training):
        p = self.parameters
        x = layers.conv(x, layers.weight_norm(p["conv1/filter"], p["conv1/gain"]), bias=p["conv1/bias"])
        x = torch.relu(layers.layer_norm(x, p["norm/gamma"], p["norm/beta"]))
        x = layers.conv_angles(x, p["conv2/filter"]).output(torch.cos, lambda x, w: w)
        x = x.reshape(x.shape[0], -1) @ layers.weight_norm(p["feature/filter"], p["feature/gain"])
        return layers.fc_angles(x, p["classifier/filter"]).output(torch.cos, lambda x, w: x * w)

    def after_step(self, step):
        with torch.no_grad():
            for name, (every, epsilon) in PROJECTED.items():
                weight = self.parameters[name]
                axes = tuple(range(weight.dim() - 1))
                if step % every == 0:
                    weight /= torch.sqrt((weight * weight).sum(axes) + epsilon)

    def penalty(self):
        return 0.01 / 2 * sum((value**2).sum() for value in self.parameters.values())


def generate(folder):
    features, labels = examples(np.random.default_rng(42), 5, 4, (6, 6, 2), 10)
    save(f"{folder}/weights.safetensors", run(Weights, {"adam": adam, "sgd": sgd}, features, labels, 3, 0.1))
