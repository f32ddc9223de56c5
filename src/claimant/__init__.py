"""Claimant: who says who did it, why they might say so, and how far the evidence carries."""

from __future__ import annotations

__version__ = "0.1.0"
