"""Writes augmentation.json: augmented images, computed with numpy from the generator of ../random/goldens.py.

Needs: pip install numpy mpmath. Run: python augmentation.py
"""

import json
import pathlib
import sys

import numpy

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "random"))
from goldens import Integers, key_of, word  # noqa: E402

HEIGHT, WIDTH, CHANNELS = 6, 5, 3
IMAGES = (numpy.arange(4 * HEIGHT * WIDTH * CHANNELS) * 37 % 251).reshape(4, HEIGHT, WIDTH, CHANNELS)


def draw(seed, name, index):
    return word(key_of(seed, "augmentation", name), index)


def augmented(image, seed, mode, example):
    """pad(2, mode), crop([6, 5]), flip, then crop and flip again, of the example-th image since the first step."""
    border = ((2, 2), (2, 2), (0, 0))
    image = numpy.pad(image, border, **({"mode": mode} if mode != "zero" else {"constant_values": 0}))
    for call in (0, 1):
        height, width = (HEIGHT, WIDTH) if call == 0 else (4, 4)
        top = draw(seed, f"crop[{call}]", 2 * example) * (image.shape[0] - height + 1) >> 32
        left = draw(seed, f"crop[{call}]", 2 * example + 1) * (image.shape[1] - width + 1) >> 32
        image = image[top : top + height, left : left + width]
        if draw(seed, f"flip[{call}]", example) < 2**31:
            image = image[:, ::-1]
    return image


def held_out(count, held):
    integers = Integers(key_of(0, "validation", "examples"))
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        chosen = integers.below(last + 1)
        order[last], order[chosen] = order[chosen], order[last]
    return sorted(order[count - held :])


cases = [
    {"mode": mode, "seed": seed, "first": first,
     "images": [augmented(IMAGES[k], seed, mode, first + k).flatten().tolist() for k in range(4)]}
    for mode, seed, first in [("zero", 0, 0), ("symmetric", 3, 2**33), ("reflect", 3, 101)]
]
validation = [{"count": count, "held": held, "indices": held_out(count, held)} for count, held in [(10, 3), (500, 20)]]
goldens = {"height": HEIGHT, "width": WIDTH, "channels": CHANNELS, "images": IMAGES.flatten().tolist(), "cases": cases,
           "validation": validation}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(goldens, separators=(",", ":")) + "\n")
