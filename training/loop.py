"""Batches, loss and the training loop; deterministic for a seed and a number of threads."""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from claimant.extract.decode import GROUPS, PAIRS, SIZE, TAGGERS, bucket
from training.data import IGNORE, Example, Text, cut, example
from training.network import Network

MASK_PIECE = 103
"""[MASK] in BERT's vocabulary: some words are hidden in training, which small sets need (as word dropout)."""


SAID = {"source": 1.0, "content": 0.3}
STATED = {"speaker": 2.0, "target": 2.0, "via": 1.0}
"""What a word of each pair counts in the loss: contents are long, and would drown the rest."""
CUE = 2.0
"""What a word of a statement's cue counts: such cues are rare."""


@dataclass(frozen=True)
class Portion:
    """A set of texts, how often an epoch takes it, and how its windows are cut."""

    texts: Sequence[Text]
    times: float
    focus: int
    before: int
    after: int


@dataclass
class Batch:
    pieces: Tensor
    mask: Tensor
    first: Tensor
    unary: Tensor
    owner: Tensor  # window of each cue
    cue: Tensor  # [cues, 2] first and last word
    pairs: Tensor  # [cues, pairs, words]
    labels: Tensor  # [cues, groups]
    weight: Tensor  # of each cue
    relevant: Tensor
    windows: int


def collate(items: Sequence[Example], hide: float, chance: random.Random) -> Batch:
    longest = max(len(e.pieces) for e in items)
    words = max(len(e.first) for e in items)
    pieces = np.zeros((len(items), longest), dtype=np.int64)
    mask = np.zeros((len(items), longest), dtype=np.int64)
    first = np.zeros((len(items), words), dtype=np.int64)
    unary = np.full((len(items), len(TAGGERS), words), IGNORE, dtype=np.int64)
    owner, cue, pairs, labels, weight = [], [], [], [], []
    for row, e in enumerate(items):
        given = list(e.pieces)
        if hide:
            for i, start in enumerate(e.first):
                if chance.random() < hide:
                    stop = e.first[i + 1] if i + 1 < len(e.first) else len(given) - 1
                    given[start:stop] = [MASK_PIECE] * (stop - start)
        pieces[row, : len(given)] = given
        mask[row, : len(given)] = 1
        first[row, : len(e.first)] = e.first
        unary[row, :, : len(e.first)] = e.unary
        for _, start, end, marked, tags, sure in e.cues:
            owner.append(row)
            cue.append((start, end))
            table = np.full((len(PAIRS), words), IGNORE, dtype=np.int64)
            for number, name in enumerate(PAIRS):
                if name in marked:
                    table[number, : len(marked[name])] = marked[name]
            pairs.append(table)
            labels.append([tags.get(name, IGNORE) for name, _ in GROUPS])
            weight.append(sure * e.weight)
    return Batch(
        torch.from_numpy(pieces),
        torch.from_numpy(mask),
        torch.from_numpy(first),
        torch.from_numpy(unary),
        torch.tensor(owner, dtype=torch.long),
        torch.tensor(cue, dtype=torch.long).view(-1, 2),
        torch.from_numpy(np.stack(pairs)) if pairs else torch.zeros((0, len(PAIRS), words), dtype=torch.long),
        torch.tensor(labels, dtype=torch.long).view(-1, len(GROUPS)),
        torch.tensor(weight, dtype=torch.float),
        torch.tensor([e.relevant for e in items]),
        len(items),
    )


def pair_scores(net: Network, query: Tensor, key: Tensor, lean: Tensor, owner: Tensor, cue: Tensor) -> Tensor:
    """How each word belongs to each cue: [cues, pairs, words, 3], B-I-O with O at 0."""
    n, words = len(owner), key.shape[1]
    index = torch.arange(words)
    inside = ((index[None] >= cue[:, :1]) & (index[None] <= cue[:, 1:])).float()
    inside = inside / inside.sum(1, keepdim=True)
    q = torch.einsum("cw,cwd->cd", inside, query[owner]).view(n, len(PAIRS) * 2, SIZE)
    k = key[owner].view(n, words, len(PAIRS) * 2, SIZE)
    score = torch.einsum("cpd,cwpd->cpw", q, k) * SIZE**-0.5
    score = score + lean[owner].transpose(1, 2)
    distance = index[None] - cue[:, :1]
    score = score + net.distance[:, torch.from_numpy(bucket(distance.numpy()))].permute(1, 0, 2)
    score = score.view(n, len(PAIRS), 2, words).permute(0, 1, 3, 2)
    return torch.cat([torch.zeros_like(score[..., :1]), score], dim=-1)


def loss_of(net: Network, batch: Batch, emphasis: float = 1.0) -> Tensor:
    """The weighted negative log-likelihood of all labels of a batch, a window; `emphasis` is for statements."""
    words, whole = net.words(batch.pieces, batch.mask, batch.first)
    total = heads_loss(net, words, batch, emphasis)
    known = batch.relevant != IGNORE
    if known.any():
        relevant = net.relevant(whole)[:, 0]
        total = total + F.binary_cross_entropy_with_logits(
            relevant[known], batch.relevant[known].float(), reduction="sum"
        )
    return total / batch.windows


