"""Proves bounds for the relative errors of elementwise functions as polynomials of f32, and prints them as JSON.

    .venv-oracles/bin/python scripts/approximations/bounds.py

`polynomial` is how far the polynomials are from the functions, bounded in exact arithmetic: the difference from the
function's power series, cut off where what follows is negligible, is a polynomial itself, and its Taylor expansion
bounds it on short pieces. `total` adds rounding, by a running error analysis on short pieces. That takes every
operation as rounded, by up to u = 2^-24 of its result, so it holds whichever products and sums a compiler contracts
to one operation. Its own arithmetic is float64; SLACK covers that, and products of two errors.
"""
import json
from fractions import Fraction
from math import comb, factorial, isqrt, log, pi, tan

import numpy as np
from mpmath import mp

from coefficients import coefficients

U = 2.0**-24
SLACK = 1 + 1e-5
TERMS = 44
PIECES = 128
PI_F32 = float(np.float32(pi))
HALF_PI_F32, QUARTER_PI_F32 = float(np.float32(pi / 2)), float(np.float32(pi / 4))
# What is left after quarter turns, at most: which turn is nearest is decided in f32, within 2.4e-5 turns of the middle.
TURN = pi / 4 + 1e-4
MOST_TURNS = 127
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


def odd_polynomial_error(own, series, highest, least):
    """function(s) = s (1 + z f(z)) for z = s^2 up to `highest`, where function(s)/s is at least `least`."""
    pieces = largest_on_pieces(difference(own, series), Fraction(0), Fraction(highest))
    # What follows the series is smaller than its last term, since each term is less than half of the one before.
    beyond = abs(series[-1]) * Fraction(highest) ** (len(series) - 1)
    return float(max(high * (bound + beyond) for _, high, bound in pieces)) / least


def sin_polynomial_error(own):
    series = [Fraction((-1) ** (k + 1), factorial(2 * k + 3)) for k in range(TERMS)]
    return odd_polynomial_error(own, series, TURN**2, float(np.sin(TURN)) / TURN)


def cos_polynomial_error(own):
    """cos(r) = 1 - z/2 + z^2 f(z) for z = r^2."""
    series = [Fraction((-1) ** k, factorial(2 * k + 4)) for k in range(TERMS)]
    pieces = largest_on_pieces(difference(own, series), Fraction(0), Fraction(TURN**2))
    return float(max(high**2 * (bound + abs(series[-1])) for _, high, bound in pieces)) / float(np.cos(TURN))


def asin_polynomial_error(own):
    series = [Fraction(comb(2 * k, k), 4**k * (2 * k + 1)) for k in range(1, TERMS + 1)]
    return odd_polynomial_error(own, series, Fraction(1, 4), 1)


def atan_polynomial_error(own):
    series = [Fraction((-1) ** (k + 1), 2 * k + 3) for k in range(TERMS)]
    highest = tan(pi / 8) * (1 + 8 * U)
    return odd_polynomial_error(own, series, highest**2, pi / 8 / highest)


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


def of_square(own, low, high):
    """The same for z = r^2, rounded, with r in [low, high]."""
    least, greatest, error = horner(own, low**2, high**2)
    slope = [power * coefficient for power, coefficient in enumerate(own)][1:]
    steepest = np.maximum(*(abs(bound) for bound in horner(slope, low**2, high**2)[:2]))
    return least, greatest, error + U * high**2 * steepest


def turns_error():
    """How far r = x - k pi/2 is off for its size, for k from 1 to MOST_TURNS and f32 x."""
    first, second, third = (Fraction(part) for part in HALF_PI)
    half_pi = Fraction(int(mp.nint(mp.pi / 2 * mp.mpf(10) ** 40)), 10**40)
    missing = float(abs(half_pi - first - second - third))
    # Products with the first two parts are exact, and so is the first difference: it is a multiple of 2^-24 below 1.
    # The second one is a multiple of this grid, and exact where that leaves it 24 bits.
    grid = Fraction(1, 2**33)
    assert second / grid == int(second / grid) and first * 2**16 == int(first * 2**16)
    exact_below = float(grid * 2**24)
    worst = 0.0
    for turns in range(1, MOST_TURNS + 1):
        near = np.float32(float(turns * half_pi))
        neighbours = [near, np.nextafter(near, np.float32(0)), np.nextafter(near, np.float32(1000))]
        nearest = float(min(abs(Fraction(float(x)) - turns * half_pi) for x in neighbours))
        # The product with the third part and the last difference are rounded.
        always = U * turns * abs(float(third)) + turns * missing
        where_exact = U + always / nearest
        elsewhere = 2 * U + (always * (1 + U) + U * turns * abs(float(third))) / (exact_below / 2)
        worst = max(worst, where_exact, elsewhere)
    return worst * SLACK


