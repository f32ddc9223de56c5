"""The only door to onnxruntime: loads the shipped model, checks its hash, and runs windows through it in batches.

The files lie in `claimant/extract/model/`: `reader.onnx` (the network, weights in eight bits), `vocabulary.txt`,
`gate.npz` (the gate's tables), and `model.json` (hashes, calibration, distance table; written by training/export.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from threading import Lock
from typing import Any

import numpy as np

from claimant.errors import ModelUnusable
from claimant.extract.decode import Scores
from claimant.extract.gate import Gate
from claimant.extract.trained import Calibration, Trained
from claimant.extract.windows import Window
from claimant.extract.wordpiece import WordPiece

_BATCH = 2048
"""Pieces in one batch, padding included: bounds the memory that one document takes."""
_BEGIN, _END = 101, 102
"""The pieces that begin and end a window in BERT's vocabulary."""


def shipped() -> Traversable:
    """The folder of the model that comes with the package."""
    return files("claimant.extract") / "model"


@dataclass(slots=True)
class Onnx:
    """The network by onnxruntime, on one core: documents are what runs beside each other (Trained.many)."""

    model: bytes
    _session: Any = field(default=None, init=False, repr=False)
    _lock: Any = field(default_factory=Lock, init=False, repr=False)

    def __call__(self, looks: Sequence[Window]) -> list[Scores]:
        """Scores of the windows, in their order."""
        found: list[Scores | None] = [None] * len(looks)
        for group in groups(looks):
            for index, scores in zip(group, self._run([looks[i] for i in group]), strict=True):
                found[index] = scores
        return [scores for scores in found if scores is not None]

    def _run(self, looks: Sequence[Window]) -> Iterator[Scores]:
        inputs = arrays(looks)
        outputs = self._open().run(None, inputs)
        for row, look in enumerate(looks):
            n = len(look.head) + len(look.words)
            unary, query, key, lean, labels = (output[row, :n] for output in outputs[:5])
            yield Scores(unary, query, key, lean, labels, relevant=float(outputs[5][row]))

    def _open(self) -> Any:
        with self._lock:
            if self._session is None:
                self._session = self._made()
            return self._session

    def _made(self) -> Any:
        import onnxruntime  # only here: the rules and the weighing do not need it

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(self.model, options, providers=["CPUExecutionProvider"])


def groups(looks: Sequence[Window], most: int = _BATCH) -> Iterator[list[int]]:
    """Numbers of windows that go together: of like length, at most ``most`` pieces with padding."""
    group: list[int] = []
    for index in sorted(range(len(looks)), key=lambda i: len(looks[i])):
        if group and (len(group) + 1) * len(looks[index]) > most:
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def arrays(looks: Sequence[Window]) -> dict[str, np.ndarray[Any, np.dtype[np.int64]]]:
    """Windows as the network takes them: `pieces` and `mask` [windows, pieces], `first` [windows, words]."""
    longest = max(len(look) for look in looks)
    most = max(len(look.head) + len(look.words) for look in looks)
    pieces = np.zeros((len(looks), longest), dtype=np.int64)
    mask, first = np.zeros_like(pieces), np.zeros((len(looks), most), dtype=np.int64)
    for row, look in enumerate(looks):
        given, starts = [_BEGIN], []
        for word in (*look.head, *look.words):
            starts.append(len(given))
            given.extend(word.pieces)
        given.append(_END)
        pieces[row, : len(given)] = given
        mask[row, : len(given)] = 1
        first[row, : len(starts)] = starts
    return {"pieces": pieces, "mask": mask, "first": first}


@cache
def load() -> Trained:
    """The shipped extractor. Raises ModelUnusable where a file is missing or is not what was shipped."""
    return load_from(shipped())


def load_from(folder: Traversable) -> Trained:
    """The extractor whose files lie in `folder`. Raises ModelUnusable as `load` does."""
    try:
        card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        contents = {name: (folder / name).read_bytes() for name in card["files"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnusable(f"{folder}: the extractor's model cannot be read ({error})") from error
    for name, expected in card["files"].items():
        if sha256(contents[name]).hexdigest() != expected:
            raise ModelUnusable(
                f"{folder / name}: the extractor's model is damaged: it is not the file that was shipped"
            )
    return Trained(
        vocabulary=WordPiece.of(contents["vocabulary.txt"].decode("utf-8").split("\n")),
        network=Onnx(contents["reader.onnx"]),
        distance=np.asarray(card["distance"], dtype=np.float32),
        gate=_gate(contents["gate.npz"]),
        calibration=Calibration(
            least=card["calibration"]["least"],
            also=card["calibration"]["also"],
            kept=card["calibration"]["kept"],
            weights=tuple(card["calibration"]["weights"]),
        ),
    )


def _gate(file: bytes) -> Gate:
    """Tables are kept in eight bits, with a scale for each."""
    with np.load(BytesIO(file), allow_pickle=False) as given:
        tables = {name: given[name].astype(np.float32) * given[f"{name}_scale"] for name in ("before", "here", "after")}
        return Gate(**tables, own=given["own"], beside=given["beside"], least=float(given["least"]))


@cache
def version() -> str:
    """What tells a workspace that another model reads now: the first letters of the network's hash; empty without one."""
    try:
        card = json.loads((shipped() / "model.json").read_text(encoding="utf-8"))
        return "model-" + "".join(str(h)[:6] for h in card["files"].values())
    except (OSError, ValueError, KeyError):
        return ""
