"""Claimant: who says who did it, why they might say so, and how far the evidence carries.

The verbs of the command line are functions here: `brief`, `extract_statements`, `weigh_case`,
`compare_assessments`, `find_actors`, `find_cases`, `verify_brief`. They are loaded when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimant.verbs import (
        brief,
        compare_assessments,
        extract_statements,
        find_actors,
        find_cases,
        verify_brief,
        weigh_case,
    )

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "brief",
    "compare_assessments",
    "extract_statements",
    "find_actors",
    "find_cases",
    "verify_brief",
    "weigh_case",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from claimant import verbs

        return getattr(verbs, name)
    raise AttributeError(f"module 'claimant' has no attribute {name!r}")
