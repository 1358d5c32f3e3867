"""Fits the polynomials that stand for elementwise functions in f32, and writes their coefficients.

    .venv-oracles/bin/python scripts/approximations/fit.py

Remez' exchange algorithm in 50 digits minimises the largest relative error of the function as a whole; then the
coefficients are rounded to f32. bounds.py proves what comes of it, exhaustive.py tries every number.
"""
import numpy
from mpmath import mp, mpf

from coefficients import PATH

mp.dps = 50
POINTS = 4000


def chebyshev_points(low, high, count):
    return [low + (high - low) * (1 - mp.cos(mp.pi * i / mpf(count))) / 2 for i in range(count + 1)]


def extrema(errors):
    """The places of the largest errors between changes of sign."""
    places = []
    for place, error in enumerate(errors):
        if error == 0:
            continue
        if places and (error > 0) == (errors[places[-1]] > 0):
            if abs(error) > abs(errors[places[-1]]):
                places[-1] = place
        else:
            places.append(place)
    return places


def remez(function, weight, powers, low, high):
    """The coefficients of these powers whose largest weighted error on [low, high] is smallest, and that error."""
    count = len(powers)
    xs = chebyshev_points(low, high, POINTS)
    values, weights = [function(x) for x in xs], [weight(x) for x in xs]
    reference = [round(POINTS * i / count) for i in range(count + 1)]
    for _ in range(40):
        matrix, right = mp.matrix(count + 1, count + 1), mp.matrix(count + 1, 1)
        for row, place in enumerate(reference):
            for column, power in enumerate(powers):
                matrix[row, column] = weights[place] * xs[place] ** power
            matrix[row, count] = (-1) ** row
            right[row] = weights[place] * values[place]
        solution = mp.lu_solve(matrix, right)
        fitted = [solution[i] for i in range(count)]
        errors = [w * (v - sum(c * x**k for c, k in zip(fitted, powers))) for x, v, w in zip(xs, values, weights)]
        places = extrema(errors)
        while len(places) > count + 1:
            places.pop(0 if abs(errors[places[0]]) < abs(errors[places[-1]]) else -1)
        largest = max(abs(error) for error in errors)
        if len(places) < count + 1 or largest <= abs(solution[count]) * (1 + mpf("1e-6")):
            return fitted, largest
        reference = places
    raise ArithmeticError("Remez' algorithm does not converge")


def to_f32(x):
    return float(numpy.float32(float(x)))


def largest_error(function, weight, coefficients, low, high):
    return max(
        abs(weight(x) * (function(x) - mp.polyval([mpf(c) for c in reversed(coefficients)], x)))
        for x in chebyshev_points(low, high, 3 * POINTS // 2)
    )


def fit(name, degree, function, weight, low, high):
    fitted, error = remez(function, weight, range(degree + 1), low, high)
    best = [to_f32(c) for c in fitted]
    print(f"{name}: {float(error):.3g}, {float(largest_error(function, weight, best, low, high)):.3g} in f32")
    return best


def acos_ratio(t):
    return mp.sqrt(2) if t == 0 else mp.acos(1 - t) / mp.sqrt(t)


def ln_ratio(f):
    return -mpf(1) / 2 + f / 3 if abs(f) < mpf("1e-12") else (mp.log1p(f) - f) / f**2


def ln_weight(f):
    return mpf(0) if f == 0 else abs(f**2 / mp.log1p(f))


def odd(function, start):
    """What z multiplies in function(s) = s (1 + z ratio(z)) for z = s², and what an error of the ratio means for it."""

    def ratio(z):
        return start if z < mpf("1e-20") else (function(mp.sqrt(z)) / mp.sqrt(z) - 1) / z

    def weight(z):
        return mpf(0) if z == 0 else z * mp.sqrt(z) / function(mp.sqrt(z))

    return ratio, weight


def cos_ratio(z):
    return mpf(1) / 24 if z < mpf("1e-15") else (mp.cos(mp.sqrt(z)) - 1 + z / 2) / z**2


def parts_of_half_pi():
    """Summands of pi/2, of which all but the last have 17 bits: up to 127 times them is exact in f32.

    None is negative, so that 0 times it takes nothing from the sign of 0.
    """
    rest, parts = mp.pi / 2, []
    for _ in range(2):
        step = mpf(2) ** (mp.floor(mp.log(rest, 2)) - 16)
        parts.append(float(mp.floor(rest / step) * step))
        rest -= mpf(parts[-1])
    return [*parts, to_f32(rest)]


def declaration(name, doc, coefficients):
    return f"/** {doc} */\nexport const {name} = [{', '.join(map(repr, coefficients))}] as const;\n"


third = mpf(1) / 3
# A little more than pi/4: where the next multiple of pi/2 is nearer is decided in f32.
turn = (mp.pi / 4 + mpf("1e-4")) ** 2
declarations = [
    (
        "ACOS",
        "acos(1 - t) / sqrt(t) for t in [0, 1]: the coefficient of each power of t.",
        fit("acos", 7, acos_ratio, lambda t: 1 / acos_ratio(t), mpf(0), mpf(1)),
    ),
    (
        "ASIN",
        "(asin(s) / s - 1) / s² for s² in [0, 1/4]: the coefficient of each power of s².",
        fit("asin", 4, *odd(mp.asin, mpf(1) / 6), mpf(0), mpf(1) / 4),
    ),
    (
        "ATAN",
        "(atan(s) / s - 1) / s² for |s| up to tan(pi/8): the coefficient of each power of s².",
        fit("atan", 4, *odd(mp.atan, -mpf(1) / 3), mpf(0), mp.tan(mp.pi / 8) ** 2),
    ),
    (
        "COS",
        "(cos(r) - 1 + r²/2) / r⁴ for |r| up to pi/4: the coefficient of each power of r².",
        fit("cos", 2, cos_ratio, lambda z: z**2 / mp.cos(mp.sqrt(z)), mpf(0), turn),
    ),
    (
        "LN",
        "(ln(1 + f) - f) / f² for f in [-1/3, 1/3]: the coefficient of each power of f.",
        fit("ln", 8, ln_ratio, ln_weight, -third, third),
    ),
    (
        "SIN",
        "(sin(r) / r - 1) / r² for |r| up to pi/4: the coefficient of each power of r².",
        fit("sin", 2, *odd(mp.sin, -mpf(1) / 6), mpf(0), turn),
    ),
    ("HALF_PI", "What pi/2 is the sum of; products of all but the last and numbers up to 127 are exact.", parts_of_half_pi()),
]
PATH.write_text(
    "// Written by scripts/approximations/fit.py.\n\n" + "\n".join(declaration(*each) for each in declarations)
)
print(f"wrote {PATH}; now: npx prettier --write {PATH}")
