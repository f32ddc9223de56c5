"""The words beside a name that say who somebody is: accused, relative, witness, victim, minor, office-holder.

All patterns are for text folded by `claimant.text.fold` (small letters, straight quotes). Those of `BEFORE` end at the
name, those of `AFTER` begin behind it. When in doubt they find somebody private: to mask one too many is the smaller harm.
"""

from __future__ import annotations

import re

from claimant.model import PersonRole

_STOPS = (
    "in|at|near|on|by|from|with|to|after|before|while|when|as|that|who|for|of|outside|inside|but|because|said|says|told"
)
_GAP = rf"(?:(?!\b(?:{_STOPS})\b)[^.;!?\n]){{0,45}}"
_AGED = r"(?:,? ?\(?(?:aged )?\d{1,3}\)?,?)?"
_APPOSED = rf"{_AGED}(?:,(?! and\b| but\b)[^.;!?]{{1,70}}?,)?"
_IS = r"(?:(?:was|were|is|are|has been|have been|had been|being|been|remains?) )(?:[a-z]+ly |also |later |now |still |being |since |then )?"
_DOER = "suspects?|gunm[ae]n|bombers?|attackers?|assailants?|arsonists?|killers?|shooters?|ringleaders?|masterminds?|perpetrators?|defendants?|accused|culprits?"
KIN = (
    "father|mother|brother|sister|son|daughter|wife|husband|widow|widower|uncle|aunt|cousin|nephew|niece|grandfather|grandmother|"
    "grandson|granddaughter|girlfriend|boyfriend|fianc[eé]e?|parents?|step-?(?:father|mother|brother|sister|son|daughter)|twin|"
    "(?:brother|sister|father|mother|son|daughter)-in-law|relatives?|half-(?:brother|sister)|life partner|spouse|ex-(?:wife|husband)"
)
_TRADES = (
    "worker|driver|farmer|nurse|baker|shop ?(?:owner|keeper|assistant)|waiter|waitress|student|clerk|cleaner|electrician|mechanic|"
    "plumber|fisherman|vendor|carpenter|builder|pensioner|retiree|housewife|labou?rer|cashier|barber|welder|cook|tailor|courier|bystander|"
    "mason|gardener|butcher|technician|trader"
)
_SEEN = "eye-?witness|witness|resident|survivor|bystander|passer-?by|neighbou?r|shopkeeper|villager|onlooker|passenger|tipster|whistle-?blower|informant"

BEFORE = (
    (
        PersonRole.ACCUSED,
        re.compile(
            rf"\b(?:{_DOER}|suspected|accuse[sd]?|accusing|alleged|presumed|arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?|detainees?|apprehended|"
            rf"captured|nabbed|hunt(?:s|ed|ing)? for|search(?:es|ed|ing)? for|looking for|wanted|charg(?:es|ed|e|ing)|indict(?:s|ed|ing)?|"
            rf"question(?:s|ed|ing)|interrogat(?:es|ed|ing)|blam(?:e|es|ed|ing)|against|convict(?:s|ed|ing)?|sentenc(?:es|ed|ing)|"
            rf"(?:point(?:s|ed|ing)?(?: the finger| fingers)?|finger) (?:at|to)|denounc(?:e|es|ed|ing)|that it was|it was)\b{_GAP}$"
        ),
    ),
    (
        PersonRole.RELATIVE,
        re.compile(rf"(?:\b(?:his|her|their|my|whose)|'s|s') (?:[a-z-]+ )?(?:{KIN})s?(?:,| named| called)? ?$"),
    ),
    (
        PersonRole.WITNESS,
        re.compile(
            rf"\b(?:{_SEEN}|locals?)(?:e?s)?(?:,| named| called| like| such as)? ?$|\b(?:{_TRADES})s?(?: named| called|,)? $"
        ),
    ),
    (
        PersonRole.VICTIM,
        re.compile(
            rf"\b(?:victims?|killed|killing|kills|(?:murder|deaths?|body|bodies|funeral|killing|abduction) of|murdered|murdering|wounded|wounding|injured|injuring|"
            rf"(?:dead|victims|injured|wounded|killed) (?:were|was|included?|are|is)|mourn(?:s|ed|ing)?|kidnapped|abducted|hostages?)\b{_GAP}$"
        ),
    ),
)
"""What stands before a name, by the role that it gives."""

