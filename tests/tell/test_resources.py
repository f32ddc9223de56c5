"""What readers can do: a list that is well formed, and a choice that fits the case."""

from __future__ import annotations

from dataclasses import replace

from claimant.model import Assessment, Case
from claimant.tell.imprint import Imprint, Resource
from claimant.tell.resources import SHOWN, chosen, resources, topics, topics_of


def asking(case: Case, question: str, country: str = "") -> Case:
    return replace(case, question=question, incident=replace(case.incident, country=country or None))


def test_the_list_is_well_formed():
    listed = resources()
    assert len({one.name for one in listed}) == len({one.address for one in listed}) == len(listed)
    for one in listed:
        assert one.topics, one.name
        assert set(one.topics) <= set(topics()), one.name
        assert one.address.startswith("https://") and one.address.endswith("/"), one.name
        assert not one.does.endswith("."), one.name


def test_every_topic_has_an_organisation_for_all_countries():
    free = {topic for one in resources() if not one.countries for topic in one.topics}
    assert free == set(topics())


def test_countries_are_states_by_their_names():
    from claimant.resolve import gazetteer

    states = {actor.name for actor in gazetteer().entries.values() if actor.kind == "state"}
    for one in resources():
        assert set(one.countries) <= states, one.name


def test_the_question_decides_the_topic(made: Assessment):
    case = asking(made.case, "Who abducted the two journalists in Port Sarel?")
    assert topics_of(case, Imprint())[:2] == ("hostages", "journalists")
    names = [one.name for one in chosen(case, Imprint())]
    assert "Hostage International" in names and "Committee to Protect Journalists" in names


def test_the_country_comes_first(made: Assessment):
    case = asking(made.case, "Who bombed the trains?", "spain")
    assert "Spain" in chosen(case, Imprint())[0].countries
    assert not any("Spain" in one.countries for one in chosen(asking(made.case, "Who bombed it?"), Imprint()))


def test_the_publishers_own_come_before_all_and_stand_in_for_one_of_the_same_name(made: Assessment):
    own = Resource(name="Bellingcat", address="https://own.example/", does="ours")
    found = chosen(made.case, Imprint(resources=(own,)))
    assert found[0] == own
    assert [one.name for one in found].count("Bellingcat") == 1
    assert len(found) <= SHOWN
