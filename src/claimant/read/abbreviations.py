"""Words that end in a full stop without ending a sentence. Compared in lower case, without their last full stop."""

from __future__ import annotations

from claimant.read.wordsets import word_set

# A name, a number or another word always follows.
ALWAYS = word_set(
    # English: titles, ranks, offices
    "mr mrs ms mx messrs dr prof rev hon gen lt col maj capt cpt sgt cmdr cdr comdr adm brig cpl pvt pfc spc sen rep gov "
    "pres vice-pres amb dep asst assoc atty supt insp det supt msgr st ste ft mt vs viz cf ca approx e.g i.e eg ie "
    "lt.col lt.gen maj.gen brig.gen vice-adm gens cols sens reps profs drs "
    # Spanish, French, German, Italian, Portuguese
    "sra srta dra gral cnel tte tcnel mme mlle mgr bzw z.b u.a d.h dipl exmo "
    # Russian, Ukrainian (Latin and Cyrillic letters are different characters)
    "ул г гг пл просп обл р-н им проф акад доц ген полк подполк кап лейт сержант тов гр стр рис см ср напр т.е т.н т.к вул м с о"
    " в.о и.о зам зав пом тыс млн млрд руб грн чел"
)
# They end a sentence only before a word that commonly begins one.
SOMETIMES = word_set(
    "jr sr min inc co corp ltd llc plc bros dept univ est govt assn intl natl ave blvd rd hwy bldg "
    "u.s u.k u.n e.u u.s.s.r u.a.e d.c n.y l.a ph.d b.c a.d m.d ee.uu s.a"
)
# They end a sentence before any capital letter.
USUALLY = word_set("etc al a.m p.m am pm т.д т.п др пр и.т.д usw ff")
# Nothing but what follows tells: with a digit behind them they are short forms.
BEFORE_DIGIT = word_set(
    "no nos nr art arts sec secs fig figs vol vols ch chap para pp p pg num núm n° § ст п пп рис "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
)
# After "a.m." and "p.m.": the time goes on.
ZONES = word_set(
    "gmt utc est edt cst cdt mst mdt pst pdt cet cest eet eest msk bst ist moscow kyiv kiev london washington eastern central "
    "pacific local monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
STARTERS = word_set(
    "the he she it they we i you but this that these those there his her its their our a an and in on at after before "
    "when while if as however meanwhile moreover according both some many most no not what who why how for from with "
    "since although though also yet then now last two three police officials"
)
# In capitals the small words of a sentence look like its beginning, so fewer count.
STARTERS_IN_CAPITALS = word_set("the he she it they we but this these those there meanwhile moreover however according")
SPEECH = word_set("said says asked added told replied answered shouted cried declared stated wrote he she")
GERMAN_MONTHS = word_set("januar februar märz april mai juni juli august september oktober november dezember")
# What stands behind the short form of an institution without beginning a sentence.
OFFICES = word_set(
    "director deputy chief head agent agents officer officers secretary president minister spokesman spokeswoman "
    "spokesperson commander commissioner chairman ambassador envoy army navy forces headquarters"
)
