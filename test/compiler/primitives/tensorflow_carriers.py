"""Runs single TensorFlow ops, given as JSON on standard input, and prints their results as JSON.

Each op is a node of a GraphDef, as in a saved model: {op, inputs: [{dtype, shape, data}], attributes}.
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf

DTYPES = {"f32": tf.float32, "bf16": tf.bfloat16, "i32": tf.int32, "bool": tf.bool}


def attribute(value):
    ((kind, content),) = value.items()
    proto = tf.compat.v1.AttrValue()
    if kind == "type":
        proto.type = DTYPES[content].as_datatype_enum
    elif kind == "string":
        proto.s = content.encode()
    elif kind == "ints":
        proto.list.i.extend(content)
    else:
        setattr(proto, {"bool": "b", "int": "i", "float": "f"}[kind], content)
    return proto


def array(operand):
    return np.array(operand["data"], DTYPES[operand["dtype"]].as_numpy_dtype).reshape(operand["shape"])


def outputs(case, number):
    graph = tf.compat.v1.GraphDef()
    node = graph.node.add(op=case["op"], name="node")
    feeds = {}
    for index, operand in enumerate(case["inputs"]):
        placeholder = graph.node.add(op="Placeholder", name=f"input{index}")
        placeholder.attr["dtype"].type = DTYPES[operand["dtype"]].as_datatype_enum
        node.input.append(placeholder.name)
        feeds[f"{placeholder.name}:0"] = tf.constant(array(operand))
    for name, value in case["attributes"].items():
        node.attr[name].CopyFrom(attribute(value))
    (operation,) = tf.import_graph_def(graph, input_map=feeds, return_elements=["node"], name=f"case{number}")
    return operation.outputs


with tf.Graph().as_default() as everything:
    fetches = [outputs(case, number) for number, case in enumerate(json.load(sys.stdin))]
    with tf.compat.v1.Session(graph=everything) as session:
        results = session.run(fetches)
json.dump([[{"shape": one.shape, "data": one.astype(float).ravel().tolist()} for one in op] for op in results], sys.stdout)
