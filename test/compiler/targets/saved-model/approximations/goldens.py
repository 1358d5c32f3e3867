"""Writes goldens.json: elementwise functions of some f32 numbers, to the last digit of a float64.

    .venv-oracles/bin/python goldens.py
"""

import json
import pathlib

import numpy
from mpmath import mp

mp.dps = 40
draw = numpy.random.default_rng(0)


def pairs(function, numbers):
    exact = [float(x) for x in numpy.unique(numpy.array(numbers, numpy.float32))]
    return {"x": exact, "y": [float(function(mp.mpf(x))) for x in exact]}


# Close to 1 and -1, where angles differ most from one number to the next, and all over.
near_1 = [1 - 2.0**-k for k in range(1, 25)]
cosines = [*near_1, *(-x for x in near_1), -1, 0, 1, *draw.uniform(-1, 1, 150)]
near_1 = [1 + sign * 2.0**-k for k in range(2, 24) for sign in (1, -1)]
ends = [2.0**-126, 3.4028234e38, 2 / 3, 4 / 3]
positive = [*near_1, *ends, *draw.uniform(0, 4, 100), *numpy.exp(draw.uniform(-87, 88, 100))]
sizes = numpy.exp(draw.uniform(-20, 0, 40))
sines = [*cosines[:-150], *draw.uniform(-1, 1, 80), *sizes, *-sizes, 0.5, 0.50000006]
# Close to multiples of pi/2, where sines and cosines are small, and all over.
turns = [float(k * numpy.pi / 2) for k in range(-127, 128)]
angles = [*turns, 0, *sizes, *-sizes, *draw.uniform(-7, 7, 60), *draw.uniform(-200, 200, 60), 200, -200]
edges = [2**0.5 - 1, 2**0.5 + 1, 1, 3.4028234e38, 0]
slopes = [*edges, *(-x for x in edges), *draw.uniform(-5, 5, 80), *sizes, *-sizes, *numpy.exp(draw.uniform(0, 80, 30))]
path = pathlib.Path(__file__).with_name("goldens.json")
functions = {
    "acos": pairs(mp.acos, cosines),
    "asin": pairs(mp.asin, sines),
    "atan": pairs(mp.atan, slopes),
    "cos": pairs(mp.cos, angles),
    "ln": pairs(mp.log, positive),
    "sin": pairs(mp.sin, angles),
    "tan": pairs(mp.tan, angles),
}
path.write_text(json.dumps(functions) + "\n")
