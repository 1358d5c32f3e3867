"""What the goldens of a network hold: one forward and backward pass, and five steps of each optimizer."""

import copy

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import save_file

STEPS = 5


class Network:
    """Parameters by the names that the spec gives them, batch norms by their paths."""

    def __init__(self):
        self.parameters = {}
        self.norms = {}

    def forward(self, x, training):
        raise NotImplementedError

    def logits(self, x, y, scale):
        """What the softmax of the loss takes, in training."""
        return self.forward(x, training=True) * scale

    def moving(self):
        """What besides the statistics of batch norms moves along, by name."""
        return {}

    def after_step(self, step):
        """What happens to weights after the optimizer's step number `step`, 1 at the first."""

    def penalty(self):
        """What regularizers add to the loss; the sum of squares is already halved by them."""
        return 0.0


def parameter(numbers, scale):
    return torch.tensor(numbers * scale, dtype=torch.float64, requires_grad=True)


def examples(rng, count, batch, shape, classes):
    """Batches whose pixels are short binary fractions, so that float32 holds them exactly."""
    features = np.round(rng.normal(size=(count, batch, *shape)) * 64) / 64
    return features, rng.integers(0, classes, size=(count, batch))


def loss_of(net, logits_scale, smoothing, x, y):
    data_loss = F.cross_entropy(net.logits(x, y, logits_scale), y, label_smoothing=smoothing)
    return data_loss, data_loss + net.penalty()


def run(build, optimizers, features, labels, scale, smoothing):
    """Arrays by name; `build` makes the same network each time that it is called."""
    batches = [(torch.tensor(x), torch.tensor(y)) for x, y in zip(features, labels)]
    arrays = {"features": features, "labels": labels.astype(np.int32)}
    net = build()
    arrays |= {f"initial:{name}": value.detach().numpy() for name, value in net.parameters.items()}
    arrays["before:output"] = copy.deepcopy(net).forward(batches[0][0], training=False).detach().numpy()
    data_loss, loss = loss_of(net, scale, smoothing, *batches[0])
    loss.backward()
    arrays |= {"loss": np.array(loss.item()), "data_loss": np.array(data_loss.item())}
    arrays |= {f"gradient:{name}": value.grad.numpy() for name, value in net.parameters.items()}
    for name, make in optimizers.items():
        arrays |= {f"{name}:{key}": value for key, value in train(build(), make, batches, scale, smoothing).items()}
    return arrays


def train(net, make, batches, scale, smoothing):
    optimizer, schedule = make(list(net.parameters.values()))
    losses = []
    for step, (x, y) in enumerate(batches[:STEPS], 1):
        optimizer.zero_grad()
        _, loss = loss_of(net, scale, smoothing, x, y)
        loss.backward()
        optimizer.step()
        net.after_step(step)
        if schedule:
            schedule.step()
        losses.append(loss.item())
    after = {name: value.detach().numpy() for name, value in net.parameters.items()}
    for name, value in net.parameters.items():
        after |= {f"{name}/{slot}": tensor.numpy() for slot, tensor in slots(optimizer.state[value])}
    for path, norm in net.norms.items():
        after |= {f"{path}/mean": norm.mean.numpy(), f"{path}/variance": norm.variance.numpy()}
    after |= net.moving()
    output = net.forward(batches[0][0], training=False).detach().numpy()
    return {"losses": np.array(losses), "output": output} | {f"state:{key}": value for key, value in after.items()}


def slots(state):
    names = {"exp_avg": "adam_m", "exp_avg_sq": "adam_v", "momentum_buffer": "sgd_velocity"}
    return [(names[key], value) for key, value in state.items() if key in names]


def adam(parameters):
    return torch.optim.Adam(parameters, lr=0.001), None


def sgd(parameters):
    """Milestones 2 and 4: the third and the fifth step are the first ones with a smaller rate."""
    optimizer = torch.optim.SGD(parameters, lr=0.05, momentum=0.9, nesterov=True)
    return optimizer, torch.optim.lr_scheduler.MultiStepLR(optimizer, [2, 4], 0.1)


def save(path, arrays):
    """Strided views become plain arrays."""
    plain = {name: np.asarray(value, order="C") for name, value in arrays.items()}
    save_file(plain, path, {"torch": torch.__version__.split("+")[0]})