NAMED_AS = re.compile(rf"\b(?:identif(?:y|ies|ied)|nam(?:e|es|ed))(?: (?!as\b)[a-z-]+){{0,5}} as\b{_GAP}$")
"""Gives a name to whomever the words before it speak of; where nothing says who that is, to somebody accused."""

_GROUP = (
    r"\b(?:outfit|militia|cartel|faction|newspaper|daily|tv channel|news (?:agency|site|channel)|(?:armed|militant|rebel|terrorist|jihadist|insurgent|guerrilla|separatist|islamist) "
    r"(?:group|organi[sz]ation|movement|network))(?: called| named| known as| calling itself| of)? ?"
)
GROUP_BEFORE = re.compile(rf"{_GROUP}[\"']?$")
GROUP_NAME = re.compile(rf"^(?:an? |the )?(?:[a-z-]+ )?{_GROUP}")
"""What stands before the name of an organisation."""

AFTER = (
    (
        PersonRole.ACCUSED,
        re.compile(
            rf"^(?:{_APPOSED},? ?(?:who )?{_IS}(?:arrested|detained|held|questioned|charged|accused|suspected|blamed|wanted|indicted|convicted|sentenced|"
            rf"found guilty|apprehended|captured|interrogated|in custody|on the run|under arrest|behind|remanded|named as|identified as|a suspect|the (?:main |prime )?(?:{_DOER})|"
            rf"linked to|involved in|responsible for|acquitted|cleared)\b"
            rf"|{_APPOSED},? ?(?:who )?(?:has |had )?(?:claimed|took|admitted|pleaded|pled|confessed|denied|denies|planted|detonated|set off|opened fire|bombed|"
            rf"carried out the|faces (?:charges|\w+ counts?)|allegedly)\b"
            rf"|{_AGED} ?\(?,? ?(?:is |was )?(?:the|a|an|one of the|who is the) (?:[a-z-]+ ){{0,3}}(?:{_DOER})\b)"
        ),
    ),
    (
        PersonRole.RELATIVE,
        re.compile(
            rf"^{_AGED},? (?:who is |is |was )?(?:(?:the|a|his|her|their|my) (?:[a-z-]+ )?(?:{KIN})\b(?! of (?:two|three|four|five|the nation))|[^,.;!?]{{2,40}}'s? (?:[a-z-]+ )?(?:{KIN})\b)"
        ),
    ),
    (
        PersonRole.WITNESS,
        re.compile(
            rf"^(?:{_APPOSED},? ?(?:who )?(?:saw|witnessed|survived|heard|filmed|lives|lived|(?:was|were) (?:nearby|walking|standing|passing|in the))\b"
            rf"|{_AGED},? ?(?:is |was )?(?:a|an|another|one|the) (?:[a-z-]+ ){{0,3}}(?:{_SEEN}|{_TRADES})\b)"
        ),
    ),
    (
        PersonRole.VICTIM,
        re.compile(
            rf"^{_APPOSED},? ?(?:who )?(?:{_IS}(?:among the (?:dead|victims|injured|wounded|killed)|killed|wounded|injured|buried|murdered|shot dead|"
            rf"missing|kidnapped|abducted|taken hostage)|(?:also )?died)\b"
        ),
    ),
    (PersonRole.SPEAKER, re.compile(rf"^{_APPOSED},? (?:said|says|told|added|wrote|recalled|claimed|insisted)\b")),
)
"""What stands behind a name, by the role that it gives."""

# ---------------------------------------------------------------- office

