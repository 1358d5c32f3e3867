"""Times elementwise functions in functions that XLA compiles, exact and as the compiler's polynomials.

    .venv-oracles/bin/python bench/xla-elementwise.py [--shape 128,32,32,16] [--rounds 40]

Milliseconds for one pass over an f32 tensor, the lowest of all rounds; every round times each function once, so that
a busy minute doesn't fall on one of them alone.
"""
import argparse
import os
import pathlib
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "scripts/approximations"))

import numpy as np
import tensorflow as tf

from coefficients import coefficients

CONSTANTS = ("ACOS", "ASIN", "ATAN", "COS", "HALF_PI", "LN", "SIN")
ACOS, ASIN, ATAN, COS, HALF_PI, LN, SIN = ([np.float32(c) for c in coefficients(name)] for name in CONSTANTS)
ONE = np.float32(1)
LN2_PER_BIT = np.float32(np.log(2) * 2**-23)
CALLS = 4


def horner(coefficients_of, x):
    total = tf.constant(coefficients_of[-1])
    for coefficient in coefficients_of[-2::-1]:
        total = total * x + coefficient
    return total


def acos(x):
    t = 1 - tf.abs(x)
    angle = tf.sqrt(t) * horner(ACOS, t)
    return tf.where(x < 0, np.float32(np.pi) - angle, angle)


def ln(x):
    bits = tf.bitcast(x, tf.int32)
    exponent = tf.bitwise.bitwise_and(bits - 0x3F2AAAAB, -0x800000)
    f = tf.bitcast(bits - exponent, tf.float32) - 1
    finite = f * f * horner(LN, f) + f + tf.cast(exponent, tf.float32) * LN2_PER_BIT
    others = tf.where(x >= 0, np.float32(-np.inf), np.float32(np.nan))
    return tf.where(x >= np.float32(2**-126), tf.where(x < np.float32(np.inf), finite, x), others)


def asin(x):
    size = tf.abs(x)
    small = size <= 0.5
    square = tf.where(small, x * x, (1 - size) * 0.5)
    s = tf.where(small, x, tf.sqrt(square))
    arc = s + s * (square * horner(ASIN, square))
    rest = np.float32(np.pi / 2) - arc * 2
    return tf.where(small, arc, tf.where(x < 0, -rest, rest))


def atan(x):
    size = tf.abs(x)
    small, large = size <= np.float32(2**0.5 - 1), size > np.float32(2**0.5 + 1)
    s = tf.where(small, x, tf.where(large, -ONE, size - 1) / tf.where(large, size, size + 1))
    arc = s * horner([ONE, *ATAN], s * s)
    total = arc + tf.where(large, np.float32(np.pi / 2), np.float32(np.pi / 4))
    return tf.where(small, arc, tf.where(x < 0, -total, total))


def trigonometric(x):
    turns = tf.floor(x * np.float32(2 / np.pi) + 0.5)
    r = x
    for part in HALF_PI:
        r = r - turns * part
    square = r * r
    sine, cosine = r * horner([ONE, *SIN], square), horner([ONE, np.float32(-0.5), *COS], square)
    return tf.cast(turns, tf.int32), sine, cosine


def are_set(bits, mask):
    return tf.not_equal(tf.bitwise.bitwise_and(bits, mask), 0)


def turned(quarters, sine, cosine):
    value = tf.where(are_set(quarters, 1), cosine, sine)
    return tf.where(are_set(quarters, 2), -value, value)


def sin(x):
    return turned(*trigonometric(x))


def cos(x):
    quarters, sine, cosine = trigonometric(x)
    return turned(quarters + 1, sine, cosine)


def tan(x):
    quarters, sine, cosine = trigonometric(x)
    odd = are_set(quarters, 1)
    return tf.where(odd, -cosine, sine) / tf.where(odd, sine, cosine)


def sine_squared(c):
    return (1 - c) * (1 + c)