def turned_pieces():
    edges = np.linspace(0, TURN, 4097)
    return edges[:-1], edges[1:]


def sin_of_rest(polynomial_error):
    low, high = turned_pieces()
    least, _, error = of_square([1, *SIN], low, high)
    return polynomial_error + error / least + U


def cos_of_rest(polynomial_error):
    low, high = turned_pieces()
    least, _, error = of_square([1, -0.5, *COS], low, high)
    return polynomial_error + error / least


def trigonometric_totals(sin_error, cos_error):
    _, high = turned_pieces()
    of_turns = turns_error()
    sines, cosines = sin_of_rest(sin_error), cos_of_rest(cos_error)
    # The sine changes by r cot r, at most 1, times as much as r; the cosine by r tan r; their quotient by 2r / sin 2r.
    either = max((sines + of_turns).max(), (cosines + high * np.tan(high) * of_turns).max())
    quotient = sines + cosines + U + 2 * high / np.sin(2 * high) * of_turns
    return float(either * SLACK), float(quotient.max() * SLACK)


def asin_total(own, polynomial_error):
    edges = np.linspace(0, 0.5, 4097)
    low, high = edges[:-1], edges[1:]
    _, greatest, error = of_square(own, low, high)
    # z P(z) and s times that are rounded, then the sum; the square of s is rounded once more than the polynomial knows.
    small = polynomial_error + (high**2 * (error + 3 * U * greatest)) + U
    # From 1/2 on the square is exact and s, its root, is rounded; the arc changes by at most tan(arc)/arc times as much.
    arc = np.arcsin(high)
    of_root = U * np.tan(pi / 6) / (pi / 6)
    rest = pi / 2 - 2 * arc
    large = (abs(HALF_PI_F32 - pi / 2) + 2 * arc * (small + of_root)) / rest + U
    return float(max(small.max(), large.max()) * SLACK)


def atan_total(own, polynomial_error):
    highest = tan(pi / 8) * (1 + 8 * U)
    edges = np.linspace(0, highest, 4097)
    low, high = edges[:-1], edges[1:]
    least, _, error = of_square([1, *own], low, high)
    arc = polynomial_error + error / least + U
    small = arc.max()
    # s = (|x| - 1) / (|x| + 1) or -1 / |x|, each operation rounded; its arc changes by no more than s itself.
    of_s = 3 * U * high
    results = [(QUARTER_PI_F32, pi / 4 - np.arctan(high)), (HALF_PI_F32, pi / 2 - np.arctan(high))]
    large = [
        ((abs(offset - exact) + of_s + np.arctan(high) * arc) / result + U).max()
        for (offset, result), exact in zip(results, (pi / 4, pi / 2))
    ]
    return float(max(small, *large) * SLACK)


HALF_PI = coefficients("HALF_PI")
ACOS, ASIN, ATAN, COS, LN, SIN = (coefficients(name) for name in ("ACOS", "ASIN", "ATAN", "COS", "LN", "SIN"))
acos_error, ln_error = acos_polynomial_error(ACOS), ln_polynomial_error(LN)
asin_error, atan_error = asin_polynomial_error(ASIN), atan_polynomial_error(ATAN)
sin_error, cos_error = sin_polynomial_error(SIN), cos_polynomial_error(COS)
wave, tangent = trigonometric_totals(sin_error, cos_error)
print(
    json.dumps(
        {
            "acos": {"polynomial": acos_error, "total": acos_total(ACOS, acos_error)},
            "asin": {"polynomial": asin_error, "total": asin_total(ASIN, asin_error)},
            "atan": {"polynomial": atan_error, "total": atan_total(ATAN, atan_error)},
            "sin": {"polynomial": sin_error, "total": wave},
            "cos": {"polynomial": cos_error, "total": wave},
            "tan": {"polynomial": sin_error + cos_error, "total": tangent},
            "ln": {"polynomial": ln_error, "total": ln_total(LN, ln_error)},
        }
    )
)
