"""The largest relative errors of elementwise functions as polynomials of f32, found by trying numbers, as JSON.

    .venv-oracles/bin/python scripts/approximations/exhaustive.py [STRIDE [NAME...]]

Tries every STRIDE-th f32 of the range of each function; without a stride all of them, which takes some minutes for
each. The range is [-1, 1] for acos and asin, [-200, 200] for sin, cos and tan, all numbers for atan, and the positive
normal ones for ln. Each is computed twice: with every product and sum rounded, and with sums of products
contracted to one rounding, as compilers do where the processor can. The truth is numpy's, in float64.
"""
import json
import sys

import numpy as np

from coefficients import coefficients

CHUNK = 1 << 20
F32 = np.float32
ONE, TWO_HUNDRED, INFINITY, SMALLEST_NORMAL = 0x3F800000, 0x43480000, 0x7F800000, 0x00800000
CONSTANTS = ("ACOS", "ASIN", "ATAN", "COS", "HALF_PI", "LN", "SIN")
ACOS, ASIN, ATAN, COS, HALF_PI, LN, SIN = ([F32(c) for c in coefficients(name)] for name in CONSTANTS)


def rounded(a, b, c):
    return a * b + c


def contracted(a, b, c):
    """Rounded once: float64 holds the product of two f32 exactly."""
    return F32(np.float64(a) * b + np.float64(c))


def horner(coefficients_of, x, multiply_add):
    total = np.full_like(x, coefficients_of[-1])
    for coefficient in coefficients_of[-2::-1]:
        total = multiply_add(total, x, coefficient)
    return total


def acos(x, multiply_add):
    t = F32(1) - abs(x)
    root, ratio = np.sqrt(t), horner(ACOS, t, multiply_add)
    return np.where(x < 0, multiply_add(-root, ratio, F32(np.pi)), root * ratio)


def asin(x, multiply_add):
    size = abs(x)
    square = np.where(size <= F32(0.5), x * x, (F32(1) - size) * F32(0.5))
    s = np.where(size <= F32(0.5), x, np.sqrt(square))
    arc = multiply_add(s, square * horner(ASIN, square, multiply_add), s)
    rest = multiply_add(arc, F32(-2), F32(np.pi / 2))
    return np.where(size <= F32(0.5), arc, np.where(x < 0, -rest, rest))


def atan(x, multiply_add):
    size = abs(x)
    small, large = size <= F32(np.sqrt(2) - 1), size > F32(np.sqrt(2) + 1)
    s = np.where(small, x, np.where(large, F32(-1), size - F32(1)) / np.where(large, size, size + F32(1)))
    offset, ratio = np.where(large, F32(np.pi / 2), F32(np.pi / 4)), horner([F32(1), *ATAN], s * s, multiply_add)
    total = multiply_add(s, ratio, offset)
    return np.where(small, s * ratio, np.where(x < 0, -total, total))


def trigonometric(x, multiply_add):
    turns = np.floor(multiply_add(x, F32(2 / np.pi), F32(0.5)))
    r = x
    for part in HALF_PI:
        r = multiply_add(-turns, part, r)
    sine = r * horner([F32(1), *SIN], r * r, multiply_add)
    cosine = horner([F32(1), F32(-0.5), *COS], r * r, multiply_add)
    return turns.astype(np.int32), sine, cosine


def sine_of_quarters(quarters, sine, cosine):
    value = np.where(quarters & 1 != 0, cosine, sine)
    return np.where(quarters & 2 != 0, -value, value)


def sin(x, multiply_add):
    return sine_of_quarters(*trigonometric(x, multiply_add))


def cos(x, multiply_add):
    quarters, sine, cosine = trigonometric(x, multiply_add)
    return sine_of_quarters(quarters + 1, sine, cosine)


def tan(x, multiply_add):
    quarters, sine, cosine = trigonometric(x, multiply_add)
    odd = quarters & 1 != 0
    return np.where(odd, -cosine, sine) / np.where(odd, sine, cosine)


def ln(x, multiply_add):
    bits = x.view(np.int32)
    exponent = (bits - np.int32(0x3F2AAAAB)) & np.int32(-0x800000)
    f = (bits - exponent).view(F32) - F32(1)
    fraction = multiply_add(f * f, horner(LN, f, multiply_add), f)
    return multiply_add(exponent.astype(F32), F32(np.log(2) * 2**-23), fraction)


def largest_error(approximation, truth, first, last, stride):
    largest = 0.0
    for start in range(first, last, CHUNK * stride):
        x = np.arange(start, min(last, start + CHUNK * stride), stride, dtype=np.uint32).view(F32)
        for signed in (x,) if approximation is ln else (x, -x):
            true = truth(signed.astype(np.float64))
            for multiply_add in (rounded, contracted):
                error = abs(approximation(signed, multiply_add) - true)
                # Where the truth is 0, at 1, no error is allowed.
                relative = np.divide(error, abs(true), where=true != 0, out=np.where(error > 0, np.inf, 0.0))
                largest = max(largest, float(relative.max()))
    return largest


RANGES = {
    "acos": (acos, np.arccos, 0, ONE + 1),
    "asin": (asin, np.arcsin, SMALLEST_NORMAL, ONE + 1),
    "atan": (atan, np.arctan, SMALLEST_NORMAL, INFINITY),
    "sin": (sin, np.sin, SMALLEST_NORMAL, TWO_HUNDRED + 1),
    "cos": (cos, np.cos, SMALLEST_NORMAL, TWO_HUNDRED + 1),
    "tan": (tan, np.tan, SMALLEST_NORMAL, TWO_HUNDRED + 1),
    "ln": (ln, np.log, SMALLEST_NORMAL, INFINITY),
}
stride = int(sys.argv[1]) if len(sys.argv) > 1 else 1
names = sys.argv[2:] or RANGES
print(json.dumps({name: largest_error(*RANGES[name], stride) for name in names}))