_OFFICE = (
    "(?:vice[- ])?president|(?:prime |deputy )?minister|premier|chancellor|senator|sen\\.|congress(?:man|woman)|lawmaker|parliamentarian|mp|mep|representative|mayor|"
    "(?:chief )?justice|judge|magistrate|governor|gov\\.|spokes(?:man|woman|person)|archbishop|bishop|imam|patriarch|cardinal|ambassador|consul|envoy|"
    "(?:chief |state |federal |public )?prosecutor|attorney[- ]general|solicitor[- ]general|king|queen|prince|princess|emir|sultan|sheikh|pope|"
    "(?:[a-z]+[- ])?(?:general|colonel|admiral|brigadier|marshal)|gen\\.|col\\.|major|captain|lieutenant|lt\\.|maj\\.|commander|commissioner|sheriff|ombudsman|"
    "inspector|superintendent|detective|(?:police|army|intelligence|security|navy|staff|fire) chief|chief of (?:police|staff|the [a-z]+)|"
    "secretary|director|chair(?:man|woman|person)?|head|leader|coroner|chief executive|rector"
)
"""Offices, as they stand before a name."""
_OF = "of|for|at|in|to"
OFFICE_BEFORE = re.compile(rf"(?:^|[^a-z-])(?P<office>{_OFFICE})(?:,)? ?$")
OFFICE_AFTER = re.compile(
    rf"^(?:,|, who (?:is|was|serves as)| is| was| \()? ?(?:the |a |an |its |his |her |their |then[- ])?"
    rf"(?:former |acting |deputy |chief |[a-z'-]+ ){{0,4}}(?P<office>{_OFFICE})(?: (?:{_OF})\b|,|\.|\)|$)"
)
_NO_OFFICE = (
    r"\b(?:(?:gang|cell|ring|mafia|cartel|band|sleeper|plot|alleged|purported|reputed|self-styled|self-proclaimed|so-called|supposed|shop|store|school|choir|team|"
    r"company|firm|hotel|club|sales|restaurant|family|class|branch|(?:a|an|the|as) (?:suspected|presumed|accused))[ -])(?:[a-z-]+ ){0,1}"
)
NO_OFFICE = re.compile(rf"{_NO_OFFICE}$")
NO_OFFICE_HOLDER = re.compile(rf"{_NO_OFFICE}(?:{_OFFICE})\b")
"""Words before an office that make it none: "alleged leader", "gang leader", "sales director"."""

ALSO_SURNAMES = frozenset({"king", "prince", "major", "judge"})
"""Offices that are surnames as well: inside a run of capitals they give no office."""

WEAK_OFFICE = re.compile(
    r"^(?:commander|leader|head|chief|director|secretary|chair(?:man|woman|person)?|captain|lieutenant|lt\.|major|maj\.|inspector|detective|representative|"
    r"prince|princess|king|queen|sheikh|emir|sultan|rector|imam|chief executive|consul|envoy|superintendent|head)$"
)
"""Offices that anybody can be given by a rumour: they count only where a publisher says so, and not on an anonymous word."""

ANONYMOUS = re.compile(
    r"\b(?:anonym\w+|unnamed|unidentified|sources?|rumou?r\w*|reportedly|allegedly|apparently|supposedly|purportedly|is said to|are said to|persons? familiar|people familiar|"
    r"not to be (?:named|identified)|declined to be (?:named|identified)|social media|telegram|twitter|facebook|reddit|forum|tip|tip-?off|callers?|leak\w*|insiders?|hearsay|unconfirmed|"
    r"some say|bloggers?|users?|neighbou?rs?|heard that|gossip|whispers?|(?:his|her) (?:brother|sister|wife|husband|cousin|rival)s? (?:said|says|told))\b"
)
"""A sentence that leans on somebody unnamed, or on hearsay."""

