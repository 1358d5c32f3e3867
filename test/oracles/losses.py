"""Losses on a batch: value, gradients, what moves along, and the sum over some of the examples in evaluation.

Triplets and the published margin heads are those of pytorch-metric-learning; the rest is PyTorch's.
"""

import json

import numpy as np
import torch
import torch.nn.functional as F
from pytorch_metric_learning import distances, losses, miners, reducers
from safetensors.numpy import save_file

CLASSES, BATCH, FEATURES = 5, 12, 4
# Class 4 has one example in training: it has no positive.
LABELS = np.array([0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 0, 4])
# The last five only fill up a batch in evaluation.
COUNTED = 7


class Cases:
    def __init__(self):
        self.arrays, self.cases, self.rng = {}, [], np.random.default_rng(17)

    def add(self, text, function, classifier="fc(5)", evaluate=None, moved=None, state=None):
        """`function` is the loss of (features, filter, labels); `evaluate` where it differs in evaluation."""
        at = len(self.cases)
        self.cases.append({"loss": text, "classifier": classifier})
        arrays = {"x": self.rng.normal(size=(BATCH, FEATURES)), "filter": self.rng.normal(size=(FEATURES, CLASSES))}
        leaves = {name: torch.tensor(value, requires_grad=True) for name, value in arrays.items()}
        labels = torch.tensor(LABELS)
        value = function(leaves["x"], leaves["filter"], labels)
        grads = torch.autograd.grad(value, list(leaves.values()), allow_unused=True)
        some = [leaves["x"][:COUNTED], leaves["filter"], labels[:COUNTED]]
        evaluated = (evaluate or function)(*some).item() * COUNTED
        found = {"loss": np.array(value.item()), "labels": LABELS.astype(np.int32), "evaluated": np.array(evaluated)}
        for (name, leaf), grad in zip(leaves.items(), grads):
            found |= {name: leaf.detach().numpy()} | ({} if grad is None else {f"d{name}": grad.numpy()})
        found |= {f"state:{name}": before for name, before in (state or {}).items()}
        found |= {f"moved:{name}": after for name, after in (moved(leaves["x"]) if moved else {}).items()}
        self.arrays |= {f"{at}:{name}": np.ascontiguousarray(value) for name, value in found.items()}


def softmax_losses(cases):
    for smoothing, floor in [(0, 0), (0, 1e-4), (0.1, 0), (0.01, 1e-4), (0.2, 0.5)]:
        def loss(x, filter, labels):
            probabilities = torch.softmax(x @ filter, 1)
            targets = F.one_hot(labels, CLASSES) * (1 - smoothing) + smoothing / CLASSES
            return -(targets * torch.log(probabilities + floor)).sum(1).mean()

        cases.add(f"softmax(of: classifier, smoothing: {smoothing}, floor: {floor})", loss)


def center_losses(cases):
    def cross_entropy(x, filter, labels):
        return F.cross_entropy(x @ filter, labels)

    def pull(x, labels, centers):
        return sum((example - torch.tensor(centers[label])).square().sum() / 2 for example, label in zip(x, labels))

    def moved(x, centers, rate):
        """Algorithm 1 of the paper, class by class."""
        after = centers.copy()
        for label in range(CLASSES):
            members = x.detach().numpy()[LABELS == label]
            delta = (centers[label] - members).sum(0) / (1 + len(members))
            after[label] = centers[label] - rate * delta
        return after

    for rate in [0.5, 1, 0]:
        centers = cases.rng.normal(size=(CLASSES, FEATURES))
        cases.add(f"0.3 * center(of: image, rate: {rate})", lambda x, filter, labels: 0.3 * pull(x, labels, centers) / len(x),
                  state={"loss/0/centers": centers}, moved=lambda x: {"loss/0/centers": moved(x, centers, rate)})
    centers = cases.rng.normal(size=(CLASSES, FEATURES))
    cases.add("softmax(of: classifier) + 0.01 * center(of: image)",
              lambda x, filter, labels: cross_entropy(x, filter, labels) + 0.01 * pull(x, labels, centers) / len(x),
              state={"loss/1/centers": centers}, moved=lambda x: {"loss/1/centers": moved(x, centers, 0.5)})


