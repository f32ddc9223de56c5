"""The network's numbers -> what is said: cues, who speaks, who is meant, and how sure each is.

The numbers are scores over the words of one window; nothing here knows of text or of the library that made them.
Tags are B-I-O (begins, inside, outside: Ramshaw and Marcus 1995); what belongs to a cue is tagged once for each cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from claimant.model import Basis, Certainty, Role, Stance

Numbers = NDArray[np.float32]
Run = tuple[int, int]
"""Words [first, last) of a window, counted from its first word, head included."""

TAGGERS = ("statement_cue", "attribution_cue", "PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
"""The word taggers, in the order of the network's outputs. The last five are the roles of MUC-4."""
PAIRS = ("source", "content", "speaker", "target", "via")
"""What is tagged once for each cue: the first two for any attribution, the others for statements."""
STANCES = (Stance.CLAIMS, Stance.BLAMES, Stance.DENIES, Stance.CLEARS, Stance.DOUBTS)
ROLES = (Role.CARRIED_OUT, Role.DIRECTED, Role.SUPPORTED, Role.STAGED)
BASES = tuple(Basis)
CERTAINTIES = (Certainty.STATED, Certainty.LIKELY, Certainty.POSSIBLE)
VOICES = ("named", "narrator", "unnamed")
"""Who speaks: somebody whom the text names, the text itself, or nobody who is named."""
GROUPS = tuple(
    (name, len(labels))
    for name, labels in zip(
        ("stance", "role", "basis", "certainty", "voice"), (STANCES, ROLES, BASES, CERTAINTIES, VOICES), strict=True
    )
)
"""The labels of a cue: name, and how many there are, in the order of the network's output."""
INSIDE = 0.15
"""A word goes on with a part when it is so probably inside it: names that are cut short are worse than long ones (of .1 to .5, on dev)."""
SIZE = 64
"""Numbers in one query or key."""


@dataclass(frozen=True)
class Scores:
    """What the network says of one window of n words."""

    unary: Numbers
    """[n, taggers, 3]: scores of outside, begins, inside."""
    query: Numbers
    """[n, pairs * 2 * SIZE]"""
    key: Numbers
    """[n, pairs * 2 * SIZE]"""
    lean: Numbers
    """[n, pairs * 2]: what a word adds by itself."""
    labels: Numbers
    """[n, 25]: scores of stance, role, basis, certainty and voice, at a cue."""
    relevant: float
    """Log-odds that the text is about an attack."""

    @cached_property
    def tags(self) -> Numbers:
        """[n, taggers, 3] as probabilities."""
        return softmax(self.unary)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words and the probability that it belongs to its cue."""

    run: Run
    probability: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One cue with what hangs on it. `speakers` is empty for the narrator and where nobody is named."""

    cue: Part
    stance: Stance
    stance_probability: float
    role: Role
    basis: Basis
    certainty: Certainty
    voice: str
    voice_probability: float
    speakers: tuple[Part, ...]
    targets: tuple[Part, ...]
    via: tuple[Part, ...]
    target_probability: float
    """That the target is as given: for none given, that there is none."""


def softmax(scores: Numbers) -> Numbers:
    """Probabilities over the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Numbers = powers / powers.sum(axis=-1, keepdims=True)
    return result


def bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distances in words -> 20 classes: 0, then powers of two up to 256 on either side."""
    size = np.minimum(np.floor(np.log2(np.maximum(np.abs(distance), 1))).astype(np.int64), 8) + 1
    return np.where(distance == 0, 0, np.where(distance < 0, size, size + 9))


def cues(tags: Numbers, least: float, focus: Run) -> list[Part]:
    """Runs of words that are more likely than ``least`` a cue and begin in the focus. `tags` is [n, 3]."""
    inside = 1.0 - tags[:, 0]
    found: list[Part] = []
    index, stop = focus
    while index < stop:
        if inside[index] < least:
            index += 1
            continue
        end = index + 1
        while end < len(inside) and inside[end] >= max(least, 0.3) and tags[end, 1] < tags[end, 2]:
            end += 1
        found.append(Part((index, end), float(inside[index:end].max())))
        index = end
    return found


