"""Writes goldens.json: metrics of made-up logits and features, computed by scikit-learn and numpy.

Needs: scripts/python-oracles.sh. Run: .venv-oracles/bin/python test/runtime/evaluation/goldens.py
"""

import itertools
import json
import pathlib

import numpy
from sklearn.decomposition import PCA
from sklearn.metrics import accuracy_score, confusion_matrix, log_loss, top_k_accuracy_score

random = numpy.random.default_rng(7)


def classification(examples, classes):
    labels = random.integers(0, classes, examples)
    # Quarters, which f32 holds exactly and softmax keeps apart; never two alike in a row.
    logits = numpy.array([random.permutation(classes) for _ in labels]) / 4 - 1
    logits[numpy.arange(examples), labels] += 1.125
    scores = numpy.exp(logits) / numpy.exp(logits).sum(axis=1, keepdims=True)
    predicted = logits.argmax(axis=1)
    names = range(classes)
    return {
        "classes": classes,
        "labels": labels.tolist(),
        "logits": logits.ravel().tolist(),
        "loss": log_loss(labels, scores, labels=names),
        "accuracy": accuracy_score(labels, predicted),
        "top5": top_k_accuracy_score(labels, logits, k=5, labels=names) if classes > 5 else None,
        "confusion": confusion_matrix(labels, predicted, labels=names).tolist(),
    }


def angle(a, b):
    return float(numpy.arccos(numpy.clip(a @ b / numpy.linalg.norm(a) / numpy.linalg.norm(b), -1, 1)))


def features(sizes, dimensions, spread):
    centres = random.normal(size=(len(sizes), dimensions))
    labels = numpy.repeat(numpy.arange(len(sizes)), sizes)
    lengths = random.uniform(0.5, 2, (len(labels), 1))
    data = (lengths * (centres[labels] + spread * random.normal(size=(len(labels), dimensions)))).astype("float32")
    x = data.astype("float64")
    units = x / numpy.linalg.norm(x, axis=1, keepdims=True)
    directions = [units[labels == label].mean(axis=0) for label in range(len(sizes))]
    within = [[angle(unit, directions[label]) for unit in units[labels == label]] for label in range(len(sizes))]
    between = {(a, b): angle(directions[a], directions[b]) for a, b in itertools.permutations(range(len(sizes)), 2)}
    straightness = []
    for label in range(len(sizes)):
        own = x[labels == label]
        eigenvalues = numpy.linalg.eigvalsh(own.T @ own / len(own))
        straightness.append(float(eigenvalues[-1] / eigenvalues.sum()))
    pca = PCA(2, svd_solver="full").fit(x)
    # scikit-learn's signs are arbitrary: here the largest component of each axis is positive.
    signs = [numpy.sign(axis[numpy.abs(axis).argmax()]) for axis in pca.components_]
    return {
        "dimensions": dimensions,
        "labels": labels.tolist(),
        "data": [float(value) for value in data.ravel()],
        "within": float(numpy.mean(sum(within, []))),
        "withinClasses": [float(numpy.mean(angles)) for angles in within],
        "between": float(numpy.mean(list(between.values()))),
        "nearest": float(numpy.mean([min(between[a, b] for b in range(len(sizes)) if b != a) for a in range(len(sizes))])),
        "straightness": straightness,
        "components": (pca.transform(x) * signs).ravel().tolist(),
        "shares": pca.explained_variance_ratio_.tolist(),
    }


goldens = {
    "classification": [classification(41, 8), classification(12, 3)],
    # The last has fewer examples than dimensions.
    "features": [features([20, 31, 12], 2, 0.1), features([17, 9, 24, 11], 6, 0.4), features([5, 8, 6], 40, 0.2)],
}
target = pathlib.Path(__file__).with_name("goldens.json")
target.write_text(json.dumps(goldens) + "\n")
