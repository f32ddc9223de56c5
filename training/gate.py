"""Fit the gate: to pass the sentences that people marked, and those in which the trained network finds a cue.

The network reads all training texts once and says of each sentence how likely it holds a cue; the gate learns that (as in
distillation, Hinton et al. 2015), and a marked sentence counts as certain. A tenth of the texts is kept back, and the
limit is set on their marked sentences.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from claimant.extract.decode import TAGGERS
from claimant.extract.gate import Gate
from claimant.extract.wordpiece import WordPiece
from training.data import Text, cut
from training.judge import scored
from training.network import Network
from training.train import sets

SIZE = 24
"""Impressions; set, not searched for."""
ARTICLES = 300
"""PolNeAR's articles that the network reads for the gate: enough of what is not about attacks."""
RECALL = 0.99
"""The limit lets so many of the marked sentences of the texts kept back pass; the goal is 99 %."""


class Glance(nn.Module):
    """The gate in torch; see claimant/extract/gate.py."""

    def __init__(self, pieces: int = 30522) -> None:
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(pieces, SIZE) for _ in range(3))
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.05)
        self.own = nn.Parameter(torch.randn(SIZE) * 0.3)
        self.beside = nn.Parameter(torch.zeros(SIZE))
        self.bias = nn.Parameter(torch.tensor(-2.0))

    def forward(self, pieces: Tensor, sentence: Tensor, count: int) -> Tensor:
        before, here, after = (table(pieces) for table in self.tables)
        felt = before[:-2] + here[1:-1] + after[2:]
        felt = torch.tanh(felt)
        strongest = torch.full((count, SIZE), -1.0).scatter_reduce(
            0, sentence[:, None].expand(-1, SIZE), felt, "amax", include_self=True
        )
        pad = torch.full((1, SIZE), -1.0)
        around = torch.maximum(torch.cat([pad, strongest[:-1]]), torch.cat([strongest[1:], pad]))
        return strongest @ self.own + around @ self.beside + self.bias


Case = tuple[Tensor, Tensor, Tensor, Tensor]
"""Pieces with padding, sentence of each piece, what the network says of each sentence, and the marks (-1: no marks)."""


def taught(net: Network, text: Text) -> Case | None:
    """One text with what the network finds in each of its sentences, and what people marked."""
    sentences = [s for s in text.sentences if s]
    if not sentences:
        return None
    starts = np.array([s[0].start for s in sentences])
    likely = np.zeros(len(sentences), dtype=np.float32)
    marks = np.full(len(sentences), -1.0 if text.cues is None else 0.0, dtype=np.float32)
    looks = list(cut(text, None, 160, 48, 16))
    for look, scores in zip(looks, scored(net, looks), strict=True):
        cue = 1.0 - scores.tags[len(look.head) :, TAGGERS.index("statement_cue"), 0]
        for index in range(*look.focus):
            place = int(np.searchsorted(starts, look.words[index].start, "right")) - 1
            likely[place] = max(likely[place], cue[index])
    for one in text.cues or ():
        place = int(np.searchsorted(starts, one.span[0], "right")) - 1
        marks[place] = max(marks[place], 1.0 if one.sure else 0.5)
    pieces = [0] + [p for s in sentences for w in s for p in w.pieces] + [0]
    owner = [i for i, s in enumerate(sentences) for w in s for _ in w.pieces]
    return torch.tensor(pieces), torch.tensor(owner), torch.from_numpy(likely), torch.from_numpy(marks)


def fit(cases: Sequence[Case], epochs: int, seed: int = 1) -> Glance:
    """Logistic loss to the larger of mark and network, marked sentences four times as heavy."""
    torch.manual_seed(seed)
    chance, glance = random.Random(seed), Glance()
    optimizer = torch.optim.AdamW(glance.parameters(), lr=4e-3, weight_decay=0.02)
    order = list(range(len(cases)))
    steps = epochs * (len(cases) // 16 + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: max(0.02, 1 - s / steps))
    for _ in range(epochs):
        chance.shuffle(order)
        for start in range(0, len(order), 16):
            total = torch.zeros(())
            for index in order[start : start + 16]:
                pieces, owner, likely, marks = cases[index]
                given = glance(drop(pieces), owner, len(likely))
                wanted = torch.maximum(likely, (marks == 1.0).float())
                weight = 1.0 + 4.0 * (marks == 1.0).float() + 2.0 * likely
                total = total + F.binary_cross_entropy_with_logits(given, wanted, weight, reduction="sum")
            optimizer.zero_grad(set_to_none=True)
            (total / 300).backward()
            optimizer.step()
            schedule.step()
    return glance


def drop(pieces: Tensor) -> Tensor:
    """A tenth of the pieces hidden, so that no sentence hangs on one word."""
    return torch.where(torch.rand(pieces.shape) < 0.1, 103, pieces)


def judged(glance: Glance, cases: Sequence[Case]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sums, marks and lengths in pieces of all sentences."""
    sums, marks, lengths = [], [], []
    with torch.no_grad():
        for pieces, owner, likely, mark in cases:
            sums.append(glance(pieces, owner, len(likely)).numpy())
            marks.append(mark.numpy())
            lengths.append(torch.bincount(owner, minlength=len(likely)).numpy())
    return np.concatenate(sums), np.concatenate(marks), np.concatenate(lengths)


def eight(table: np.ndarray) -> tuple[np.ndarray, np.float32]:
    scale = np.float32(np.abs(table).max() / 127)
    return np.round(table / scale).astype(np.int8), scale


def gate_of(glance: Glance, least: float) -> Gate:
    before, here, after = (t.weight.detach().numpy() for t in glance.tables)
    bias = float(glance.bias)
    return Gate(before, here, after, glance.own.detach().numpy(), glance.beside.detach().numpy(), least - bias)


def write(gate: Gate, path: Path) -> None:
    """Tables in eight bits, with their scales."""
    tables = {}
    for name in ("before", "here", "after"):
        tables[name], tables[f"{name}_scale"] = eight(getattr(gate, name))
    np.savez_compressed(path, own=gate.own, beside=gate.beside, least=np.float32(gate.least), **tables)


def make(net: Network, vocabulary: WordPiece, data: Path, output: Path, epochs: int = 8) -> None:
    """Fit the gate, print what it lets pass, and write it."""
    marked, unmarked, modern, said = sets(data, vocabulary)
    cases = [case for text in (*marked, *modern, *unmarked, *said[:ARTICLES]) if (case := taught(net, text))]
    chance = random.Random(5)
    kept = set(chance.sample(range(len(marked) + len(modern)), (len(marked) + len(modern)) // 10))
    glance = fit([case for i, case in enumerate(cases) if i not in kept], epochs)
    sums, marks, lengths = judged(glance, [cases[i] for i in sorted(kept)])
    least = float(np.quantile(sums[marks == 1.0], 1 - RECALL))
    everything, _, all_lengths = judged(glance, cases)
    print(
        f"kept back: {int((marks == 1.0).sum())} marked sentences, limit {least:.2f}, "
        f"share {lengths[sums >= least].sum() / lengths.sum():.1%}; "
        f"all training texts: share {all_lengths[everything >= least].sum() / all_lengths.sum():.1%}"
    )
    write(gate_of(glance, least), output)