ANY, POSITIVE, COSINES = (-3.0, 3.0), (0.1, 3.0), (-0.999, 0.999)
# Name, function, the range of its operands, how many they are.
FUNCTIONS = [
    ("x * x", lambda x: x * x, ANY, 1),
    ("acos, XLA's", tf.acos, COSINES, 1),
    ("acos, polynomial", acos, COSINES, 1),
    ("ln, XLA's", tf.math.log, POSITIVE, 1),
    ("ln, polynomial", ln, POSITIVE, 1),
    ("-ln(acos(x) + 0.1), XLA's acos and ln", lambda x: -tf.math.log(tf.acos(x) + 0.1), COSINES, 1),
    ("-ln(acos(x) + 0.1), acos a polynomial, XLA's ln", lambda x: -tf.math.log(acos(x) + 0.1), COSINES, 1),
    ("-ln(acos(x) + 0.1), both polynomials", lambda x: -ln(acos(x) + 0.1), COSINES, 1),
    ("its gradient, dy / (θ + 0.1) * rsqrt(q)", lambda x, dy: dy / (acos(x) + 0.1) * tf.math.rsqrt(sine_squared(x)), COSINES, 2),
    ("its gradient, dy * (1 / (θ + 0.1)) * rsqrt(q)", lambda x, dy: dy * (1 / (acos(x) + 0.1)) * tf.math.rsqrt(sine_squared(x)), COSINES, 2),
    ("its gradient, dy / ((θ + 0.1) * sqrt(q))", lambda x, dy: dy / ((acos(x) + 0.1) * tf.sqrt(sine_squared(x))), COSINES, 2),
    ("asin, XLA's", tf.asin, COSINES, 1),
    ("asin, polynomial", asin, COSINES, 1),
    ("atan, XLA's", tf.atan, ANY, 1),
    ("atan, polynomial", atan, ANY, 1),
    ("sin, XLA's", tf.sin, ANY, 1),
    ("sin, polynomial", sin, ANY, 1),
    ("cos, XLA's", tf.cos, ANY, 1),
    ("cos, polynomial", cos, ANY, 1),
    ("tan, XLA's", tf.tan, (-1.3, 1.3), 1),
    ("tan, polynomial", tan, (-1.3, 1.3), 1),
    ("1 - sin(θ/2)², XLA's sin", lambda x: 1 - tf.square(tf.sin(acos(x) / 2)), COSINES, 1),
    ("1 - sin(θ/2)², all polynomials", lambda x: 1 - tf.square(sin(acos(x) / 2)), COSINES, 1),
    ("cos(2θ), XLA's cos", lambda x: tf.cos(acos(x) * 2), COSINES, 1),
    ("cos(2θ), all polynomials", lambda x: cos(acos(x) * 2), COSINES, 1),
    ("its gradient, 2 dy * sin(2θ) * rsqrt(q)", lambda x, dy: 2 * dy * sin(acos(x) * 2) * tf.math.rsqrt(sine_squared(x)), COSINES, 2),
    ("exp, XLA's", tf.exp, ANY, 1),
    ("expm1, XLA's", tf.math.expm1, ANY, 1),
    ("ln1p, XLA's", tf.math.log1p, POSITIVE, 1),
    ("tanh, XLA's", tf.tanh, ANY, 1),
    ("sigmoid, XLA's", tf.sigmoid, ANY, 1),
    ("1 / x, XLA's", tf.math.reciprocal, POSITIVE, 1),
    ("pow with an exponent 2.5, XLA's", lambda x: tf.pow(x, 2.5), POSITIVE, 1),
    ("pow with exponents of a tensor, XLA's", tf.pow, POSITIVE, 2),
    ("sqrt, XLA's", tf.sqrt, POSITIVE, 1),
    ("rsqrt, XLA's", tf.math.rsqrt, POSITIVE, 1),
]


def step(graph_of, operands):
    """A tensor that depends on several calls in turn; calls of equal operands would be one otherwise."""
    compiled = tf.function(graph_of, jit_compile=True, autograph=False)
    before, firsts = [], []
    for _ in range(CALLS):
        with tf.control_dependencies(before):
            result = compiled(*[tf.compat.v1.placeholder_with_default(x.read_value(), x.shape) for x in operands])
        before = [result.op]
        firsts.append(tf.reshape(result, [-1])[0])
    return tf.stack(firsts)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shape", default="128,32,32,16")
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    shape = [int(size) for size in options.shape.split(",")]
    tf.compat.v1.disable_eager_execution()
    draw = np.random.default_rng(0)
    steps = []
    with tf.compat.v1.Session() as session:
        for name, function, (low, high), count in FUNCTIONS:
            operands = [
                tf.Variable(draw.uniform(low, high, shape).astype(np.float32), name=f"operand{len(steps)}")
                for _ in range(count)
            ]
            session.run([x.initializer for x in operands])
            steps.append((name, step(function, operands)))
        lowest = {}
        for _ in range(options.rounds + 1):
            for name, tensor in steps:
                start = time.perf_counter()
                session.run(tensor)
                lowest[name] = min(lowest.get(name, np.inf), time.perf_counter() - start)
    for name, seconds in lowest.items():
        print(f"| {name} | {seconds * 1e3 / CALLS:.2f} |")


main()
