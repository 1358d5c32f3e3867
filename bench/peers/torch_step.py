"""Milliseconds and memory per training step in PyTorch, or per batch of predictions: the networks of bench/specs, on random data.

python3 torch_step.py lenet-angular|resnet32-plain|resnet32-angular [--batch 128] [--widths 16,32,64] [--steps 30] [--compile]
                 [--bf16] [--predict] [--angle half_sine|double_cosine|tangent]
Prints one line of JSON. Needs: pip install torch
"""

import argparse
import json
import math
import statistics
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

EPS, CLIP = 1e-4, 1e-6


# Those of bench/specs/angles.ang.
ANGLES = {
    "half_sine": lambda theta: 1 - torch.sin(theta / 2).square(),
    "double_cosine": lambda theta: torch.cos(2 * theta),
    "tangent": lambda theta: torch.tan((math.pi / 2 - theta) / 1.5),
}


def log_angle(offset):
    return lambda theta: -torch.log(theta + offset)


def angular(function, dot, input_energy, filter_energy):
    cosine = dot.float() * torch.rsqrt(input_energy + EPS) * torch.rsqrt(filter_energy + EPS)
    return function(torch.acos(cosine.clamp(CLIP - 1, 1 - CLIP)))


class AngularClassifier(nn.Module):
    def __init__(self, features, classes, function):
        super().__init__()
        self.filter = nn.Parameter(torch.randn(classes, features) * math.sqrt(2 / features))
        self.function = function

    def forward(self, x):
        energies = x.square().sum(1, keepdim=True), self.filter.square().sum(1)
        return angular(self.function, F.linear(x, self.filter), *energies)


class AngularConvolution(nn.Conv2d):
    """The patches' norms come from one box filter over the squares summed over channels."""

    def __init__(self, *sizes, function, **options):
        super().__init__(*sizes, bias=False, **options)
        self.function = function
        self.register_buffer("box", torch.ones(1, 1, *self.kernel_size))

    def forward(self, x):
        energy = F.conv2d(x.square().sum(1, keepdim=True), self.box, stride=self.stride, padding=self.padding)
        filters = self.weight.square().sum((1, 2, 3)).view(1, -1, 1, 1)
        return angular(self.function, super().forward(x), energy, filters)


def lenet(function):
    return nn.Sequential(
        *(nn.Conv2d(1, 20, 5), nn.MaxPool2d(2), nn.PReLU()),
        *(nn.Conv2d(20, 50, 5), nn.MaxPool2d(2), nn.PReLU()),
        *(nn.Flatten(), nn.Linear(800, 500), nn.PReLU(), nn.Linear(500, 2)),
        AngularClassifier(2, 10, function or log_angle(0.3)),
    )


class Residual(nn.Module):
    def __init__(self, conv3, inputs, filters, stride):
        super().__init__()
        self.main = nn.Sequential(
            *(conv3(inputs, filters, stride), nn.BatchNorm2d(filters), nn.ReLU()),
            *(conv3(filters, filters, 1), nn.BatchNorm2d(filters)),
        )
        self.shortcut = nn.Sequential()
        if stride != 1 or inputs != filters:
            self.shortcut.append(nn.Conv2d(inputs, filters, 1, stride, bias=False))
            self.shortcut.append(nn.BatchNorm2d(filters))

    def forward(self, x):
        return torch.relu(self.main(x) + self.shortcut(x))


def resnet32(is_angular, widths, function):
    def conv3(inputs, filters, stride):
        if is_angular:
            return AngularConvolution(inputs, filters, 3, stride=stride, padding=1, function=function or log_angle(0.1))
        return nn.Conv2d(inputs, filters, 3, stride=stride, padding=1, bias=False)

    inputs = widths[0]
    net = nn.Sequential(conv3(3, inputs, 1), nn.BatchNorm2d(inputs), nn.ReLU())
    for stage, filters in enumerate(widths):
        for block in range(5):
            net.append(Residual(conv3, inputs, filters, 2 if stage > 0 and block == 0 else 1))
            inputs = filters
    return net.extend([nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, 100)])


def resident(field):
    """A line of this process's status in KiB: what lies in memory now, or the most that did so."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(field))
    return int(line.split()[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=["lenet-angular", "resnet32-plain", "resnet32-angular"])
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--widths", default="16,32,64")
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--predict", action="store_true", help="predictions instead of training steps")
    parser.add_argument("--bf16", action="store_true", help="autocast to bfloat16")
    parser.add_argument("--angle", choices=list(ANGLES), help="another angle function than the net's own")
    options = parser.parse_args()
    torch.manual_seed(0)
    small = options.name == "lenet-angular"
    widths = [int(width) for width in options.widths.split(",")]
    function = ANGLES.get(options.angle)
    net = lenet(function) if small else resnet32(options.name.endswith("angular"), widths, function)
    net = net.to(memory_format=torch.channels_last)
    shape, classes = ((1, 28, 28), 10) if small else ((3, 32, 32), 100)
    x = torch.randn(options.batch, *shape).to(memory_format=torch.channels_last)
    y = torch.randint(0, classes, (options.batch,))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
    forward = torch.compile(net) if options.compile else net

    def step():
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
            logits = forward(x)
        F.cross_entropy(logits.float(), y).backward()
        optimizer.step()

    def predict():
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
            forward(x).float()

    if options.predict:
        net.eval()
    before = resident("VmRSS")
    milliseconds = []
    for number in range(5 + options.steps):
        if number == 5:
            # Makes the most that was held so far forgotten.
            Path("/proc/self/clear_refs").write_text("5")
        start = time.perf_counter()
        predict() if options.predict else step()
        if number >= 5:
            milliseconds.append((time.perf_counter() - start) * 1000)
    result = {
        "name": options.name,
        "peer": f"PyTorch {torch.__version__.split('+')[0]}{' compiled' if options.compile else ' eager'}{' bf16' if options.bf16 else ''}",
        "angle": options.angle,
        "batch": options.batch,
        "min_ms": round(min(milliseconds), 2),
        "median_ms": round(statistics.median(milliseconds), 2),
        "peak_mib": round((resident("VmHWM") - before) / 1024),
        "threads": torch.get_num_threads(),
    }
    print(json.dumps(result))


main()
