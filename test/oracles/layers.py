"""Single layers: output and gradients of a random linear function of it. Each case names the line of a spec."""

import itertools
import json

import numpy as np
import torch
from safetensors.numpy import save_file

import torch_layers as layers

FUNCTIONS = {
    "log": layers.log(),
    "log(m: 0.3rad)": layers.log(0.3),
    "cos": torch.cos,
    "linear": layers.linear,
    "squared_cosine": layers.squared_cosine,
    "sigmoid": layers.sigmoid(),
    "sigmoid(k: 1rad)": layers.sigmoid(1),
    "inverse": layers.inverse(),
    "inverse(eps: 0.1rad)": layers.inverse(0.1),
}
RULES = ["same", "same_torch", "valid"]


class Cases:
    def __init__(self):
        self.arrays, self.lines, self.rng = {}, [], np.random.default_rng(5)

    def add(self, line, x, forward, **weights):
        """`forward` takes the input and the weights as tensors."""
        at = len(self.lines)
        self.lines.append({"line": line, "shape": list(np.shape(x)[1:]), "batch": len(x)})
        tensors = {"x": x} | weights
        leaves = {name: torch.tensor(value, dtype=torch.float64, requires_grad=True) for name, value in tensors.items()}
        y = forward(leaves["x"], **{name: leaf for name, leaf in leaves.items() if name != "x"})
        cotangent = torch.tensor(self.rng.normal(size=y.shape))
        (y * cotangent).sum().backward()
        found = {"y": y.detach().numpy(), "cotangent": cotangent.numpy()}
        for name, leaf in leaves.items():
            found |= {name: leaf.detach().numpy(), f"d{name}": leaf.grad.numpy()}
        self.arrays |= {f"{at}:{name}": np.ascontiguousarray(value) for name, value in found.items()}

    def normal(self, *shape):
        return self.rng.normal(size=shape)


def annotated(function):
    return f"@angle({function})"


def angular_functions(cases):
    for name, function in FUNCTIONS.items():
        x, filter = cases.normal(2, 5, 4, 2), cases.normal(3, 3, 2, 3)
        line = f"angconv(3, 3x3, stride: 2) {annotated(name)}"
        cases.add(line, x, lambda x, filter: layers.angconv(x, filter, function, (2, 2)), filter=filter)
        x, filter = cases.normal(3, 6), cases.normal(6, 4)
        line = f"angfc(4) {annotated(name)}"
        cases.add(line, x, lambda x, filter: layers.angfc(x, filter, function), filter=filter)


def angular_windows(cases):
    log = FUNCTIONS["log(m: 0.3rad)"]
    for rule, stride, (height, width) in itertools.product(RULES, [1, 2], [(6, 6), (5, 7), (6, 5)]):
        x, filter = cases.normal(1, height, width, 2), cases.normal(3, 3, 2, 2)
        line = f"angconv(2, 3x3, stride: {stride}, padding: {rule}) @angle(log(m: 0.3rad))"
        cases.add(line, x, lambda x, filter: layers.angconv(x, filter, log, (stride, stride), rule), filter=filter)
    x, filter = cases.normal(1, 5, 6, 2), cases.normal(1, 4, 2, 2)
    line = "angconv(2, 1x4, stride: [2, 3]) @angle(log(m: 0.3rad)) @norm(eps: 0.01, clip: 0.001)"
    norm = {"eps": 0.01, "clip": 0.001}
    cases.add(line, x, lambda x, filter: layers.angconv(x, filter, log, (2, 3), **norm), filter=filter)


def zero_patches(cases):
    """A blank image, and an image of which one half is blank: the angle there is pi/2, the gradient finite."""
    for name in FUNCTIONS:
        x = cases.normal(2, 4, 6, 2)
        x[0] = 0
        x[1, :, :4] = 0
        filter = cases.normal(3, 3, 2, 2)
        line = f"angconv(2, 3x3) {annotated(name)}"
        cases.add(line, x, lambda x, filter: layers.angconv(x, filter, FUNCTIONS[name]), filter=filter)


def extreme_angles(cases):
    """Inputs that equal a filter or its opposite, long ones beyond the clip and short ones before it, and nearly so."""
    for name in FUNCTIONS:
        filter = cases.normal(3, 3, 2, 2)
        flat = filter[..., 0]
        x = np.stack([flat, -flat, 100 * flat, -100 * flat, 3 * flat + 0.01, -3 * flat + 0.01, 100 * flat + 0.3])
        line = f"angconv(2, 3x3, padding: valid) {annotated(name)}"
        cases.add(line, x, lambda x, filter: layers.angconv(x, filter, FUNCTIONS[name], rule="valid"), filter=filter)


def plain_windows(cases):
    for rule, stride, (height, width) in itertools.product(RULES, [1, 2], [(6, 5), (5, 6)]):
        at = (stride, stride)
        x, filter, bias = cases.normal(2, height, width, 2), cases.normal(3, 2, 2, 3), cases.normal(3)
        line = f"conv(3, 3x2, stride: {stride}, padding: {rule}, bias: true)"
        cases.add(line, x, lambda x, filter, bias: layers.conv(x, filter, at, rule, bias), filter=filter, bias=bias)
        for kind, pool in {"avgpool": layers.avg_pool, "maxpool": layers.max_pool}.items():
            for window in [(2, 2), (3, 3), (2, 3)]:
                line = f"{kind}({window[0]}x{window[1]}, stride: {stride}, padding: {rule})"
                cases.add(line, cases.normal(1, height, width, 2), lambda x: pool(x, window, at, rule))


