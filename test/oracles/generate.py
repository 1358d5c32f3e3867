"""Makes every golden file again. Needs: pip install torch numpy safetensors"""

from pathlib import Path

import layers
import lenet
import regularizers
import resnet

FOLDER = Path(__file__).parent / "goldens"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for module in [lenet, resnet, layers, regularizers]:
        module.generate(FOLDER)