# ---------------------------------------------------------------- age

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
}
_AGE = rf"(?P<age>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_CHILD = (
    "teenage[rd]?s?|teens?|schoolboys?|schoolgirls?|school ?child(?:ren)?|pupils?|boys?|girls?|child|toddler|infant|juveniles?|minors?|adolescents?|"
    "under-?aged?|youngsters?|(?:high|secondary|middle|primary)[- ]school (?:student|pupil)s?|(?:ninth|tenth|eleventh|eighth|seventh|sixth|fifth)[- ]graders?"
)
AGE_BEFORE = (
    re.compile(rf"\b{_AGE}[- ]years?[- ]old\b(?: [a-z'-]+){{0,4}},?[ \"'(]*$"),
    re.compile(
        rf"\b(?:boy|girl|teenager|youth|child|pupil|student|man|woman|aged?)(?: of| aged)? {_AGE},?(?: named| called)?[ \"'(]*$"
    ),
)
AGE_AFTER = (
    re.compile(rf"^,? ?\(?(?:aged? )?{_AGE}(?=\)|,|\.|;| years| and| who| was| is|:|$)"),
    re.compile(
        rf"^,? ?(?:(?:who|is|was|has|had|turned|just|only|then|now|still|been|a|an|the) )*(?:[a-z]+ )?(?:aged )?{_AGE}(?:[- ]years?[- ]old| years of age| (?:when|at the time))"
    ),
    re.compile(
        rf"^,? ?(?:is |was |who is |who was )?(?:a |the )(?:[a-z]+ ){{0,2}}(?:boy|girl|teenager|youth|pupil|child|man|woman) (?:of|aged) {_AGE}\b"
    ),
    re.compile(r"^,? ?(?:who was )?\(?born (?:in |on )?(?:[\d a-z]{0,14})(?P<born>(?:19|20)\d\d)\b"),
)
CHILD_BEFORE = re.compile(
    rf"\b(?P<child>{_CHILD})(?:,| named| called)?(?: (?!of\b|by\b|and\b|in\b|at\b|near\b|with\b|from\b|for\b|who\b|was\b|were\b|after\b|when\b)[a-z-]+){{0,2}},?[ \"'(]*$"
)
CHILD_AFTER = re.compile(
    rf"^,? ?(?:(?:who|is|was|still|only|and) ){{0,3}}(?:(?:a|an|the|another) (?:[a-z0-9-]+ ){{0,3}}(?P<child>{_CHILD})\b(?! (?:role|part|injur|damage|wound|offen))"
    rf"|(?P<school>under 18|under the age of 18|goes to (?:a )?school|at (?:high |secondary )?school|in the (?:ninth|tenth|eleventh|eighth|seventh) grade))"
)
CHILD_ANYWHERE = re.compile(
    rf"\b(?:(?:1[0-7]|[5-9]|{'|'.join(list(_NUMBERS)[4:17])})[- ](?:years?[- ]old|jährige[rnms]?|ans\b|años\b|anni\b|лет\w*|летн\w+)|aged (?:1[0-7]|[5-9])\b|"
    rf"(?:boy|girl|youth|teenager|pupil|child) of (?:1[0-7]|[5-9])\b|(?:{_CHILD})\b(?! (?:injur|damage|wound|offen|role|part|change))|"
    rf"несовершеннолетн\w+|подрост\w+|школьни\w+|menor(?:es)? de edad|mineure?s?\b|minderjährig\w*|lycéen\w*|قاصر)"
)
CHILD_HARMED_BEFORE = re.compile(
    r"\b(?:kill(?:ed|ing|s)?|murder(?:ed|ing)?(?: of)?|wound(?:ed|ing|s)?|injur(?:ed|ing|es)|deaths? of|abduct(?:ed|ing)|victims?|including|among them|attempted murder of|hostages?|body of|lost)\b[^.;!?]{0,40}$"
)
CHILD_HARMED_AFTER = re.compile(
    r"^[^.;!?]{0,40}?\b(?:was|were|had been|have been) (?:also |among the )?(?:killed|wounded|injured|dead|hurt|shot|missing)|^[^.;!?,]{0,30}\bdied\b"
)
SUSPECTED = re.compile(
    rf"\b(?:{_DOER}|arrest\w*|detain\w*|charg\w+|accus\w+|custody|convict\w*|court|guilty|sentenc\w+|indict\w*|questioned|identif\w+|suspected|held|jailed|hunted|wanted|blamed)\b"
)
"""A sentence about somebody suspected."""


def years(text: str) -> int:
    """An age in figures or in words."""
    return int(text) if text.isdigit() else _NUMBERS[text]


# ---------------------------------------------------------------- what is in no name

