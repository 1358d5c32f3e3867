"""Trains a compiled saved model in TensorFlow: its folder, then a JSON file of feeds, one record a step.

Prints the losses, the evaluation of the last batch before training, and the sum of each state variable as JSON.
"""
import json
import pathlib
import struct
import sys

import numpy as np
import tensorflow as tf

folder = pathlib.Path(sys.argv[1])
steps = json.loads(pathlib.Path(sys.argv[2]).read_text())
manifest = json.loads((folder / 'manifest.json').read_text())
dtypes = {'f32': np.float32, 'i32': np.int32, 'F32': np.float32, 'I32': np.int32}

data = (folder / 'weights.safetensors').read_bytes()
(length,) = struct.unpack('<Q', data[:8])
header = json.loads(data[8:8 + length])
weights = {}
for variable in manifest['state']:
    entry = header[variable['name']]
    begin, end = (8 + length + offset for offset in entry['data_offsets'])
    array = np.frombuffer(data[begin:end], dtypes[entry['dtype']]).reshape(variable['shape'])
    weights[variable['name']] = tf.constant(array)

model = tf.saved_model.load(str(folder))
signatures = model.signatures
signatures['write'](**weights)


def feeds(signature, record):
    inputs = manifest['signatures'][signature]['inputs']
    return {
        name: tf.constant(np.array(record[name], dtypes[entry['dtype']]).reshape(entry['shape']))
        for name, entry in inputs.items()
    }


losses = [float(signatures['train'](**feeds('train', record))['loss']) for record in steps]
state = {name: float(tf.reduce_sum(tf.cast(value, tf.float64))) for name, value in signatures['read']().items()}
print(json.dumps({'losses': losses, 'state': state}))
