"""Writes the files in golden/, as NumPy and Hugging Face's safetensors write them.

Needs: pip install numpy safetensors. Run: python goldens.py
"""

import pathlib

import numpy as np
from safetensors.numpy import save_file

GOLDEN = pathlib.Path(__file__).with_name("golden")
GOLDEN.mkdir(exist_ok=True)
GRID = np.arange(24).reshape(2, 3, 4)


def save(name, array, version=None):
    with open(GOLDEN / f"{name}.npy", "wb") as file:
        np.lib.format.write_array(file, array, version)


for dtype in ["<f4", "<f8", "|u1", "|i1", "<u2", "<i2", "<u4", "<i4", "<u8", "<i8"]:
    save(dtype[1:], GRID.astype(dtype))
save("big-endian", GRID.astype(">f8"))
save("column-major", np.asfortranarray(GRID.astype("<i2")))
save("bool", GRID % 2 == 0)
save("version-2", GRID.astype("<i4"), (2, 0))
save("vector", np.array([0.5, -0.25], "<f4"))
save("scalar", np.array(3, "<i4"))
save("empty", np.zeros((0, 3), "<f4"))
save("half", GRID.astype("<f2"))
save("text", np.array(["a", "b"]))
save("records", np.zeros(2, [("a", "<f4"), ("b", "<i4")]))

np.savez(GOLDEN / "several.npz", x=GRID.astype("<f4"), y=np.array([1, 0], "<i8"))
np.savez_compressed(GOLDEN / "single.npz", zeros=np.zeros((100, 100), "<f4"))

save_file(
    {
        "stage1[3].main.0/filter": np.array([[1.5, -2], [3, 0.1]], "<f4"),
        "a/double": np.array([0.1], "<f8"),
        "größe": np.array([1, 2, 3], "<f4"),
        "bytes": np.array([1, 2, 3], "|u1"),
        "step": np.array(7, "<i4"),
        "big": np.array([2**60], "<i8"),
        "nothing": np.zeros((0, 4), "<f4"),
    },
    GOLDEN / "tensors.safetensors",
    metadata={"format": "angnet"},
)
