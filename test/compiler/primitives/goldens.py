"""Writes golden/pytorch.json: primitives and their gradients as PyTorch computes them in float64.

Needs: pip install torch. Run: python goldens.py

Images are NHWC and filters HWIO in the file, NCHW and OIHW in PyTorch. Inputs are multiples of 1/8, so that they are
short; results are rounded to 12 digits.
"""

import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)


def draw(*shape, low=-16, high=17):
    return (torch.randint(low, high, shape) / 8).requires_grad_()


def flat(tensor, layout=None):
    tensor = tensor.detach()
    if layout:
        tensor = tensor.permute(layout)
    return {"shape": list(tensor.shape), "data": [float(f"{x:.12g}") for x in tensor.reshape(-1).tolist()]}


NHWC, HWIO = (0, 2, 3, 1), (2, 3, 1, 0)


def conv(size, taps, strides, dilations, padding):
    x, w = draw(2, 2, *size), draw(3, 2, *taps)
    top, bottom, left, right = padding
    y = F.conv2d(F.pad(x, (left, right, top, bottom)), w, stride=strides, dilation=dilations)
    dy = draw(*y.shape)
    y.backward(dy)
    return {
        "attributes": {"strides": strides, "dilations": dilations, "padding": padding},
        "x": flat(x, NHWC), "w": flat(w, HWIO), "dy": flat(dy, NHWC),
        "y": flat(y, NHWC), "dx": flat(x.grad, NHWC), "dw": flat(w.grad, HWIO),
    }


def pool(kind, size, window, strides, padding):
    # Few values, so that windows have equal pixels.
    x = draw(2, 2, *size, low=-2, high=3)
    if kind == "max":
        y = F.max_pool2d(x, window, strides, padding)
    else:
        y = F.avg_pool2d(x, window, strides, padding, count_include_pad=False)
    dy = draw(*y.shape)
    y.backward(dy)
    sides = [padding[0], padding[0], padding[1], padding[1]]
    return {
        "attributes": {"window": window, "strides": strides, "padding": sides},
        "x": flat(x, NHWC), "dy": flat(dy, NHWC), "y": flat(y, NHWC), "dx": flat(x.grad, NHWC),
    }


def batch_norm():
    x, gamma, beta = draw(3, 2, 2, 3), draw(2), draw(2)
    mean, variance = torch.zeros(2), torch.ones(2)
    y = F.batch_norm(x, mean, variance, gamma, beta, training=True, momentum=1.0, eps=1e-3)
    dy = draw(*y.shape)
    y.backward(dy)
    return {
        "x": flat(x, NHWC), "gamma": flat(gamma), "beta": flat(beta), "dy": flat(dy, NHWC), "y": flat(y, NHWC),
        "mean": flat(mean), "variance": flat(variance),
        "dx": flat(x.grad, NHWC), "dgamma": flat(gamma.grad), "dbeta": flat(beta.grad),
    }


def cross_entropy():
    rows = [[1e4, -1e4, 0], [1e4, 1e4, 1e4], [-1e30, 0, 1], [3, 2, 1], [0, 0, -745]]
    logits = torch.tensor(rows).requires_grad_()
    targets = torch.tensor([[0.0, 1, 0], [1, 0, 0], [0, 0.25, 0.75], [0.1, 0.2, 0.7], [0.5, 0.5, 0]])
    loss = F.cross_entropy(logits, targets, reduction="none")
    loss.sum().backward()
    return {"logits": flat(logits), "targets": flat(targets), "loss": flat(loss), "dlogits": flat(logits.grad)}


def optimizer(make, slots):
    weight = draw(4)
    start = flat(weight)
    algorithm = make([weight])
    steps = []
    for _ in range(5):
        weight.grad = draw(4).detach()
        algorithm.step()
        state = algorithm.state[weight]
        steps.append({"gradient": flat(weight.grad), "weight": flat(weight), **{s: flat(state[s]) for s in slots}})
    return {"weight": start, "steps": steps}


goldens = {
    "conv": [
        conv([6, 7], [3, 3], [2, 2], [1, 1], [0, 1, 1, 1]),
        conv([7, 6], [3, 3], [2, 2], [1, 1], [1, 1, 0, 1]),
        conv([5, 8], [2, 3], [1, 3], [2, 1], [2, 0, 0, 3]),
        conv([4, 4], [1, 1], [2, 2], [1, 1], [0, 0, 0, 0]),
    ],
    "max_pool": [pool("max", [5, 6], [3, 2], [2, 2], [1, 1]), pool("max", [4, 5], [2, 2], [2, 2], [0, 0])],
    "avg_pool": [pool("avg", [5, 6], [3, 3], [2, 1], [1, 1]), pool("avg", [4, 5], [2, 2], [2, 2], [0, 0])],
    "batch_norm": batch_norm(),
    "cross_entropy": cross_entropy(),
    "adam": optimizer(
        lambda w: torch.optim.Adam(w, lr=0.01, betas=(0.9, 0.999), eps=1e-8), ["exp_avg", "exp_avg_sq"]
    ),
    "momentum": optimizer(lambda w: torch.optim.SGD(w, lr=0.1, momentum=0.9), ["momentum_buffer"]),
    "nesterov": optimizer(lambda w: torch.optim.SGD(w, lr=0.1, momentum=0.9, nesterov=True), ["momentum_buffer"]),
}
path = pathlib.Path(__file__).with_name("golden") / "pytorch.json"
path.write_text(json.dumps(goldens, separators=(",", ":")) + "\n")
