"""The largest relative errors of acos and ln as polynomials of f32, found by trying numbers, as JSON.

    .venv-oracles/bin/python scripts/approximations/exhaustive.py [STRIDE]

Tries every STRIDE-th f32 of [-1, 1] for acos and every STRIDE-th positive normal one for ln; without a stride all of
them, which takes some minutes. Each is computed twice: with every product and sum rounded, and with sums of products
contracted to one rounding, as compilers do where the processor can. The truth is numpy's, in float64.
"""
import json
import sys

import numpy as np

from coefficients import coefficients

CHUNK = 1 << 20
F32 = np.float32
ONE, INFINITY, SMALLEST_NORMAL = 0x3F800000, 0x7F800000, 0x00800000
ACOS, LN = ([F32(c) for c in coefficients(name)] for name in ("ACOS", "LN"))


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
        for signed in (x, -x) if approximation is acos else (x,):
            true = truth(signed.astype(np.float64))
            for multiply_add in (rounded, contracted):
                error = abs(approximation(signed, multiply_add) - true)
                # Where the truth is 0, at 1, no error is allowed.
                relative = np.divide(error, abs(true), where=true != 0, out=np.where(error > 0, np.inf, 0.0))
                largest = max(largest, float(relative.max()))
    return largest


stride = int(sys.argv[1]) if len(sys.argv) > 1 else 1
print(
    json.dumps(
        {
            "acos": largest_error(acos, np.arccos, 0, ONE + 1, stride),
            "ln": largest_error(ln, np.log, SMALLEST_NORMAL, INFINITY, stride),
        }
    )
)