def triplet_losses(cases):
    for margin, power in [(0.3, 2), (0.3, 1), (1.5, 2), (0, 1)]:
        distance = distances.LpDistance(normalize_embeddings=True, p=2, power=power)
        whole = losses.TripletMarginLoss(margin=margin, distance=distance, reducer=reducers.AvgNonZeroReducer())
        hard = losses.TripletMarginLoss(margin=margin, distance=distance, reducer=reducers.MeanReducer())
        miner = miners.BatchHardMiner(distance=distance)
        options = f"margin: {margin}" + (", squared: false" if power == 1 else "")
        centers = {"loss/1/centers": np.zeros((CLASSES, FEATURES))}
        cases.add(f"triplet(of: image, {options}) + 0 * center(of: image, rate: 0)",
                  lambda x, filter, labels: whole(x, labels), state=centers, moved=lambda x: centers)
        cases.add(f"triplet(of: image, {options}, mining: hard) + 0 * softmax(of: classifier)",
                  lambda x, filter, labels: hard(x, labels, miner(x, labels)))


def published_heads(cases):
    """Each is a class of pytorch-metric-learning, whose weights are the filter; they take no angle of 0."""
    def head(kind, **options):
        made = kind(CLASSES, FEATURES, **options)

        def loss(x, filter, labels):
            del made.W
            made.W = filter
            return made(x, labels)

        return loss

    cosine, sharp = "angfc(5) @angle(cos) @norm(eps: 0, clip: 1e-7)", " @scale(8)"

    def plain(x, filter, labels, norms=lambda x, filter: 8):
        """In evaluation there is no margin."""
        cosines = F.normalize(x, dim=1) @ F.normalize(filter, dim=0)
        return F.cross_entropy(cosines * norms(x, filter), labels)

    def length(x, filter):
        return x.norm(dim=1, keepdim=True)

    def both(x, filter):
        return length(x, filter) * filter.norm(dim=0)

    cases.add("softmax(of: classifier)", head(losses.NormalizedSoftmaxLoss, temperature=1 / 8), cosine + sharp)
    cases.add("softmax(of: classifier, margin: cosface(0.35))", head(losses.CosFaceLoss, margin=0.35, scale=8),
              cosine + sharp, evaluate=plain)
    for degrees in [10, 28.6]:
        cases.add(f"softmax(of: classifier, margin: arcface({degrees}deg))",
                  head(losses.ArcFaceLoss, margin=degrees, scale=8), cosine + sharp, evaluate=plain)
    for m in [2, 3, 4]:
        cases.add(f"softmax(of: classifier, margin: l_softmax({m}, base: 0))",
                  head(losses.LargeMarginSoftmaxLoss, margin=m, scale=1), cosine + " @magnitude(linear_weighted)",
                  evaluate=lambda x, filter, labels: plain(x, filter, labels, both))
        cases.add(f"softmax(of: classifier, margin: a_softmax({m}, base: 0, least: 0))",
                  head(losses.SphereFaceLoss, margin=m, scale=1), cosine + " @magnitude(linear)",
                  evaluate=lambda x, filter, labels: plain(x, filter, labels, length))
    # L2-softmax (Ranjan et al. 2017): features of length alpha, filters as they are.
    cases.add("softmax(of: classifier)", lambda x, filter, labels: F.cross_entropy(16 * F.normalize(x, dim=1) @ filter, labels),
              cosine + " @magnitude(sphere_weighted(alpha: 16))")


def generate(folder):
    torch.set_default_dtype(torch.float64)
    cases = Cases()
    for group in [softmax_losses, center_losses, triplet_losses, published_heads]:
        group(cases)
    torch.set_default_dtype(torch.float32)
    metadata = {"torch": torch.__version__.split("+")[0], "cases": json.dumps(cases.cases)}
    save_file(cases.arrays, f"{folder}/losses.safetensors", metadata)
