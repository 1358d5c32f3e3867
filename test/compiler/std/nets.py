"""Writes nets.json: parameters and shapes of the library's nets, built again in PyTorch with plain layers.

Needs: pip install torch. Run: python nets.py
"""

import json
import pathlib

import torch
from torch import nn


def unit(cin, cout, kernel, stride=1):
    return [nn.Conv2d(cin, cout, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(cout)]


class Residual(nn.Module):
    def __init__(self, cin, body, cout, stride):
        super().__init__()
        self.body = nn.Sequential(*body)
        same = cin == cout and stride == 1
        self.shortcut = nn.Sequential() if same else nn.Sequential(*unit(cin, cout, 1, stride))

    def forward(self, x):
        return torch.relu(self.body(x) + self.shortcut(x))


def residual(cin, channels, stride=1):
    body = [*unit(cin, channels, 3, stride), nn.ReLU(), *unit(channels, channels, 3)]
    return Residual(cin, body, channels, stride)


def bottleneck(cin, channels, stride=1, expansion=4):
    wide = expansion * channels
    body = [*unit(cin, channels, 1), nn.ReLU(), *unit(channels, channels, 3, stride), nn.ReLU(), *unit(channels, wide, 1)]
    return Residual(cin, body, wide, stride)


def resnet(n, width, classes):
    layers, cin = unit(3, width, 3), width
    for stage in range(3):
        for block in range(n):
            layers.append(residual(cin, width << stage, 2 if stage > 0 and block == 0 else 1))
            cin = width << stage
    pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
    return nn.Sequential(*layers, pool, nn.Linear(cin, classes, bias=False))


def vgg9(width, features, classes):
    layers, cin = [], 3
    for stage in range(3):
        for _ in range(3):
            layers += [*unit(cin, width << stage, 3), nn.ReLU()]
            cin = width << stage
        layers.append(nn.MaxPool2d(2))
    head = [nn.Flatten(), nn.Linear(cin * 16, features, bias=False), nn.BatchNorm1d(features)]
    return nn.Sequential(*layers, *head, nn.Linear(features, classes, bias=False))


def lenet(features, classes):
    return nn.Sequential(
        nn.Conv2d(1, 20, 5), nn.MaxPool2d(2), nn.PReLU(20), nn.Conv2d(20, 50, 5), nn.MaxPool2d(2), nn.PReLU(50),
        nn.Flatten(), nn.Linear(50 * 16, 500), nn.PReLU(500), nn.Linear(500, features),
        nn.Linear(features, classes, bias=False))


def lenet_plus_plus(features, classes):
    layers, cin = [], 1
    for filters, pool in [(32, 2), (64, 2), (128, 3)]:
        for _ in range(2):
            layers += [nn.Conv2d(cin, filters, 5, padding=2), nn.PReLU(filters)]
            cin = filters
        layers.append(nn.MaxPool2d(pool, 2))
    head = [nn.Flatten(), nn.Linear(128 * 9, features), nn.PReLU(features), nn.Linear(features, classes, bias=False)]
    return nn.Sequential(*layers, *head)


COLOUR, GREY = (3, 32, 32), (1, 28, 28)
NETS = [
    ("resnet", "ResNet(n: 3, width: 16, classes: 10)", resnet(3, 16, 10), COLOUR),
    ("resnet", "ResNet", resnet(5, 96, 100), COLOUR),
    ("vgg", "VGG9", vgg9(64, 256, 100), COLOUR),
    ("vgg", "VGG9(width: 8, features: 5, classes: 3)", vgg9(8, 5, 3), COLOUR),
    ("lenet", "LeNet", lenet(2, 10), GREY),
    ("lenet", "LeNetPlusPlus(features: 3, classes: 7)", lenet_plus_plus(3, 7), GREY),
    ("resnet", "residual(8, stride: 2)", nn.Sequential(residual(3, 8, 2)), (3, 9, 9)),
    ("resnet", "residual(3)", nn.Sequential(residual(3, 3)), (3, 9, 9)),
    ("resnet", "bottleneck(4)", nn.Sequential(bottleneck(3, 4)), (3, 9, 9)),
    ("resnet", "bottleneck(2, stride: 2, expansion: 3)", nn.Sequential(bottleneck(3, 2, 2, 3)), (3, 9, 9)),
]


def describe(file, call, net, shape):
    net.eval()
    x, sizes = torch.zeros(1, *shape), []
    for layer in net:
        x = layer(x)
        sizes.append(list(x.shape[1:]))
    last = [size[1:] + size[:1] for size in sizes]
    parameters = sum(weight.numel() for weight in net.parameters())
    return {"file": file, "call": call, "input": [*shape[1:], shape[0]], "parameters": parameters, "output": last[-1],
            "shapes": sorted({tuple(size) for size in last})}


found = [describe(*net) for net in NETS]
text = ",\n".join(json.dumps(one) for one in found)
pathlib.Path(__file__).with_suffix(".json").write_text(f"[\n{text}\n]\n")
