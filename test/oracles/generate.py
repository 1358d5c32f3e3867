"""Makes every golden file again. Needs: pip install torch numpy safetensors"""

from pathlib import Path

import heads
import layers
import lenet
import margins
import regularizers
import resnet

FOLDER = Path(__file__).parent / "goldens"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for module in [lenet, heads, resnet, layers, margins, regularizers]:
        module.generate(FOLDER)
