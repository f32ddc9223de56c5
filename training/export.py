"""The trained network as the file that is shipped: ONNX, weights in eight bits, with its card of hashes and numbers.

Called by training/ship.py.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Network


class Exact(nn.Module):
    """The network with attention written out, as ONNX needs it."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        return self.net(pieces, mask, first, True)


OUTPUTS = ("unary", "query", "key", "lean", "labels", "relevant")


def onnx(net: Network, path: Path) -> None:
    """Write the network in 32 bits."""
    net.eval()
    some = torch.ones((2, 16), dtype=torch.long)
    first = torch.ones((2, 5), dtype=torch.long)
    axes = {
        "pieces": {0: "windows", 1: "pieces"},
        "mask": {0: "windows", 1: "pieces"},
        "first": {0: "windows", 1: "words"},
    }
    out = {name: {0: "windows", 1: "words"} for name in OUTPUTS[:5]} | {"relevant": {0: "windows"}}
    torch.onnx.export(
        Exact(net).eval(),
        (some, some, first),
        str(path),
        input_names=list(axes),
        output_names=list(OUTPUTS),
        dynamic_axes=axes | out,
        opset_version=17,
        dynamo=False,
    )


def eight_bits(source: Path, target: Path) -> None:
    """Dynamic quantisation: weights in eight bits, a scale for every output of a layer."""
    quantize_dynamic(
        source, target, weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True}
    )


UNCALIBRATED = {"least": 0.5, "also": 0.5, "kept": 0.0, "weights": [0.0, 1.0, 1.0, 1.0, 1.0]}


def calibrate_card(calibration: Path, output: Path) -> None:
    """Put the calibration into the card of a shipped model."""
    card = json.loads((output / "model.json").read_text(encoding="utf-8"))
    card["calibration"] = json.loads(calibration.read_text(encoding="utf-8"))
    (output / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def write(net: Network, vocabulary: Path, gate: Path, calibration: Path | None, output: Path) -> None:
    """All files of the shipped model."""
    output.mkdir(parents=True, exist_ok=True)
    large = output / "reader-32.onnx"
    onnx(net, large)
    eight_bits(large, output / "reader.onnx")
    large.unlink()
    pieces = vocabulary.read_text(encoding="utf-8").rstrip("\n").split("\n")
    (output / "vocabulary.txt").write_text("\n".join(pieces), encoding="utf-8")
    (output / "gate.npz").write_bytes(gate.read_bytes())
    card = {
        "files": {
            name: sha256((output / name).read_bytes()).hexdigest()
            for name in ("reader.onnx", "vocabulary.txt", "gate.npz")
        },
        "calibration": json.loads(calibration.read_text(encoding="utf-8")) if calibration else UNCALIBRATED,
        "distance": [[round(x, 4) for x in row] for row in net.distance.tolist()],
    }
    (output / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
