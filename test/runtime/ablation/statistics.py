"""Writes statistics.json: what scipy and statsmodels say of samples, paired differences and corrections.

Needs: pip install scipy statsmodels (1.15.3 and 0.14.5 made the file). Run: python statistics.py
"""

import json
import math
import pathlib

import numpy
from scipy import stats
from statsmodels.stats.multitest import multipletests

generator = numpy.random.default_rng(20190611)


def sample(values):
    values = numpy.array(values)
    deviation = values.std(ddof=1)
    low, high = stats.t.interval(0.95, len(values) - 1, loc=values.mean(), scale=stats.sem(values))
    return {"values": values.tolist(), "mean": values.mean(), "deviation": deviation, "interval": [low, high]}


def paired(count, shift, spread):
    base = generator.normal(0.78, 0.004, count)
    cell = base + generator.normal(shift, spread, count)
    result = stats.ttest_rel(cell, base)
    interval = result.confidence_interval(0.95)
    return {
        "differences": (cell - base).tolist(),
        "p": result.pvalue,
        "interval": [interval.low, interval.high],
    }


def verdict(values, expected, examples):
    """The rule of docs/ablations.md, with scipy's quantile for degrees of freedom by Welch and Satterthwaite."""
    values = numpy.array(values)
    count = len(values)
    test = expected * (1 - expected) / examples
    seeds = values.var(ddof=1) if count > 1 else 0.0
    spread = seeds * (1 + 1 / count)
    if spread == 0:
        quantile = stats.norm.ppf(0.975)
    else:
        quantile = stats.t.ppf(0.975, (test + spread) ** 2 / (spread**2 / (count - 1)))
    difference = abs(values.mean() - expected)
    error = math.sqrt(test + seeds / count)
    noise = quantile * math.sqrt(test + spread)
    word = "reproduced" if difference <= error else "within noise" if difference <= noise else "differs"
    return {
        "values": values.tolist(),
        "expected": expected,
        "examples": examples,
        "error": error,
        "noise": noise,
        "verdict": word,
    }


probabilities = [
    [0.01, 0.04, 0.03],
    [0.5],
    [0.04, 0.04, 0.001, 0.9, 0.2],
    generator.uniform(0, 0.1, 12).tolist(),
]

goldens = {
    "bounds": [
        {"degrees": degrees, "bound": stats.t.ppf(0.975, degrees)}
        for degrees in [1, 1.37, 2, 2.5, 3, 4, 7.25, 9, 29, 99, 1234.5, 1e5, 1e9]
    ],
    "probabilities": [
        {"t": t, "degrees": degrees, "p": 2 * stats.t.sf(abs(t), degrees)}
        for t in [0, 0.3, -1.7, 4.303, -12.7, 55.0]
        for degrees in [1, 2, 4, 30]
    ],
    "samples": [sample(generator.normal(0.78, 0.01, count)) for count in [2, 3, 5, 10]],
    "paired": [paired(2, 0.004, 0.002), paired(3, 0, 0.003), paired(5, -0.01, 0.002), paired(10, 0.001, 0.001)],
    "holm": [
        {"probabilities": p, "adjusted": multipletests(p, method="holm")[1].tolist()} for p in probabilities
    ],
    "verdicts": [
        verdict([0.7805], 0.7822, 10000),
        verdict([0.7760], 0.7822, 10000),
        verdict([0.7722], 0.7822, 10000),
        verdict([0.7790, 0.7812, 0.7771], 0.7822, 10000),
        verdict([0.7690, 0.7712, 0.7671], 0.7822, 10000),
        verdict([0.5110, 0.5112], 0.5172, 10000),
        verdict([0.48, 0.51, 0.53], 0.5172, 10000),
    ],
}
path = pathlib.Path(__file__).parent / "statistics.json"
path.write_text(json.dumps(goldens, indent=1) + "\n")
