from __future__ import annotations

import pytest

from claimant.model import Assessment, Brief
from claimant.tell import tell

from . import makers


@pytest.fixture(scope="session")
def made() -> Assessment:
    return makers.assessment()


@pytest.fixture(scope="session")
def brief(made: Assessment) -> Brief:
    return tell(made)
