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


class Angular:
    """What an angular layer's output is made of."""

    def __init__(self, dot, input_energy, filter_energy, eps=1e-4, clip=1e-6):
        self.x, self.w = torch.sqrt(input_energy + eps), torch.sqrt(filter_energy + eps)
        self.cosine = dot / self.x / self.w
        self.theta = torch.acos(torch.clamp(self.cosine, -1 + clip, 1 - clip))

    def output(self, function, magnitude=None, detached=False):
        """`magnitude` is a function of both norms."""
        g = function(self.theta)
        if detached:
            g = self.cosine + (g - self.cosine).detach()
        return g if magnitude is None else magnitude(self.x, self.w) * g


def conv_angles(x, filter, stride=(1, 1), rule="same", **norm):
    """The patch norm is taken over all channels at once, by a convolution of the squares with ones."""
    patch_energy = conv(x * x, torch.ones_like(filter[..., :1]), stride, rule)
    return Angular(conv(x, filter, stride, rule), patch_energy, (filter * filter).sum((0, 1, 2)), **norm)


def fc_angles(x, filter, **norm):
    return Angular(x @ filter, (x * x).sum(1, keepdim=True), (filter * filter).sum(0), **norm)


def angconv(x, filter, function, stride=(1, 1), rule="same", **norm):
    return conv_angles(x, filter, stride, rule, **norm).output(function)


def angfc(x, filter, function, **norm):
    return fc_angles(x, filter, **norm).output(function)


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


def layer_norm(x, gamma, beta, eps=1e-5):
    """Over all values of an example, with a factor and a shift for each channel: PyTorch calls that one group."""
    return F.group_norm(x.movedim(-1, 1), 1, gamma, beta, eps).movedim(1, -1)


def weight_norm(filter, gain):
    """Filters lie along the last axis."""
    return torch._weight_norm(filter, gain.reshape(*[1] * (filter.dim() - 1), -1), filter.dim() - 1)


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


def learned_sigmoid(k):
    """`k` is the weight, one for each filter."""
    steepness = torch.abs(k) + 0.05

    def function(theta):
        edge = torch.exp(-math.pi / (2 * steepness))
        power = torch.exp(theta / steepness - math.pi / (2 * steepness))
        return (1 + edge) / (1 - edge) * (1 - power) / (1 + power)

    return function


def seg(x, rho, alpha, beta):
    return torch.where(x <= rho, alpha * x, beta * x + (alpha - beta) * rho)


MAGNITUDES = {
    "sphere(alpha: 2)": lambda x, w: 2,
    "ball(rho: 3, alpha: 2)": lambda x, w: 2 * torch.clamp(x, max=3) / 3,
    "tanh(rho: 3, alpha: 2)": lambda x, w: 2 * torch.tanh(x / 3),
    "linear(alpha: 2)": lambda x, w: 2 * x,
    "seg(rho: 3)": lambda x, w: seg(x, 3, 1, 0.5),
    "log(alpha: 2)": lambda x, w: 2 * torch.log(1 + x),
    "mix": lambda x, w: x + 0.5 * torch.log(1 + x),
    "sphere_weighted": lambda x, w: w,
    "ball_weighted(rho: 3)": lambda x, w: w * torch.clamp(x, max=3) / 3,
    "tanh_weighted(rho: 3)": lambda x, w: torch.tanh(x / 3) * torch.tanh(w / 3),
    "linear_weighted": lambda x, w: x * w,
    "log_weighted": lambda x, w: w * torch.log(1 + x),
}

LEARNED_MAGNITUDES = {
    "ball_learned": lambda x, rho: torch.minimum(x, rho) / rho,
    "tanh_learned": lambda x, rho: torch.tanh(x / rho),
    "seg_learned": lambda x, rho: seg(x, rho, 1, 0.5),
}


class LearnedRadius:
    """rho = (r² + 1e-4) · E|x|; E|x| is the mean of a batch, in evaluation its running average, corrected like BatchNorm's."""

    def __init__(self, shape, decay=0.999):
        self.shape, self.decay, self.steps, self.average = shape, decay, 0, 0.0

    def __call__(self, r, training=True):
        def magnitude(x, w):
            mean = x.mean() if training else self.average / (1 - self.decay**self.steps) if self.steps else 1.0
            if training:
                self.steps += 1
                self.average = self.decay * self.average + (1 - self.decay) * mean.item()
            return self.shape(x, (r * r + 1e-4) * mean)

        return magnitude


# Margins: functions of the cosine and the angle of the own class.


def arcface(m=0.5):
    return lambda c, theta: torch.where(c > math.cos(math.pi - m), torch.cos(theta + m), c - m * math.sin(m))


def arcface_easy(m=0.5):
    return lambda c, theta: torch.where(c > 0, torch.cos(theta + m), c)


def cosface(m=0.35):
    return lambda c, theta: c - m


def combined(m1=1.0, m2=0.3, m3=0.2):
    return lambda c, theta: torch.cos(m1 * theta + m2) - m3


def l_softmax(m, lam):
    """cos(m theta) by the expansion in powers of the cosine, as the authors' code has it."""
    powers = {
        1: lambda c: c,
        2: lambda c: 2 * c**2 - 1,
        3: lambda c: 4 * c**3 - 3 * c,
        4: lambda c: 8 * c**4 - 8 * c**2 + 1,
    }

    def margin(c, theta):
        k = sum((c <= math.cos(i * math.pi / m)).double() for i in range(1, m))
        psi = (-1) ** k * powers[m](c) - 2 * k
        return (lam * c + psi) / (1 + lam)

    return margin
