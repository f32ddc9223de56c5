"""The network: the MiniLM-L6 encoder (Wang et al. 2020) and heads over words, in torch; small enough to be read whole.

Outputs for a batch of windows, all over words: `unary` [batch, words, taggers, 3] (B-I-O scores), `query` and `key`
[batch, words, pairs * 2 * SIZE] whose dot products say how a word belongs to a cue, `lean` [batch, words, pairs * 2] (what a
word adds by itself), `labels` [batch, words, 25] (stance, role, basis, certainty, voice at a cue), `relevant` [batch].
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from claimant.extract.decode import GROUPS, PAIRS, SIZE, TAGGERS

BUCKETS = 20
"""Distances between a word and a cue fall into so many classes (claimant.extract.decode.bucket)."""


class Layer(nn.Module):
    """One layer of BERT, post-norm (Vaswani et al. 2017)."""

    def __init__(self, size: int = 384, heads: int = 12, inner: int = 1536) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm1 = nn.LayerNorm(size, eps=1e-12)
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, exact: bool = False) -> Tensor:
        b, n, size = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, size // self.heads).permute(2, 0, 3, 1, 4)
        if exact:
            weights = torch.softmax(q @ k.transpose(-1, -2) * (size // self.heads) ** -0.5 + mask, dim=-1)
            mixed = weights @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(b, n, size)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """BERT's embeddings and layers; knows nothing of what they are for."""

    def __init__(self, pieces: int = 30522, size: int = 384, layers: int = 6) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(pieces, size), nn.Embedding(512, size)
        self.kind = nn.Parameter(torch.zeros(size))
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(layers))

    def forward(self, pieces: Tensor, mask: Tensor, exact: bool = False) -> Tensor:
        x = self.word(pieces) + self.place.weight[: pieces.shape[1]] + self.kind
        x = self.norm(x)
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias, exact)
        return x

    @classmethod
    def pretrained(cls, file: Path) -> Encoder:
        """From the safetensors file of MiniLM-L6-H384-uncased or a fine-tuned kin of it."""
        given = {k.removeprefix("bert."): v for k, v in load_file(str(file)).items()}
        own = cls()
        own.word.weight.data = given["embeddings.word_embeddings.weight"]
        own.place.weight.data = given["embeddings.position_embeddings.weight"]
        own.kind.data = given["embeddings.token_type_embeddings.weight"][0]
        own.norm.load_state_dict({p: given[f"embeddings.LayerNorm.{p}"] for p in ("weight", "bias")})
        for number, layer in enumerate(own.layers):
            at = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                parts = [given[f"{at}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                getattr(layer.qkv, part).data = torch.cat(parts)
                for name, theirs in (
                    ("out", "attention.output.dense"),
                    ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"),
                    ("down", "output.dense"),
                    ("norm2", "output.LayerNorm"),
                ):
                    getattr(getattr(layer, name), part).data = given[f"{at}{theirs}.{part}"]
        return own


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: Encoder, size: int = 384) -> None:
        super().__init__()
        self.encoder = encoder
        wide = len(PAIRS) * 2 * SIZE
        self.unary = nn.Linear(size, len(TAGGERS) * 3)
        self.mix = nn.Linear(size, size)
        self.query, self.key = nn.Linear(size, wide), nn.Linear(size, wide)
        self.lean = nn.Linear(size, len(PAIRS) * 2)
        self.judge = nn.Linear(size, size)
        self.labels = nn.Linear(size, sum(n for _, n in GROUPS))
        self.relevant = nn.Linear(size, 1)
        self.distance = nn.Parameter(torch.zeros(len(PAIRS) * 2, BUCKETS))
        self.drop = nn.Dropout(0.1)

    def forward(self, pieces: Tensor, mask: Tensor, first: Tensor, exact: bool = False) -> tuple[Tensor, ...]:
        words, whole = self.words(pieces, mask, first, exact)
        return (*self.heads(words), self.relevant(whole)[:, 0])

    def words(self, pieces: Tensor, mask: Tensor, first: Tensor, exact: bool = False) -> tuple[Tensor, Tensor]:
        """What the encoder makes of each word (of its first piece), and of the whole window."""
        h = self.encoder(pieces, mask, exact)
        return torch.gather(h, 1, first[:, :, None].expand(-1, -1, h.shape[2])), h[:, 0]

    def heads(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """What the heads make of words: all outputs but the last."""
        words = self.drop(words)
        mixed = F.gelu(self.mix(words))
        b, n, _ = words.shape
        return (
            self.unary(words).view(b, n, len(TAGGERS), 3),
            self.query(mixed),
            self.key(mixed),
            self.lean(mixed),
            self.labels(F.gelu(self.judge(words))),
        )
