"""The coefficients that the compiler has, read from its source."""
import re
from pathlib import Path

PATH = Path(__file__).resolve().parents[2] / "compiler/targets/saved-model/approximations/coefficients.ts"


def coefficients(name):
    """The coefficients of a constant of the source, that of the power 0 first."""
    text = re.search(rf"export const {name} = \[([^\]]*)\]", PATH.read_text()).group(1)
    return [float(number) for number in text.split(",") if number.strip()]
