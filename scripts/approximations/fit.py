"""Fits the polynomials that stand for acos and ln in f32, and writes their coefficients.

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


def declaration(name, doc, coefficients):
    return f"/** {doc} */\nexport const {name} = [{', '.join(map(repr, coefficients))}] as const;\n"


third = mpf(1) / 3
acos = fit("acos", 7, acos_ratio, lambda t: 1 / acos_ratio(t), mpf(0), mpf(1))
ln = fit("ln", 8, ln_ratio, ln_weight, -third, third)
PATH.write_text(
    "// Written by scripts/approximations/fit.py.\n\n"
    + declaration("ACOS", "acos(1 - t) / sqrt(t) for t in [0, 1]: the coefficient of each power of t.", acos)
    + "\n"
    + declaration("LN", "(ln(1 + f) - f) / f² for f in [-1/3, 1/3]: the coefficient of each power of f.", ln)
)
print(f"wrote {PATH}; now: npx prettier --write {PATH}")
