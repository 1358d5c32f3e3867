"""Proves bounds for the relative errors of acos and ln as polynomials of f32, and prints them as JSON.

    .venv-oracles/bin/python scripts/approximations/bounds.py

`polynomial` is how far the polynomials are from the functions, bounded in exact arithmetic: the difference from the
function's power series, cut off where what follows is negligible, is a polynomial itself, and its Taylor expansion
bounds it on short pieces. `total` adds rounding, by a running error analysis on short pieces. That takes every
operation as rounded, by up to u = 2^-24 of its result, so it holds whichever products and sums a compiler contracts
to one operation. Its own arithmetic is float64; SLACK covers that, and products of two errors.
"""
import json
from fractions import Fraction
from math import comb, isqrt, log, pi

import numpy as np

from coefficients import coefficients

U = 2.0**-24
SLACK = 1 + 1e-5
TERMS = 44
PIECES = 128
PI_F32 = float(np.float32(pi))
LN2_OF_EXPONENT = float(np.float32(log(2) * 2**-23)) * 2**23


def largest_on_pieces(polynomial, low, high):
    """Pieces of [low, high], and an upper bound of |polynomial| on each, in exact arithmetic."""
    half = Fraction(high - low) / (2 * PIECES)
    for piece in range(PIECES):
        centre = low + half * (2 * piece + 1)
        shifted, bound = list(polynomial), Fraction(0)
        for order in range(len(shifted)):
            # Synthetic division: what is left over is the next Taylor coefficient at the centre.
            for index in range(len(shifted) - 2, order - 1, -1):
                shifted[index] += centre * shifted[index + 1]
            bound += abs(shifted[order]) * half**order
        yield centre - half, centre + half, bound


def difference(coefficients_of, series):
    own = [Fraction(c) for c in coefficients_of] + [Fraction(0)] * (len(series) - len(coefficients_of))
    return [a - b for a, b in zip(own, series)]


def acos_polynomial_error(own):
    """acos(1-t)/sqrt(t) = sqrt(2) (1 + t/12 + ...): every term is positive, and less than half of the one before."""
    root = Fraction(isqrt(2 * 10**60), 10**30)
    series = [root * Fraction(comb(2 * k, k), 4**k * (2 * k + 1) * 2**k) for k in range(TERMS)]
    # What the series lacks, and what the root of 2 lacks, which is less than 1e-30 of the sum, which is below 2.
    beyond = 2 * series[-1] + Fraction(2, 10**30)
    pieces = largest_on_pieces(difference(own, series), Fraction(0), Fraction(1))
    return float(max((bound + beyond) / (root * (1 + low / 12)) for low, _, bound in pieces))


def ln_polynomial_error(own):
    """(ln(1+f)-f)/f^2 = -1/2 + f/3 - ...; ln(1+f)/f is at least 1 - f/2, so that is what f times the error is of."""
    series = [Fraction((-1) ** (k + 1), k + 2) for k in range(TERMS)]
    third = Fraction(1, 3)
    beyond = 2 * third**TERMS
    pieces = largest_on_pieces(difference(own, series), -third, third)
    return float(max(max(abs(a), abs(b)) * (bound + beyond) / (1 - b / 2) for a, b, bound in pieces))


def horner(own, low, high):
    """What the polynomial can be for x in [low, high], and how far rounding takes it from there."""
    least = greatest = np.full_like(low, own[-1])
    error, reach = np.zeros_like(low), np.maximum(abs(low), abs(high))
    for coefficient in reversed(own[:-1]):
        corners = [least * low, least * high, greatest * low, greatest * high]
        least, greatest = np.minimum.reduce(corners), np.maximum.reduce(corners)
        error = error * reach
        error = error + U * (np.maximum(abs(least), abs(greatest)) + error)
        least, greatest = least + coefficient, greatest + coefficient
        error = error + U * (np.maximum(abs(least), abs(greatest)) + error)
    return least, greatest, error


def acos_total(own, polynomial_error):
    edges = np.linspace(0, 1, 4097)
    low, high = edges[:-1], edges[1:]
    least, _, error = horner(own, low, high)
    # t = 1-|x| is exact up to 1/2. The angle changes by tan(angle/2)/angle, at most 2/pi, times as much as t.
    of_t = np.where(low < 0.5, 0, U * 2 / pi)
    # The root and the product are rounded.
    positive = (polynomial_error + error / least + of_t + 2 * U) * SLACK
    angle = np.arccos(1 - high)
    negative = ((abs(PI_F32 - pi) + angle * positive) / (pi - angle) + U) * SLACK
    return float(max(positive.max(), negative.max()))


def ln_total(own, polynomial_error):
    # f is 0 or at least one unit in the last place below 1.
    sizes = np.geomspace(U, 1 / 3, 4097)
    low = np.concatenate([-sizes[1:], sizes[:-1]])
    high = np.concatenate([-sizes[:-1], sizes[1:]])
    least, greatest, error = horner(own, low, high)
    reach = np.maximum(abs(low), abs(high))
    logarithms = abs(np.log1p(low)), abs(np.log1p(high))
    # The square and the product are rounded, then the sum with f, which is exact itself.
    product = np.maximum(abs(least), abs(greatest)) * reach**2
    rounded = reach**2 * error + 2 * U * product + U * np.maximum(*logarithms)
    fraction = (rounded + polynomial_error * np.maximum(*logarithms)) * SLACK
    near_1 = (fraction / np.minimum(*logarithms)).max()
    elsewhere = 0
    for exponent in [*range(-126, 0), *range(1, 129)]:
        result = np.minimum(abs(exponent * log(2) + np.log1p(low)), abs(exponent * log(2) + np.log1p(high)))
        of_exponent = abs(exponent) * (log(2) * U + abs(LN2_OF_EXPONENT - log(2)))
        elsewhere = max(elsewhere, (((fraction + of_exponent) / result + U) * SLACK).max())
    return float(max(near_1, elsewhere))


ACOS, LN = coefficients("ACOS"), coefficients("LN")
acos_error, ln_error = acos_polynomial_error(ACOS), ln_polynomial_error(LN)
print(
    json.dumps(
        {
            "acos": {"polynomial": acos_error, "total": acos_total(ACOS, acos_error)},
            "ln": {"polynomial": ln_error, "total": ln_total(LN, ln_error)},
        }
    )
)
