"""Penalties of random filters and their gradients. Each case names the line of a spec."""

import json

import numpy as np
import torch
from safetensors.numpy import save_file


def orthogonal(filters, strength, normalized=True):
    columns = filters.reshape(-1, filters.shape[-1])
    if normalized:
        columns = columns / columns.norm(dim=0, keepdim=True)
    return strength / 2 * (columns.T @ columns - torch.eye(columns.shape[1], dtype=torch.float64)).square().sum()


CASES = [
    ("l2(0.3)", [3, 2, 2, 5], lambda w: 0.3 * w.square().sum() / 2),
    ("orthogonal(0.3)", [3, 2, 2, 5], lambda w: orthogonal(w, 0.3)),
    ("orthogonal(0.3)", [4, 9], lambda w: orthogonal(w, 0.3)),
    ("orthogonal(2e-4, normalized: false)", [1, 1, 3, 4], lambda w: orthogonal(w, 2e-4, False)),
    ("orthogonal(1, normalized: false)", [7, 1], lambda w: orthogonal(w, 1, False)),
]


def generate(folder):
    arrays, lines, rng = {}, [], np.random.default_rng(11)
    for index, (line, shape, penalty) in enumerate(CASES):
        filters = torch.tensor(rng.normal(size=shape), requires_grad=True)
        value = penalty(filters)
        value.backward()
        lines.append({"line": line, "shape": shape})
        arrays |= {f"{index}:filter": filters.detach().numpy(), f"{index}:penalty": value.detach().numpy().reshape(1),
                   f"{index}:gradient": filters.grad.numpy()}
    save_file(arrays, folder / "regularizers.safetensors", {"cases": json.dumps(lines)})
