"""Prints the operations that are left of a saved model's training step once TensorFlow has optimized it, as JSON."""
import json
import pathlib
import sys

import numpy as np
import tensorflow.compat.v1 as tf

folder = pathlib.Path(sys.argv[1])
train = json.loads((folder / 'manifest.json').read_text())['signatures']['train']
dtypes = {'f32': np.float32, 'i32': np.int32}
feeds = {entry['tensor']: np.zeros(entry['shape'], dtypes[entry['dtype']]) for entry in train['inputs'].values()}
with tf.Session(graph=tf.Graph()) as session:
    tf.saved_model.loader.load(session, ['serve'], str(folder))
    metadata = tf.RunMetadata()
    fetches = [entry['tensor'] for entry in train['outputs'].values()]
    session.run(fetches, feeds, options=tf.RunOptions(output_partition_graphs=True), run_metadata=metadata)
print(json.dumps([node.op for graph in metadata.partition_graphs for node in graph.node]))