NO_NAME = frozenset(
    """a an the and or but if when while after before as at by for from in of on to with he she they it we i you his her their its our my this that these those
    there here who what where why how which yesterday today tomorrow tonight later earlier then now also however meanwhile still even only both two three four five
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
    police prosecutors prosecutor court officials authorities investigators detectives witness witnesses eyewitness eyewitnesses suspect suspects gunman bomber attacker
    resident residents neighbour neighbor survivor victim victims mr mrs ms miss dr sir prof professor breaking update exclusive video watch teen teenager boy girl
    accused alleged arrested charged wanted killed murdered dead driver taxi local father mother brother sister son daughter wife husband sgt sergeant corporal cadet
    private constable officer said says was were is are has had have no not yes one another according people reporters anonymous unknown unnamed relative relatives
    schoolboy schoolgirl pupil minor juvenile none nobody everyone policeman policemen businessman lawyer lawyers defendant caller mastermind ringleader""".split()
)
"""Words that a run of capitals may begin with, and no name does."""

NO_PERSON = frozenset(
    """church party police ministry group front army bank university hospital school times post news agency company council court airport station bridge street square
    hall hotel river market mosque embassy forces force service services union brigade battalion movement committee network tv radio press institute center centre
    foundation club province district region county state republic federation islands island sea mountain mountains avenue road tower palace stadium theatre theater
    factory plant line lines airlines office department command guard guards house parliament senate congress league front liberation organisation organization
    logistics holding holdings ltd inc corp corporation gmbh limited association federation cathedral temple port harbour harbor lake valley coast city town village
    cartel cartels mafia gang gangs militia militias outfit faction wing squad network cell commando commandos device devices rifle rifles missile missiles
    terrorist terrorists guerrilla guerrillas rebels soldiers officers troops civilians peasants prisoners hostages clergymen priests workers people persons
    traffickers smugglers kidnappers militants gunmen attackers bombers wounded captured displaced injured artillery aviation infantry ammunition dynamite
    launchers grenades mortars boxes pylons laboratories vehicles buses helicopters aircraft weapons explosives
    state states kingdom emirate caliphate media herald courier gazette tribune telegraph journal daily weekly magazine wire day week war agreement accord act""".split()
) - {"day", "hall", "march"}
"""Words that a person's name does not end in."""

PEOPLES = frozenset(
    """shia shiite sunni alawite druze yazidi kurd kurds arab arabs jew jews hindu hindus sikh sikhs catholic catholics protestant protestants orthodox tamil tamils
    pashtun pashtuns hutu tutsi roma rohingya uyghur uighur hazara islamist islamists jihadist jihadists communist communists marxist marxists european western african asian
    latin nazi nazis maoist maoists salvadoran christian christians muslim muslims""".split()
)
"""Peoples and faiths, which stand beside the same words as persons."""

STANDS_ALONE = re.compile(
    r"(?:'s\b|s'|[,.;:!?)\]\"]|$|\s+(?:was|were|is|are|has|had|who|whom|whose|and|or|said|says|told|denied|denies|with|for|on|over|in|at|after|before|to|of|by|from|as|that|did|"
    r"bombed|planted|carried|claimed|confessed|admitted|pleaded|remains?|could|would|will|may|might|allegedly|blamed|accused|fled|died)\b|\s*\()"
)
"""What follows a lone name, rather than the word that an adjective belongs to."""

SEVERAL = re.compile(r"\s+(?:were|are|have|others)\b")
"""What follows several people, not one."""

PARTICLES = frozenset(
    "bin ibn bint abu umm al el van von der den de da di do dos das del della la le ten ter ould y zu af".split()
)

TITLES = frozenset(
    """mr mrs ms miss dr sir prof professor president vice minister prime premier chancellor senator congressman congresswoman deputy mp mayor justice judge
    magistrate governor spokesman spokeswoman spokesperson archbishop bishop imam cardinal ambassador consul envoy prosecutor attorney general king queen prince
    princess emir sultan sheikh pope gen col colonel admiral brigadier marshal major maj captain capt lieutenant lt commander commissioner sheriff inspector
    superintendent detective chief secretary director chairman chairwoman chair head leader msgr monsignor sergeant sgt corporal cadet private constable officer
    interior foreign defence defense police former acting father""".split()
)
"""Words of titles and offices, as they stand inside the name of an actor."""

BEFORE_CAPITAL = re.compile(
    r"(?:al|el|ad|an|ar|as|ash|at|az|ul|de|da|le|d|l|n|o|mc|van|von|bin|ben|abu)['’-](?=[^\W\d_])", re.IGNORECASE
)
"""What may stand in small letters at the start of a name's word: "al-Rashid", "d'Arcy"."""
