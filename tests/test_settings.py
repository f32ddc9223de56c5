"""Settings: one table, and the environment over it."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.settings import Settings

TABLE = {item.name: item for item in fields(Settings)}
OTHER = {bool: "yes", int: "7", float: "1.5", str: "somebody else"}


def test_without_an_environment_the_defaults_hold():
    assert Settings.from_environment({}) == Settings()


@pytest.mark.parametrize("name", TABLE)
def test_each_setting_can_be_given_by_the_environment(name):
    kind = type(TABLE[name].default)
    given_ = Settings.from_environment({f"CLAIMANT_{name.upper()}": OTHER[kind]})
    assert getattr(given_, name) == (True if kind is bool else kind(OTHER[kind]))
    assert all(getattr(given_, other) == TABLE[other].default for other in TABLE if other != name)


@pytest.mark.parametrize("name", TABLE)
def test_each_setting_says_in_one_line_what_it_does(name):
    text = TABLE[name].metadata["help"]
    assert text and "\n" not in text and not text.endswith(".")


@pytest.mark.parametrize("name", TABLE)
def test_each_setting_has_an_effect_somewhere(name):
    package = Path(__file__).parent.parent / "src" / "claimant"
    used = re.compile(rf"\b(?:using|settings|self\.settings)\.{name}\b")
    assert any(used.search(path.read_text(encoding="utf-8")) for path in package.rglob("*.py"))


@pytest.mark.parametrize(("word", "value"), [("yes", True), ("TRUE", True), ("1", True), ("off", False), ("No", False)])
def test_a_switch_takes_words(word, value):
    assert Settings.from_environment({"CLAIMANT_ALLOW_PRIVATE": word}).allow_private is value


@pytest.mark.parametrize(
    ("variable", "text", "takes"),
    [
        ("CLAIMANT_ALLOW_PRIVATE", "perhaps", "yes or no"),
        ("CLAIMANT_MAX_BYTES", "50 MB", "a whole number"),
        ("CLAIMANT_FETCH_TIMEOUT", "soon", "a number"),
    ],
)
def test_a_wrong_value_is_refused_with_the_variable_and_what_it_takes(variable, text, takes):
    with pytest.raises(ValueError, match=variable) as error:
        Settings.from_environment({variable: text})
    assert takes in str(error.value) and repr(text) in str(error.value)


@given(st.dictionaries(st.text().filter(lambda name: not name.startswith("CLAIMANT_")), st.text()))
def test_other_variables_change_nothing(environment):
    assert Settings.from_environment(environment) == Settings()


def test_settings_do_not_change_once_made():
    with pytest.raises(FrozenInstanceError):
        Settings().max_bytes = 1
