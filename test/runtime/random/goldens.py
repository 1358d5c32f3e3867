"""Writes goldens.json: the generator's exact values, computed independently with whole numbers and mpmath.

Needs: pip install mpmath. Run: python goldens.py
"""

import hashlib
import json
import pathlib
import struct

import mpmath

mpmath.mp.dps = 60
MASK = 0xFFFFFFFF
ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24]


def threefry(key, counter):
    schedule = [key[0], key[1], 0x1BD11BDA ^ key[0] ^ key[1]]
    x = [(counter[0] + schedule[0]) & MASK, (counter[1] + schedule[1]) & MASK]
    for r in range(20):
        x[0] = (x[0] + x[1]) & MASK
        rotation = ROTATIONS[r % 8]
        x[1] = ((x[1] << rotation) | (x[1] >> (32 - rotation))) & MASK
        x[1] ^= x[0]
        if r % 4 == 3:
            j = r // 4 + 1
            x[0] = (x[0] + schedule[j % 3]) & MASK
            x[1] = (x[1] + schedule[(j + 1) % 3] + j) & MASK
    return x


def key_of(seed, purpose, path):
    digest = hashlib.sha256(f"{seed}\n{purpose}\n{path}".encode()).digest()
    return struct.unpack(">II", digest[:8])


def word(key, index):
    block = index // 2
    return threefry(key, (block & MASK, block >> 32))[index % 2]


def negative_log(w):
    return -mpmath.log((mpmath.mpf(w) + 1) / 2**32)


def normal(key, index):
    first, second = word(key, index - index % 2), word(key, index - index % 2 + 1)
    turn = 2 * mpmath.pi * mpmath.mpf(second) / 2**32
    radius = mpmath.sqrt(2 * negative_log(first))
    return radius * (mpmath.sin(turn) if index % 2 else mpmath.cos(turn))


def float32_bits(value):
    """Of the nearest float32 (the way through float64 is harmless for these values)."""
    return struct.unpack("<I", struct.pack("<f", float(value)))[0]


WORDS = [0, 1, 2, 3, 5, 1000, 2**16, 2**28, 2**29 - 1, 2**29, 2**29 + 1, 2**30 - 1, 2**30, 2**30 + 1, 2**31 - 1, 2**31,
         1518500249, 1518500250, 3037000498, 3037000499, 3 * 2**29, 3 * 2**30 - 1, 3 * 2**30, 7 * 2**29, 2**32 - 3,
         2**32 - 2, 2**32 - 1] + [word((1, 2), i) for i in range(400)]

STREAMS = [(0, "init", "conv1/filter", 0), (7, "init", "stage1[3].main.0/filter", 5), (1, "dropout", "drop", 2**33 + 1),
           (2**53 - 1, "augmentation", "größe", 0), (0, "order", "epoch[0]", 0)]


class Integers:
    """Unbiased integers: words modulo the bound, those of the last incomplete run rejected."""

    def __init__(self, key):
        self.key, self.index = key, 0

    def below(self, bound):
        while True:
            candidate = word(self.key, self.index)
            self.index += 1
            if candidate < 2**32 // bound * bound:
                return candidate % bound


def permutation(seed, count, epoch):
    """Fisher-Yates from the end."""
    integers = Integers(key_of(seed, "order", f"epoch[{epoch}]"))
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        chosen = integers.below(last + 1)
        order[last], order[chosen] = order[chosen], order[last]
    return order


def main():
    functions = [
        {
            "word": w,
            "negativeLog": float(negative_log(w)),
            "cosine": float(mpmath.cos(2 * mpmath.pi * mpmath.mpf(w) / 2**32)),
            "sine": float(mpmath.sin(2 * mpmath.pi * mpmath.mpf(w) / 2**32)),
        }
        for w in WORDS
    ]
    streams = []
    for seed, purpose, path, start in STREAMS:
        key = key_of(seed, purpose, path)
        indices = range(start, start + 16)
        streams.append({
            "seed": seed,
            "purpose": purpose,
            "path": path,
            "start": start,
            "words": [word(key, i) for i in indices],
            "normalBits": [float32_bits(normal(key, i)) for i in indices],
        })
    permutations = [
        {"seed": seed, "count": count, "epoch": epoch, "order": permutation(seed, count, epoch)}
        for seed, count, epoch in [(0, 10, 0), (0, 10, 1), (5, 100, 123456)]
    ]
    source = Integers(key_of(9, "order", "integers"))
    integers = [{"bound": bound, "value": source.below(bound)} for bound in [3 * 2**30, 2**32, 7, 1, 2**31 + 1] * 20]
    goldens = {"functions": functions, "streams": streams, "permutations": permutations, "integers": integers}
    text = json.dumps(goldens, separators=(",", ":"), ensure_ascii=False).replace("},{", "},\n{")
    pathlib.Path(__file__).with_name("goldens.json").write_text(text + "\n", encoding="utf-8")


main()