def others(cases):
    x = cases.normal(2, 4, 5, 3)
    cases.add("avgpool(global)", x, lambda x: x.mean((1, 2)))
    cases.add("avgpool(2x2)", x, lambda x: layers.avg_pool(x, (2, 2)))
    cases.add("maxpool(2x3)", x, lambda x: layers.max_pool(x, (2, 3)))
    cases.add("flatten", x, lambda x: x.reshape(2, -1))
    cases.add("relu", x, torch.relu)
    cases.add("prelu", x, layers.prelu, slope=np.array([0.1, 0.2, -0.3]))
    cases.add("prelu(shared: true)", x, layers.prelu, slope=np.array([0.2]))
    cases.add("fc(3, bias: true)", cases.normal(4, 5), lambda x, filter, bias: x @ filter + bias,
              filter=cases.normal(5, 3), bias=cases.normal(3))
    for line, options, shape in [("bn", {}, (2, 3, 4, 3)), ("bn(eps: 0.1)", {"eps": 0.1}, (5, 3))]:
        norm = layers.BatchNorm(3, **options)
        cases.add(line, cases.normal(*shape), lambda x, gamma, beta: norm(x, gamma, beta, True),
                  gamma=cases.normal(3), beta=cases.normal(3))
    for line, options, shape in [("layernorm", {}, (2, 3, 4, 3)), ("layernorm(eps: 0.1)", {"eps": 0.1}, (5, 3))]:
        cases.add(line, cases.normal(*shape) + 2, lambda x, gamma, beta: layers.layer_norm(x, gamma, beta, **options),
                  gamma=cases.normal(3), beta=cases.normal(3))
    x = cases.normal(2, 3, 3, 2)
    cases.add("multiply { main: { relu } shortcut: { } }", x, lambda x: torch.relu(x) * x)
    cases.add("concat { main: { relu } shortcut: { } }", x, lambda x: torch.cat([torch.relu(x), x], -1))


def weight_norm(cases):
    x, filter, gain = cases.normal(2, 4, 5, 2), cases.normal(3, 2, 2, 3), cases.normal(3)
    cases.add("conv(3, 3x2) @weight_norm", x, lambda x, filter, gain: layers.conv(x, layers.weight_norm(filter, gain)),
              filter=filter, gain=gain)
    cases.add("fc(3, bias: true) @weight_norm", cases.normal(4, 5),
              lambda x, filter, gain, bias: x @ layers.weight_norm(filter, gain) + bias,
              filter=cases.normal(5, 3), gain=cases.normal(3), bias=cases.normal(3))


def magnitudes(cases):
    log = FUNCTIONS["log(m: 0.3rad)"]
    for name, magnitude in layers.MAGNITUDES.items():
        line = f"@angle(log(m: 0.3rad)) @magnitude({name})"
        x, filter = cases.normal(2, 5, 4, 2), cases.normal(3, 3, 2, 3)
        x[0, 0] = 0
        cases.add(f"angconv(3, 3x3) {line}", x,
                  lambda x, filter: layers.conv_angles(x, filter).output(log, magnitude), filter=filter)
        x, filter = cases.normal(3, 6), cases.normal(6, 4)
        cases.add(f"angfc(4) {line}", x,
                  lambda x, filter: layers.fc_angles(x, filter).output(log, magnitude), filter=filter)


def learned(cases):
    def sigmoid(x, **weights):
        k = weights["angle.k"]
        return layers.conv_angles(x, weights["filter"]).output(layers.learned_sigmoid(k))

    cases.add("angconv(3, 3x3) @angle(sigmoid_learned)", cases.normal(2, 5, 4, 2), sigmoid,
              filter=cases.normal(3, 3, 2, 3), **{"angle.k": np.array([0.7, -0.3, 1.4])})
    for name, shape in layers.LEARNED_MAGNITUDES.items():
        def forward(x, **weights):
            radius = layers.LearnedRadius(shape)(weights["magnitude.r"])
            return layers.conv_angles(x, weights["filter"]).output(torch.cos, radius)

        cases.add(f"angconv(3, 3x3) @angle(cos) @magnitude({name})", cases.normal(2, 5, 4, 2), forward,
                  filter=cases.normal(3, 3, 2, 3), **{"magnitude.r": np.array([1, -0.7, 1.4])})


def detached(cases):
    """Forward any function, backward the cosine, also where the angle is 0 or pi."""
    for name in FUNCTIONS:
        filter = cases.normal(3, 3, 2, 2)
        x = np.stack([filter[..., 0], -filter[..., 0], cases.normal(3, 3, 2)])
        line = f"angconv(2, 3x3) {annotated(name)} @grad(detached) @magnitude(linear)"
        cases.add(line, x, lambda x, filter: layers.conv_angles(x, filter).output(
            FUNCTIONS[name], lambda x, w: x, detached=True), filter=filter)


def generate(folder):
    cases = Cases()
    for group in [angular_functions, angular_windows, zero_patches, extreme_angles, plain_windows, others,
                  weight_norm, magnitudes, learned, detached]:
        group(cases)
    metadata = {"torch": torch.__version__.split("+")[0], "cases": json.dumps(cases.lines)}
    save_file(cases.arrays, f"{folder}/layers.safetensors", metadata)
