"""Writes goldens.json: acos and ln of some f32 numbers, to the last digit of a float64.

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
path = pathlib.Path(__file__).with_name("goldens.json")
path.write_text(json.dumps({"acos": pairs(mp.acos, cosines), "ln": pairs(mp.log, positive)}) + "\n")
