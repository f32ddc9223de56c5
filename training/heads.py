"""The last stage: the heads alone, to the end, on what the encoder makes of every word.

The encoder's numbers are kept once for all windows, so that a pass over all sets takes minutes. Trained together
with the encoder, the heads lagged behind: on half of the own texts this stage took the whole F1 on modern dev texts from 39 to 52.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence

import numpy as np
import torch

from training.data import Example, cut, example
from training.loop import Portion, collate, heads_loss
from training.network import Network

Kept = tuple[Example, np.ndarray]
"""A window's labels, and what the encoder made of its words: [words, 384] in 16 bits."""


def kept(net: Network, portions: Sequence[Portion], chance: random.Random | None, pieces: int = 4096) -> list[Kept]:
    """All windows of the portions with the encoder's numbers; with ``chance`` cut elsewhere."""
    net.eval()
    items = [
        example(text, w)
        for portion in portions
        for text in portion.texts
        for w in cut(text, chance, portion.focus, portion.before, portion.after)
    ]
    items = [e for e in items if e.cues or (e.unary != -100).any()]
    items.sort(key=lambda e: len(e.pieces))
    out: list[Kept] = []
    start = 0
    while start < len(items):
        stop = start + 1
        while stop < len(items) and (stop + 1 - start) * len(items[stop].pieces) <= pieces:
            stop += 1
        group = items[start:stop]
        batch = collate(group, 0.0, random.Random(0))
        with torch.no_grad():
            words, _ = net.words(batch.pieces, batch.mask, batch.first)
        out.extend((e, words[i, : len(e.first)].half().numpy()) for i, e in enumerate(group))
        start = stop
    return out


def fit(
    net: Network,
    items: Sequence[Kept],
    *,
    epochs: int,
    rate: float,
    emphasis: float,
    seed: int = 4,
    windows: int = 24,
    judge: Callable[[Network, int], None] | None = None,
) -> None:
    """Train the heads in place; the encoder and the head over whole windows stay as they are."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    heads = [p for n, p in net.named_parameters() if not n.startswith(("encoder.", "relevant."))]
    optimizer = torch.optim.AdamW(heads, lr=rate, weight_decay=0.02, fused=True)
    groups = [items[i : i + windows] for i in range(0, len(items), windows)]  # of like length, as kept() orders them
    steps = epochs * len(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.05 * steps + 1), max(0.02, (steps - s) / (0.95 * steps)))
    )
    began = time.time()
    for epoch in range(epochs):
        net.train()
        losses = []
        chance.shuffle(groups)
        for group in groups:
            batch = collate([e for e, _ in group], 0.0, chance)
            words = torch.zeros((len(group), batch.first.shape[1], group[0][1].shape[1]))
            for row, (_, numbers) in enumerate(group):
                words[row, : len(numbers)] = torch.from_numpy(numbers).float()
            loss = heads_loss(net, words, batch, emphasis) / batch.windows
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(heads, 50.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(
            f"heads, epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s",
            file=sys.stderr,
            flush=True,
        )
        if judge:
            judge(net, epoch + 1)