def heads_loss(net: Network, words: Tensor, batch: Batch, emphasis: float = 1.0) -> Tensor:
    """The weighted sum over all labels of words, from what the encoder made of them."""
    unary, query, key, lean, tags = net.heads(words)
    each = F.cross_entropy(
        unary.permute(0, 2, 1, 3).reshape(-1, 3), batch.unary.reshape(-1), ignore_index=IGNORE, reduction="none"
    ).view(batch.unary.shape)
    total = each.sum() + (CUE * emphasis - 1.0) * each[:, 0].sum()
    if len(batch.owner):
        scores = pair_scores(net, query, key, lean, batch.owner, batch.cue)
        each = F.cross_entropy(
            scores.reshape(-1, 3), batch.pairs.reshape(-1), ignore_index=IGNORE, reduction="none"
        ).view(len(batch.owner), -1)
        each = each.view(len(batch.owner), len(PAIRS), -1).sum(2) * torch.tensor(
            [SAID[name] if name in SAID else STATED[name] * emphasis for name in PAIRS]
        )
        total = total + (each.sum(1) * batch.weight).sum()
        index = torch.arange(tags.shape[1])
        inside = ((index[None] >= batch.cue[:, :1]) & (index[None] <= batch.cue[:, 1:])).float()
        inside = inside / inside.sum(1, keepdim=True)
        at = torch.einsum("cw,cwd->cd", inside, tags[batch.owner])
        start = 0
        for number, (_, size) in enumerate(GROUPS):
            each = F.cross_entropy(
                at[:, start : start + size], batch.labels[:, number], ignore_index=IGNORE, reduction="none"
            )
            total = total + emphasis * (each * batch.weight).sum()
            start += size
    return total


def batches(portions: Sequence[Portion], chance: random.Random, pieces: int, hide: float) -> list[Batch]:
    """One epoch: every portion cut anew, windows of like length together, in chance order."""
    items: list[Example] = []
    for portion in portions:
        whole, part = divmod(portion.times, 1)
        for _ in range(int(whole)):
            for text in portion.texts:
                items.extend(_examples(text, portion, chance))
        for text in portion.texts:
            if chance.random() < part:
                items.extend(_examples(text, portion, chance))
    chance.shuffle(items)
    items.sort(key=lambda e: len(e.pieces) // 16)
    groups: list[list[Example]] = []
    for item in items:
        if not groups or (len(groups[-1]) + 1) * max(len(item.pieces), len(groups[-1][-1].pieces)) > pieces:
            groups.append([])
        groups[-1].append(item)
    chance.shuffle(groups)
    return [collate(group, hide, chance) for group in groups]


def _examples(text: Text, portion: Portion, chance: random.Random) -> Iterator[Example]:
    for w in cut(text, chance, portion.focus, portion.before, portion.after):
        yield example(text, w)


def train(
    net: Network,
    portions: Sequence[Portion],
    *,
    epochs: float,
    rate: float,
    head_rate: float,
    seed: int,
    pieces: int = 2048,
    hide: float = 0.08,
    emphasis: float = 1.0,
    average: float = 0.0,
    judge: Callable[[Network, int], None] | None = None,
) -> None:
    """Train in place: AdamW, linear warm-up and decay; with ``average`` the weights end as their moving average."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    body = [p for n, p in net.named_parameters() if n.startswith("encoder.")]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": head_rate}], weight_decay=0.01, fused=True
    )
    rounds = math.ceil(epochs)
    per = len(batches(portions, random.Random(seed), pieces, 0))
    steps = int(per * epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.06 * steps + 1), max(0.02, (steps - s) / (0.94 * steps)))
    )
    shadow = {n: p.detach().clone() for n, p in net.named_parameters()} if average else {}
    step, began, seen = 0, time.time(), 0
    for epoch in range(rounds):
        net.train()
        losses = []
        for batch in batches(portions, chance, pieces, hide):
            if step >= steps:
                break
            loss = loss_of(net, batch, emphasis)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 20.0)
            optimizer.step()
            schedule.step()
            step += 1
            seen += batch.pieces.numel()
            losses.append(loss.item())
            if average:
                keep = min(average, step / (step + 9))
                with torch.no_grad():
                    for n, p in net.named_parameters():
                        shadow[n].lerp_(p, 1 - keep)
            if step % 100 == 0:
                print(
                    f"step {step}/{steps} loss {np.mean(losses[-100:]):.3f} {seen / (time.time() - began):.0f} pieces/s",
                    file=sys.stderr,
                    flush=True,
                )
        print(
            f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s", file=sys.stderr, flush=True
        )
        if judge and epoch + 1 < rounds:
            judge(net, epoch + 1)
    if average:
        with torch.no_grad():
            for n, p in net.named_parameters():
                p.copy_(shadow[n])
