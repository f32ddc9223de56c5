"""What the rules find in a report, in sentences: who says what of whom."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.extract import extract
from claimant.model import Basis, By, Certainty, Document, Moment, Role, Source, Stance

from .makers import document, line, rules, statements, the_statement, told


def scenes(*pairs: tuple[str, list[str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), pairs)


# ---------------------------------------------------------------- the five stances


@scenes(
    ("The Cedar Front claimed responsibility for the bombing in Port Selm.", ["The Cedar Front | claims | -"]),
    ("The minister accused the Red Ravens of bombing the station.", ["The minister | blames | the Red Ravens"]),
    ("The Cedar Front denied any role in the attack.", ["The Cedar Front | denies | -"]),
    ("A spokesman said the Red Ravens were not behind the raid.", ["A spokesman | clears | the Red Ravens"]),
    ("The chief doubted that the Red Ravens carried out the raid.", ["The chief | doubts | the Red Ravens"]),
)
def test_each_stance_is_told_from_the_others(text, expected):
    assert told(text) == expected


@scenes(
    ("The army blamed the Cedar Front for the attack.", ["The army | blames | the Cedar Front"]),
    ("The army blamed the bombing on the Cedar Front.", ["The army | blames | the Cedar Front"]),
    ("Nobody was surprised. The minister blamed it on the VLA.", ["The minister | blames | the VLA"]),
    ("The president pinned the bombing on Ostria.", ["The president | blames | Ostria"]),
    ("The minister placed the blame on the Red Ravens.", ["The minister | blames | the Red Ravens"]),
    ("The minister attributed the bombing to the Red Ravens.", ["The minister | blames | the Red Ravens"]),
    ("The minister held the VLA responsible for the bombing.", ["The minister | blames | the VLA"]),
    ("The minister pointed the finger at Ostria after the blast.", ["The minister | blames | Ostria"]),
    ("The bombing was the work of the VLA, the minister said.", ["the minister | blames | the VLA"]),
    ("The mayor died at the hands of the VLA, the judge said.", ["the judge | blames | the VLA"]),
    ("All signs point to the Red Ravens, the minister said.", ["the minister | blames | the Red Ravens"]),
    ("The prosecutor charged the VLA with the murder of the judge.", ["The prosecutor | blames | the VLA"]),
    ("The Cedar Front admitted killing the judge.", ["The Cedar Front | claims | -"]),
    ("The Cedar Front took credit for the bombing.", ["The Cedar Front | claims | -"]),
)
def test_an_attribution_has_many_verbs(text, expected):
    assert told(text) == expected


@scenes(
    ("The Red Ravens were blamed by the army for the blast.", ["the army | blames | The Red Ravens"]),
    ("The bombing was carried out by the Red Ravens, the army said.", ["the army | blames | the Red Ravens"]),
    ("Responsibility for the bombing was claimed by the VLA.", ["the VLA | claims | -"]),
    ("The attack was claimed by the Cedar Front.", ["the Cedar Front | claims | -"]),
    ("The bombing, the minister said, was carried out by the VLA.", ["the minister | blames | the VLA"]),
)
def test_the_passive_says_the_same(text, expected):
    assert told(text) == expected


@scenes(
    ("The Red Ravens are blamed for the bombing.", ["unnamed | blames | The Red Ravens"]),
    ("The Red Ravens were accused of the bombing.", ["unnamed | blames | The Red Ravens"]),
    ("The Red Ravens, accused of bombing a port, have fought for years.", ["unnamed | blames | The Red Ravens"]),
    ("The bombing is attributed to the Red Ravens.", ["unnamed | blames | the Red Ravens"]),
)
def test_a_passive_without_an_agent_has_an_unnamed_speaker(text, expected):
    assert told(text) == expected


def test_a_passive_that_names_neither_speaker_nor_target_is_nothing():
    assert told("He was arrested on Monday and accused of the murder of the judge.") == []


@scenes(
    ("Red Ravens fighters bombed the station on Monday.", ["narrator | blames | Red Ravens fighters"]),
    ("The Cedar Front killed four judges on Tuesday.", ["narrator | blames | The Cedar Front"]),
    ("The mayor was killed by the Red Ravens on Monday.", ["narrator | blames | the Red Ravens"]),
)
def test_with_nobody_cited_the_narrator_speaks(text, expected):
    assert told(text) == expected


@scenes(
    ("The Red Ravens allegedly carried out the bombing.", ["unnamed | blames | The Red Ravens"]),
    ("The station was allegedly bombed by the Red Ravens.", ["unnamed | blames | the Red Ravens"]),
    ("It is said that the Cedar Front planted the bomb.", ["unnamed | blames | the Cedar Front"]),
    ("The VLA is believed to be behind the bombing.", ["unnamed | blames | The VLA"]),
)
def test_hearsay_is_not_the_narrators_own_word(text, expected):
    assert told(text) == expected


# ---------------------------------------------------------------- speech in speech


@scenes(
    ("Officials said that the VLA had claimed the attack.", ["the VLA | claims | - | via Officials"]),
    (
        "The minister said that the army had accused the VLA of the raid.",
        ["the army | blames | the VLA | via The minister"],
    ),
    (
        "According to the Foreign Ministry, the VLA has claimed responsibility for the blast.",
        ["the VLA | claims | - | via the Foreign Ministry"],
    ),
    (
        "Officials in Norland said that Vastia had accused Ostria of the bombing.",
        ["Vastia | blames | Ostria | via Officials in Norland"],
    ),
    (
        "A caller told the radio that the VLA claimed responsibility for the blast.",
        ["the VLA | claims | - | via A caller"],
    ),
)
def test_the_innermost_speaker_speaks_and_the_outer_one_relays(text, expected):
    assert told(text) == expected


@scenes(
    (
        "The Red Ravens carried out the bombing, reports the Daily Anchor.",
        ["narrator | blames | The Red Ravens | via the Daily Anchor"],
    ),
    (
        "The Red Ravens bombed the station, the Daily Anchor reported.",
        ["narrator | blames | The Red Ravens | via the Daily Anchor"],
    ),
)
def test_an_outlet_only_relays(text, expected):
    assert told(text) == expected


@scenes(
    ("The minister, who spoke in Port Selm, said the VLA had planted the bomb.", ["The minister | blames | the VLA"]),
    ("The minister, offering no evidence, said the VLA carried out the attack.", ["The minister | blames | the VLA"]),
    ("The paper quoted the minister as saying that the VLA bombed it.", ["the minister | blames | the VLA"]),
    ("In the words of General Orban, the VLA is behind the bombing.", ["General Orban | blames | the VLA"]),
    ("The general's version that the VLA did it found no believers.", ["The general | blames | the VLA"]),
    ("The court found that the VLA had killed the judge.", ["The court | blames | the VLA"]),
)
def test_a_reporting_clause_is_found_however_it_is_put(text, expected):
    assert told(text) == expected


# ---------------------------------------------------------------- pronouns and what was said before


@scenes(
    (
        "Interior Minister Ana Brel spoke on Monday. She accused the VLA of the bombing.",
        ["Interior Minister Ana Brel | blames | the VLA"],
    ),
    (
        "The Cedar Front sent a letter to the radio. It claimed responsibility for the bombing.",
        ["The Cedar Front | claims | -"],
    ),
    (
        "General Orban blamed Vastia for the raid. He also accused Ostria of the murder of the judge.",
        ["General Orban | blames | Vastia", "General Orban | blames | Ostria"],
    ),
)
def test_a_pronoun_is_whoever_was_named_before(text, expected):
    assert told(text) == expected


@scenes(
    ("The Cedar Front says it did it.", ["The Cedar Front | claims | -"]),
    ("The Cedar Front said it had carried out the bombing.", ["The Cedar Front | claims | -"]),
    ("The Cedar Front said it was not responsible for the bombing.", ["The Cedar Front | denies | -"]),
    ("The Cedar Front said it had nothing to do with the bombing.", ["The Cedar Front | denies | -"]),
    ('"We carried out this attack," the Cedar Front said.', ["the Cedar Front | claims | -"]),
    ('"We did not carry out this attack," the VLA said.', ["the VLA | denies | -"]),
)
def test_who_speaks_of_itself_claims_or_denies(text, expected):
    assert told(text) == expected


def test_its_own_fighters_stay_a_target_for_resolving_to_tell_as_its_own_side():
    assert told("The VLA said its fighters had carried out the attack.") == ["The VLA | blames | its fighters"]


@scenes(
    (
        '"This was a cowardly crime," General Orban said. "The Red Ravens carried out this attack."',
        ["General Orban | blames | The Red Ravens"],
    ),
    (
        'General Orban spoke for an hour. "It was a crime. The VLA is responsible for the bombing."',
        ["General Orban | blames | The VLA"],
    ),
    (
        "General Orban spoke for an hour: “It was a crime. The VLA is responsible for the bombing.” He left.",
        ["General Orban | blames | The VLA"],
    ),
)
def test_a_quotation_that_runs_on_keeps_its_speaker(text, expected):
    assert told(text) == expected


@scenes(
    ("[Brel] There is no doubt. The VLA carried out the bombing.", ["Brel | blames | The VLA"]),
    ("[BREL] THERE IS NO DOUBT. THE REBELS KILLED THE MAYOR.", ["BREL | blames | THE REBELS"]),
    (
        "[Brel] The VLA carried out the bombing. [Orban] Ostria is behind the bombing.",
        ["Brel | blames | The VLA", "Orban | blames | Ostria"],
    ),
)
def test_a_transcript_names_its_speakers_in_brackets(text, expected):
    assert told(text) == expected


# ---------------------------------------------------------------- negation, doubt, and what is not real


@pytest.mark.parametrize(
    "text",
    [
        "The Cedar Front has not claimed responsibility for the bombing.",
        "No group has claimed responsibility for the bombing.",
        "Nobody has claimed the attack.",
        "Neither group has claimed responsibility for the attack.",
        "There has been no claim of responsibility for the attack.",
        "The police have not blamed anyone for the attack.",
        "The police did not blame the Red Ravens for the attack.",
        "The minister did not say that the Red Ravens carried out the attack.",
    ],
)
def test_silence_is_no_statement(text):
    assert told(text) == []


@scenes(
    ("The VLA said the Red Ravens were not responsible for the raid.", ["The VLA | clears | the Red Ravens"]),
    ("The VLA said it was not responsible for the raid.", ["The VLA | denies | -"]),
    ("The inquiry cleared the army of the murder.", ["The inquiry | clears | the army"]),
    ("The court acquitted General Orban of the murder.", ["The court | clears | General Orban"]),
    ("The minister ruled out that the VLA was behind the raid.", ["The minister | clears | the VLA"]),
    ("The deputy said his country had no part in the bombing.", ["The deputy | clears | his country"]),
    ("Ostria said the accusation was false.", ["Ostria | denies | -"]),
    ("The VLA rejected the accusation that it bombed the station.", ["The VLA | denies | -"]),
)
def test_not_responsible_of_oneself_denies_and_of_another_clears(text, expected):
    assert told(text) == expected


@scenes(
    ("The minister denied that the army had killed the judge.", ["The minister | denies | the army"]),
    (
        "The minister denied that the army killed the judge and blamed the VLA.",
        ["The minister | denies | the army", "The minister | blames | the VLA"],
    ),
)
def test_what_is_denied_is_not_said_by_the_narrator(text, expected):
    assert told(text) == expected


@scenes(
    ("There is no evidence that the VLA did it, the prosecutor said.", ["the prosecutor | doubts | the VLA"]),
    ("It is too early to say that the VLA did it, the prosecutor said.", ["the prosecutor | doubts | the VLA"]),
    ("It is hard to believe that the VLA did it, the minister said.", ["the minister | doubts | the VLA"]),
    ("The minister said there was no evidence of an Ostrian role.", ["The minister | doubts | an Ostrian role"]),
)
def test_an_attribution_called_into_question_is_a_doubt(text, expected):
    assert told(text) == expected


@scenes(
    ("The police have not ruled out that the VLA planted the bomb.", ["The police | blames | the VLA"]),
    ("The police cannot rule out an Ostrian hand in the bombing.", ["The police | blames | an Ostrian hand"]),
)
def test_what_is_not_ruled_out_is_possible(text, expected):
    (found,) = statements(text)
    assert line(found) == expected[0] and found.certainty is Certainty.POSSIBLE


@pytest.mark.parametrize(
    "text",
    [
        "If the Red Ravens carried out the bombing, talks will end, the minister said.",
        "The police are investigating whether the Red Ravens carried out the bombing.",
        "The Red Ravens will attack the station, the minister said.",
        "The Red Ravens threatened to bomb the station.",
        "The Cedar Front would claim responsibility for the attack.",
        "The Red Ravens plan to attack the station.",
        "Police are trying to determine who is responsible for the bombing.",
        "Who carried out the bombing? Nobody knows.",
        "The minister asked who was behind the bombing.",
        "Are the Red Ravens behind the bombing?",
        "Did the Red Ravens carry out the bombing? The minister would not say.",
    ],
)
def test_conditions_plans_threats_and_questions_are_nothing(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Cedar Front condemned the bombing.",
        "The president mourned the victims of the bombing.",
        "Police have opened an investigation into the bombing.",
        "Norland strongly condemned the attack and offered condolences to Vastia.",
        "The minister said the guilty would be punished.",
        "Unknown gunmen killed the mayor.",
        "Two men shot the mayor, police said.",
        "The army is responsible for guarding the port.",
        "Many have questioned the wisdom of the talks with the Red Ravens.",
    ],
)
def test_condemning_mourning_investigating_and_nobody_are_nothing(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The search was carried out by the police.",
        "The operation was carried out by the police.",
        "The police carried out an operation against the Red Ravens.",
        "The census was carried out by the government.",
    ],
)
def test_what_is_lawful_blames_nobody(text):
    assert told(text) == []


@scenes(
    (
        "Asked whether the VLA was behind the bombing, the minister said that he believed so.",
        ["the minister | blames | the VLA"],
    ),
    ("Asked whether the VLA was behind the bombing, the minister declined to answer.", []),
    ("Reporters asked the minister whether the VLA was behind the bombing.", []),
)
def test_who_says_yes_to_a_question_says_what_it_holds(text, expected):
    assert told(text) == expected


# ---------------------------------------------------------------- lists


@scenes(
    (
        "The army blamed the Cedar Front, the Red Ravens and the VLA for the bombings.",
        ["The army | blames | the Cedar Front", "The army | blames | the Red Ravens", "The army | blames | the VLA"],
    ),
    (
        "The police and the army are responsible for the murder, the bishop said.",
        ["the bishop | blames | The police", "the bishop | blames | the army"],
    ),
    (
        "The army and the police blamed the VLA for the bombing.",
        ["The army | blames | the VLA", "the police | blames | the VLA"],
    ),
    (
        "The Cedar Front and the VLA claimed responsibility for the raid.",
        ["The Cedar Front | claims | -", "the VLA | claims | -"],
    ),
)
def test_each_speaker_and_each_target_of_a_list_makes_a_statement(text, expected):
    assert sorted(told(text)) == sorted(expected)


@scenes(
    ("THE ARMY ACCUSED THE RED RAVENS OF BOMBING THE STATION.", ["THE ARMY | blames | THE RED RAVENS"]),
    ("THE CEDAR FRONT CLAIMED RESPONSIBILITY FOR THE ATTACK.", ["THE CEDAR FRONT | claims | -"]),
    ("THE GUERRILLAS KILLED THE MAYOR, THE ARMY SAID.", ["THE ARMY | blames | THE GUERRILLAS"]),
)
def test_old_wires_in_capitals_are_read_too(text, expected):
    assert told(text) == expected


# ---------------------------------------------------------------- shades


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The prosecutor accused General Orban of ordering the murder.", Role.DIRECTED),
        ("The raid was carried out on orders from Ostria, the minister said.", Role.DIRECTED),
        ("The minister accused Ostria of arming the Red Ravens and financing the attack.", Role.SUPPORTED),
        ("The opposition said the government staged the bombing.", Role.STAGED),
        ("The opposition said the bombing was a provocation by the secret service.", Role.STAGED),
        ("The bombing was a false flag operation by Ostria, the deputy said.", Role.STAGED),
        ("The minister blamed Ostria for the bombing.", Role.CARRIED_OUT),
    ],
)
def test_the_role_is_what_the_target_is_said_to_have_done(text, role):
    assert the_statement(text).role is role


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Ballistic tests show that the army killed the judge, the prosecutor said.", Basis.FORENSIC),
        ("The court found that General Orban had killed the judge.", Basis.FINDING),
        ("The minister said intercepted calls proved that the VLA planted the bomb.", Basis.INTERCEPT),
        ("The minister said he had evidence that the VLA carried out the bombing.", Basis.ASSERTED),
        ("The minister, offering no evidence, said the VLA carried out the bombing.", Basis.NONE),
        ("The VLA claimed responsibility for the bombing in a video.", Basis.RECORDING),
        ("A member of the VLA was arrested in connection with the murder.", Basis.ARREST),
        ("The minister blamed the VLA for the bombing.", Basis.NONE),
    ],
)
def test_the_basis_is_what_the_speaker_shows(text, basis):
    assert the_statement(text).basis is basis


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The VLA carried out the bombing, the minister said.", Certainty.STATED),
        ("There is no doubt that the VLA carried out the bombing, the minister said.", Certainty.STATED),
        ("The VLA probably carried out the bombing, the minister said.", Certainty.LIKELY),
        ("All signs point to the VLA, the minister said.", Certainty.LIKELY),
        ("The VLA may have carried out the bombing, the minister said.", Certainty.POSSIBLE),
        ("The VLA could have planted the bomb, the police said.", Certainty.POSSIBLE),
        ("Suspected Red Ravens gunmen killed the mayor, police said.", Certainty.POSSIBLE),
        ("Vastia suspects the VLA of planting the bomb.", Certainty.POSSIBLE),
    ],
)
def test_the_certainty_is_that_of_the_words(text, certainty):
    assert the_statement(text).certainty is certainty


def test_a_claim_with_pictures_that_only_the_doers_have_is_exclusive():
    assert the_statement("The VLA claimed responsibility for the raid and published a video of it.").exclusive
    assert not the_statement("The VLA claimed responsibility for the raid in a phone call.").exclusive


def test_a_statement_carries_its_day_and_who_found_it():
    found = the_statement("The army blamed the VLA for the bombing.", date="2031-05-04")
    assert found.date == Moment.parse("2031-05-04")
    assert found.by is By.RULES and 0 < found.confidence < 1


def test_a_live_blog_entry_dates_its_own_statements():
    text = "The army blamed the VLA for the raid.\n\nThe VLA claimed responsibility for the raid."
    plain = document(text)
    live = Document(
        source=plain.source,
        text=text,
        sentences=plain.sentences,
        times=((0, Moment.parse("2031-05-04T10:00Z")), (39, Moment.parse("2031-05-04T12:30Z"))),
    )
    assert [s.date.iso()[11:16] for s in extract(live, using=rules).statements if s.date] == ["10:00", "12:30"]


def test_the_quote_is_the_sentence_cut_at_semicolons_that_part_it_from_others():
    text = "Talks were off; the army blamed the VLA for the raid; nobody was surprised; it rained."
    assert the_statement(text).quote.text == "the army blamed the VLA for the raid"


def test_the_same_deed_by_the_same_group_is_told_once():
    text = "The VLA killed the mayor on Monday. The VLA killed the mayor in his house."
    assert told(text) == ["narrator | blames | The VLA"]


def test_nothing_is_found_in_nothing():
    empty = Document(source=Source(id="d", sha256="", capture=""), text="")
    found = extract(empty, using=rules)
    assert (found.document, found.statements, found.figures) == ("d", (), ())


# ---------------------------------------------------------------- promises

PIECES = st.sampled_from(
    (
        "the army said that | the VLA | claimed responsibility for | was blamed for | the attack | denied | . | , | ; | \n\n | “ | ” | "
        '" | [Brel] | accused | of killing | 30 people | were killed | who | İstanbul | Взрыв | الهجوم | e\u0301 | 🙂 | \u200b | it | we | by | '
        "no evidence that | if | ( | ) | ? | on orders from | THE REBELS | -- | \u2028 | 1,234 | at the hands of | ’s | asked whether | ß | ﬁ"
    ).split(" | ")
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES).map("".join))


@settings(max_examples=100)
@given(TEXTS)
def test_every_span_is_the_text_it_covers_in_any_script_and_no_text_is_too_strange(text):
    one = document(text)
    found = extract(one, using=rules)
    spans = [s for x in found.statements for s in (x.quote, x.cue, x.speaker, x.target, x.via) if s is not None]
    spans += [s for f in found.figures for s in (f.quote, f.number, f.speaker) if s is not None]
    for span in spans:
        assert span.document == "d" and one.text[span.start : span.end] == span.text != ""
    ids = [x.id for x in found.statements]
    assert len(ids) == len(set(ids))


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_the_same_text_always_gives_the_same_statements_in_the_order_of_the_text(text):
    found = extract(document(text), using=rules)
    assert found == extract(document(text), using=rules)
    places = [s.quote.start for s in found.statements]
    assert places == sorted(places)


def test_a_letter_that_grows_in_lower_case_moves_no_span():
    text = "İİİ spoke in İzmir. The army blamed the VLA for the raid."
    found = the_statement(text)
    assert found.target is not None and text[found.target.start : found.target.end] == "the VLA"


@pytest.mark.parametrize(
    "unit",
    [
        "the army said that it was blamed for the attack by the rebels and accused them of killing 30 people. ",
        "blamed accused claimed responsibility killed by attack denied said behind ",
        "have been have been 30 killed and ",
        "is solely solely responsible ",
        '" said (',
        "1,",
    ],
    ids=lambda unit: unit[:24],
)
def test_two_hundred_thousand_characters_of_cue_words_end_in_seconds(unit):
    text = (unit * (200_000 // len(unit) + 1))[:200_000]
    one = document(text)
    assert any(seconds(one) < 5 for _ in range(2))  # a busy machine gets a second try


def seconds(one: Document) -> float:
    began = process_time()
    extract(one, using=rules)
    return process_time() - began


def test_a_stance_is_one_of_the_five_words():
    assert {s.stance for s in statements("The army blamed the VLA for the raid. The VLA denied it.")} <= set(Stance)
    assert re.fullmatch(r"d:\d+:blames:carried_out-\d+-\d+", the_statement("The army blamed the VLA for it.").id)