def pair_tags(scores: Scores, distance: Numbers, cue: Run) -> Numbers:
    """[pairs, n, 3]: the probability that each word begins, or is inside, what belongs to the cue."""
    n = len(scores.key)
    query = scores.query[cue[0] : cue[1]].mean(axis=0).reshape(len(PAIRS) * 2, SIZE)
    key = scores.key.reshape(n, len(PAIRS) * 2, SIZE)
    value = np.einsum("pd,npd->pn", query, key) * SIZE**-0.5 + scores.lean.T
    value = value + distance[:, bucket(np.arange(n) - cue[0])]
    both = value.reshape(len(PAIRS), 2, n).transpose(0, 2, 1)
    return softmax(np.concatenate([np.zeros_like(both[..., :1]), both], axis=-1))


def parts(tags: Numbers, least: float, most: int, start: int = 0) -> tuple[Part, ...]:
    """The runs that begin with at least ``least``, surest first, at most ``most``. `tags` is [n, 3]."""
    begins = [int(i) for i in np.argsort(-tags[start:, 1], kind="stable")[:most] + start if tags[i, 1] >= least]
    found: list[Part] = []
    for first in begins:
        if any(one.run[0] <= first < one.run[1] for one in found):
            continue
        last = first + 1
        while last < len(tags) and tags[last, 2] > max(INSIDE, float(tags[last, 1])):
            last += 1
        found.append(Part((first, last), float(tags[first, 1])))
    return tuple(found)


def readings(
    scores: Scores,
    distance: Numbers,
    focus: Run,
    head: int,
    *,
    least: float = 0.5,
    also: float = 0.5,
    pronouns: Sequence[int] = (),
) -> list[Reading]:
    """The statements whose cue begins in the focus; ``also`` is asked of a second speaker or target.

    Words that are `pronouns` begin no speaker and no target: the name that they stand for does, elsewhere in the window.
    """
    found: list[Reading] = []
    for cue in cues(scores.tags[:, 0], least, focus):
        scored: dict[str, Numbers] = {}
        at, start = scores.labels[cue.run[0] : cue.run[1]].mean(axis=0), 0
        for name, size in GROUPS:
            scored[name] = softmax(at[start : start + size])
            start += size
        belongs = pair_tags(scores, distance, cue.run)
        belongs[2:, list(pronouns), 1] = 0.0
        stance = STANCES[int(scored["stance"].argmax())]
        voice = VOICES[int(scored["voice"].argmax())]
        speakers = _likely(belongs[PAIRS.index("speaker")], also, 4, head) if voice == "named" else ()
        target_tags = belongs[PAIRS.index("target")]
        targets = _likely(target_tags, also, 6, head, needed=stance not in {Stance.CLAIMS, Stance.DENIES})
        none = float(np.prod(1.0 - target_tags[head:, 1]))
        found.append(
            Reading(
                cue=cue,
                stance=stance,
                stance_probability=float(scored["stance"].max()),
                role=ROLES[int(scored["role"].argmax())],
                basis=BASES[int(scored["basis"].argmax())],
                certainty=CERTAINTIES[int(scored["certainty"].argmax())],
                voice=voice,
                voice_probability=float(scored["voice"].max()),
                speakers=speakers,
                targets=targets,
                via=parts(belongs[PAIRS.index("via")], 0.5, 1, head),
                target_probability=targets[0].probability if targets else none,
            )
        )
    return found


def _likely(tags: Numbers, also: float, most: int, head: int, *, needed: bool = True) -> tuple[Part, ...]:
    """The runs that are likely by themselves; where there is none and one is needed, the likeliest."""
    return parts(tags, also, most, head) or (parts(tags, 0.0, 1, head) if needed else ())


def attributions(
    scores: Scores, distance: Numbers, focus: Run, head: int, *, least: float = 0.5
) -> list[tuple[Run, tuple[Run, ...], tuple[Run, ...]]]:
    """Cue, source and content of every attribution of whatever kind whose cue begins in the focus (PolNeAR's task)."""
    found = []
    for cue in cues(scores.tags[:, 1], least, focus):
        belongs = pair_tags(scores, distance, cue.run)
        source = parts(belongs[0], 0.5, 1, head)
        content = parts(belongs[1], 0.5, 3, head)
        found.append((cue.run, tuple(sorted(p.run for p in source)), tuple(sorted(p.run for p in content))))
    return found


def strings(scores: Scores, focus: Run, least: Sequence[float]) -> list[tuple[str, Run, float]]:
    """The strings of the five MUC-4 roles in the focus: role, run and probability."""
    found: list[tuple[str, Run, float]] = []
    for offset, name in enumerate(TAGGERS[2:]):
        tags = scores.tags[:, 2 + offset]
        for part in parts(tags, least[offset], len(tags)):
            if focus[0] <= part.run[0] < focus[1]:
                found.append((name, part.run, part.probability))
    return found
