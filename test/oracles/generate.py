"""Makes every golden file again. Needs: pip install torch numpy safetensors pytorch-metric-learning==2.9.0"""

from pathlib import Path

import heads
import layers
import lenet
import losses
import margins
import regularizers
import resnet
import weights

FOLDER = Path(__file__).parent / "goldens"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for module in [lenet, heads, weights, resnet, layers, margins, losses, regularizers]:
        module.generate(FOLDER)
