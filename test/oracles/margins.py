"""The loss of a classifier with a margin, and its gradients. Each case names the layer's annotations and the margin."""

import json

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import save_file

import torch_layers as layers

CLASSES, BATCH, FEATURES = 5, 12, 4

MOVING = (
    "margin moving(theta: rad, g: real; state t: real = 0 then 0.1 * mean(cos(theta)) + 0.9 * t) = g - t"
    " - (if theta > 1rad then 0 else ln(theta / 1rad))\n"
)
LEARNED = "margin learned(theta: rad, x: real, w: real; learn m: real = 0.5 min 0.1) = cos(theta) - m * x / (1 + w)\n"


class Cases:
    def __init__(self):
        self.arrays, self.cases, self.rng = {}, [], np.random.default_rng(9)

    def add(self, margin, function, angle=torch.cos, magnitude=None, scale=lambda weights: 1.0, detached=False,
            smoothing=0.0, spec=None, weights=None):
        """`function` is the margin, of what `Own` holds; `spec` says what else the case is in the text of a spec."""
        at = len(self.cases)
        spec = {"line": "@angle(cos)", "declarations": "", "step": 1, "state": {}} | (spec or {})
        self.cases.append(spec | {"margin": margin, "smoothing": smoothing})
        filter = self.rng.normal(size=(FEATURES, CLASSES))
        labels = np.arange(BATCH) % CLASSES
        arrays = {"x": self.features(filter, labels), "filter": filter} | (weights or {})
        leaves = {name: torch.tensor(value, dtype=torch.float64, requires_grad=True) for name, value in arrays.items()}
        parts = layers.fc_angles(leaves["x"], leaves["filter"])
        own = torch.arange(BATCH), torch.tensor(labels)
        raised = function(Own(parts, angle, own, leaves))
        if detached:
            raised = parts.cosine[own] + (raised - parts.cosine[own]).detach()
        output = parts.output(angle, magnitude, detached)
        if magnitude is not None:
            raised = torch.broadcast_to(torch.as_tensor(magnitude(parts.x, parts.w)), output.shape)[own] * raised
        logits = output.index_put(own, raised) * scale(leaves)
        value = F.cross_entropy(logits, own[1], label_smoothing=smoothing)
        value.backward()
        found = {"loss": np.array(value.item()), "labels": labels.astype(np.int32)}
        for name, leaf in leaves.items():
            found |= {name: leaf.detach().numpy(), f"d{name}": leaf.grad.numpy()}
        self.arrays |= {f"{at}:{name}": np.ascontiguousarray(value) for name, value in found.items()}

    def features(self, filter, labels):
        """Along the own class's filter, against it, nearly so, and anywhere."""
        x = self.rng.normal(size=(BATCH, FEATURES))
        own = filter[:, labels].T
        x[0], x[1] = own[0], -own[1]
        x[2], x[3] = 1000 * own[2], -1000 * own[3]
        x[4], x[5] = own[4] + 0.1 * x[4], -own[5] + 0.1 * x[5]
        return x


class Own:
    """What a margin sees: of each example the values of its own class."""

    def __init__(self, parts, angle, own, weights):
        self.theta, self.g, self.weights = parts.theta[own], angle(parts.theta)[own], weights
        self.c, self.x, self.w = torch.cos(self.theta), parts.x[:, 0], parts.w[own[1]]


def over_cosine(margin):
    return lambda own: margin(own.c, own.theta)


def library(cases):
    """Some of the features lie beyond pi - m, and at theta = pi/2 the easy margin turns."""
    scaled = {"line": "@angle(cos) @scale(8)"}
    margins = {
        "arcface": layers.arcface(),
        "arcface(0.3rad)": layers.arcface(0.3),
        "arcface(90deg)": layers.arcface(np.pi / 2),
        "arcface_easy": layers.arcface_easy(),
        "cosface": layers.cosface(),
        "combined": layers.combined(),
        "combined(m1: 1.35, m2: 0rad)": layers.combined(1.35, 0.0),
    }
    for name, margin in margins.items():
        cases.add(name, over_cosine(margin), scale=lambda weights: 8.0, spec=scaled)
        cases.add(name, over_cosine(margin), smoothing=0.1)
    for m in [1, 2, 3, 4]:
        lam = max(0, 1000 * (1 + 2.5e-5 * 20000) ** -35)
        cases.add(f"l_softmax({m})", over_cosine(layers.l_softmax(m, lam)), magnitude=lambda x, w: x * w,
                  spec={"line": "@angle(cos) @magnitude(linear_weighted)", "step": 20000})
        cases.add(f"l_softmax({m}, base: 0, raw: true)", lambda own: torch.cos(m * own.theta))
        for step in [1, 500, 100000]:
            lam = max(5, 1000 / (1 + 0.12 * step))
            cases.add(f"a_softmax({m})", over_cosine(layers.l_softmax(m, lam)), magnitude=lambda x, w: x,
                      spec={"line": "@angle(cos) @magnitude(linear)", "step": step})


def own_margins(cases):
    log = layers.log(0.3)
    over_log = {"line": "@angle(log(m: 0.3rad))"}
    cases.add("additive", lambda own: own.g - 0.35, angle=log, spec=over_log)

    def moving(own):
        t = (0.1 * own.c.mean() + 0.9 * 0.4).detach()
        steep = torch.log(torch.where(own.theta > 1, torch.ones_like(own.theta), own.theta))
        return own.g - t - steep

    cases.add("moving", moving, angle=log, spec=over_log | {"declarations": MOVING, "state": {"loss/0/margin.t": 0.4}})
    cases.add("learned", lambda own: own.c - (0.1 + own.weights["loss/0/margin.m"].abs()) * own.x / (1 + own.w),
              spec={"declarations": LEARNED}, weights={"loss/0/margin.m": np.array(-0.3)})


def gradients_and_scales(cases):
    for name, margin in {"arcface": layers.arcface(), "cosface": layers.cosface()}.items():
        cases.add(name, over_cosine(margin), detached=True, spec={"line": "@angle(cos) @grad(detached)"})
    cases.add("additive", lambda own: own.g - 0.35, angle=layers.log(), magnitude=lambda x, w: x, detached=True,
              spec={"line": "@angle(log) @grad(detached) @magnitude(linear)"})
    cases.add("cosface", over_cosine(layers.cosface()), scale=lambda weights: weights["classifier/scale"].abs() + 0.01,
              spec={"line": "@angle(cos) @scale(10, learn: true, min: 0.01)"}, weights={"classifier/scale": np.array(9.0)})
    cases.add("cosface", over_cosine(layers.cosface()), scale=lambda weights: weights["classifier/scale"],
              spec={"line": "@angle(cos) @scale(auto, learn: true)"}, weights={"classifier/scale": np.array(-2.0)})
    cases.add("cosface", over_cosine(layers.cosface()), scale=lambda weights: 2**0.5 * np.log(CLASSES - 1),
              spec={"line": "@angle(cos) @scale(auto)"})


def generate(folder):
    cases = Cases()
    for group in [library, own_margins, gradients_and_scales]:
        group(cases)
    metadata = {"torch": torch.__version__.split("+")[0], "cases": json.dumps(cases.cases)}
    save_file(cases.arrays, f"{folder}/margins.safetensors", metadata)
