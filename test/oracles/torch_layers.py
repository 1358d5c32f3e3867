"""Layers in PyTorch, float64, with images as [N, H, W, C] and filters as [H, W, in, out]."""

import math

import torch
import torch.nn.functional as F


def same(size, kernel, stride):
    """Zeros before and after one axis, as TensorFlow documents SAME."""
    total = max((math.ceil(size / stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


def channels_first(x, kernel, stride, rule, value=0.0):
    """[N, H, W, C] to [N, C, H, W], padded for SAME; and what is left for PyTorch itself to pad."""
    images = x.permute(0, 3, 1, 2)
    if rule == "same":
        top, bottom = same(x.shape[1], kernel[0], stride[0])
        left, right = same(x.shape[2], kernel[1], stride[1])
        images = F.pad(images, (left, right, top, bottom), value=value)
    return images, (kernel[0] // 2, kernel[1] // 2) if rule == "same_torch" else 0


def conv(x, filter, stride=(1, 1), rule="same", bias=None):
    images, padding = channels_first(x, filter.shape[:2], stride, rule)
    return F.conv2d(images, filter.permute(3, 2, 0, 1), bias, stride, padding).permute(0, 2, 3, 1)


def angles(dot, input_energy, filter_energy, eps=1e-4, clip=1e-6):
    cosine = dot / torch.sqrt(input_energy + eps) / torch.sqrt(filter_energy + eps)
    return torch.acos(torch.clamp(cosine, -1 + clip, 1 - clip))


def angconv(x, filter, function, stride=(1, 1), rule="same", **norm):
    """The patch norm is taken over all channels at once, by a convolution of the squares with ones."""
    patch_energy = conv(x * x, torch.ones_like(filter[..., :1]), stride, rule)
    return function(angles(conv(x, filter, stride, rule), patch_energy, (filter * filter).sum((0, 1, 2)), **norm))


def angfc(x, filter, function, **norm):
    return function(angles(x @ filter, (x * x).sum(1, keepdim=True), (filter * filter).sum(0), **norm))


def max_pool(x, window, stride=None, rule="valid"):
    stride = stride or window
    images, padding = channels_first(x, window, stride, rule, -math.inf)
    return F.max_pool2d(images, window, stride, padding).permute(0, 2, 3, 1)


def avg_pool(x, window, stride=None, rule="valid"):
    """Divides by the number of pixels inside the image."""
    stride = stride or window
    if rule == "same":
        sums, inside = (channels_first(value, window, stride, rule)[0] for value in (x, torch.ones_like(x)))
        means = F.avg_pool2d(sums, window, stride) / F.avg_pool2d(inside, window, stride)
    else:
        images, padding = channels_first(x, window, stride, rule)
        means = F.avg_pool2d(images, window, stride, padding, count_include_pad=False)
    return means.permute(0, 2, 3, 1)


def prelu(x, slope):
    return torch.where(x > 0, x, x * slope)


class BatchNorm:
    """Biased variance, also in the running statistics; these begin at 0 and are corrected for that when read."""

    def __init__(self, channels, eps=1e-3, decay=0.99):
        self.eps, self.decay, self.steps = eps, decay, 0
        self.mean = torch.zeros(channels, dtype=torch.float64)
        self.variance = torch.zeros(channels, dtype=torch.float64)

    def __call__(self, x, gamma, beta, training):
        if training:
            axes = tuple(range(x.dim() - 1))
            mean, variance = x.mean(axes), x.var(axes, unbiased=False)
            self.mean = self.decay * self.mean + (1 - self.decay) * mean.detach()
            self.variance = self.decay * self.variance + (1 - self.decay) * variance.detach()
            self.steps += 1
        elif self.steps == 0:
            mean, variance = torch.zeros_like(self.mean), torch.ones_like(self.variance)
        else:
            share = 1 - self.decay**self.steps
            mean, variance = self.mean / share, self.variance / share
        return (x - mean) / torch.sqrt(variance + self.eps) * gamma + beta


def log(m=0.0):
    return lambda theta: -torch.log(theta + m)


def inverse(eps=0.0):
    return lambda theta: 1 / (theta + eps)


def linear(theta):
    return 1 - 2 * theta / math.pi


def squared_cosine(theta):
    return torch.sign(torch.cos(theta)) * torch.cos(theta) ** 2


def sigmoid(k=0.3):
    """SphereNet's formula as it is printed there, with exponentials."""
    edge = math.exp(-math.pi / (2 * k))

    def function(theta):
        power = torch.exp(theta / k - math.pi / (2 * k))
        return (1 + edge) / (1 - edge) * (1 - power) / (1 + power)

    return function
