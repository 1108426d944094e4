"""The words around a name that say how a sentence goes on without it."""

import re

from policy.roles import A_PUPILS, GROWN_UP, ROLE

# The two apostrophes are the straight one and the typographer's, U+2019.
CLASS = (
    r"(?:(?:year|yr|primary|class)\s?\d{1,2}[a-z]?|[yp]\s?\d{1,2}[a-z]?"
    r"|(?-i:[1-6][A-Z])|[1-6][a-h]|reception|nursery|eyfs|ks[12]|yr)\b"
)
DETERMINER = r"\b(?:our|my|your|the|every|each|his|her|their|a|an)\s+"
PRAISE = (
    r"(?:great|gr8|amazing|brilliant|brill|super|superb|fantastic|fab|fabulous|lovely"
    r"|excellent|good|nice|incredible|wonderful|beautiful|outstanding|cracking"
    r"|stunning|awesome|terrific|marvellous|magnificent|splendid|sensational|ace|top)"
)
MANNER = (
    rf"(?:{PRAISE}|little|lil|wee|tiny|clever|brave|kind|sweet|gorgeous|talented|young"
    r"|cheeky|dear|happy)"
)
GAP = r"[^\S\n]+"  # what stands on the next line belongs to no name of this one


def just_before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern}\Z", re.IGNORECASE)


# What may stand just before a name.
GREETED = (
    r"\b(?:well done|welldone|congratulations|congrats|thank ?(?:you|u)|thanks|thx"
    r"|kudos|happy (?:\w+ )?(?:birthday|bday|b'day)|good luck|welcome(?: back)?"
    r"|hats off|shout ?out|big up|bravo|cheers|hello|hi|hey|goodbye|bye|get well soon"
    r"|good job|great job|nice one|three cheers|props|round of applause|mazel tov)"
)
GREETING = just_before(rf"{GREETED}(?P<gap>,?\s+)")
GREETED_CLASS = just_before(rf"(?P<gap>\s+)(?P<year>{CLASS})\s+")
OWNING_CLASS = just_before(rf"\b(?P<year>{CLASS})['\u2019]s\s+")
DETERMINED = just_before(
    rf"{DETERMINER}(?:(?:very|really|rather)\s+\w+\s+|{MANNER}\s+)*"
)
ADMIRED = just_before(rf"(?<![\w'\u2019])(?P<words>(?:{MANNER}\s+)+)")
APPLAUSE = just_before(
    r"(?:^|[.!?\n]\s*)(?:(?:such|what|a|an|some|really|so|absolutely|very)\s+)*"
    rf"{PRAISE}\s+\w+\s+"
)
WITH_ROLE = just_before(
    rf"(?<![\w.@#])(?P<role>{ROLE}(?: of the (?:day|week|month|term|year|match))?)"
    r"(?P<gap>,?\s+)"
)
ROLE_CALLED = just_before(rf"\b(?P<role>{ROLE})\s+(?:called|named)\s+")
SEVERAL_OF_OURS = just_before(
    rf"{DETERMINER}(?:[\w-]+\s+){{0,3}}(?!\w*(?:ss|us|is)\s)(?P<role>\w{{2,}}s)"
    r"(?P<gap>\s+)"
)
OF_A_CLASS = just_before(
    r"(?:^|[.!?\n]\s*|\b(?:to|from|by|with|and|for|meet|met|thank)\s+)"
    rf"(?P<year>{CLASS})\s+"
)
LED_BY_CLASS = just_before(rf"(?:^|[.!?\n]\s*)(?P<year>{CLASS})\s+")
# "Our eco warrior Josh" may be anybody.
OUR_WHAT = just_before(
    r"(?:^|[.!?\n]\s*)(?:our|my)\s+(?!(?:[\w'\u2019-]+\s+){0,3}(?:is|was|are|were|be|to|by"
    r"|with|on|in|from|for|of|at|and|as|that|when)\s)(?:[\w'\u2019-]+\s+){1,3}"
)
SOME_WHAT = just_before(
    r"\b(?:to|by|from|with|thank|meet|met)\s+(?:our|the|my)\s+(?:[\w'\u2019-]+\s+){1,2}"
)
ROLE_OF_ONE = just_before(rf"{DETERMINER}(?:[\w-]+\s+){{0,3}}")
TOLD_SO = just_before(r"\b(?:was|is|are|were|so|very|how|be|been)\s+(?:\w+\s+)?")
LINKED = just_before(
    r"(?:^|[^\w\s]\s*|\b(?:and|with|by|from|to|for|of|as|when|then|but)\s+)"
)
CALLED_TO = just_before(r",\s*")
YOU = just_before(
    r"(?<!\bgive )(?<!\bbring )(?<!\btell )(?<!\bshow )\b(?:you|u)(?P<gap>,?\s+)"
)
CALLED = just_before(r"(?<=[a-z])\s+(?:called|named|labelled)\s+")
ALIAS = just_before(
    r"\b(?:names? (?:is|are|was)"
    r"|(?:is|was|are|were|be|been|he|she|they|who) (?:called|named)"
    r"|call(?:s|ed)? (?:him|her|me|them)|known as|aka|nick ?named|short for)\W+"
)
GREETINGS_ALONE = tuple(
    (just_before(rf"(?:^|\W)(?:{said})(?P<gap>(?: i)?,?\s+)"), re.compile(goes_on))
    for said, goes_on in (
        # what is said, and what may come after the name that is left out
        (
            r"hello|hi|hey|goodbye|bye|get well soon|oh|ooh|aww+|wow|yay"
            r"|go|(?:come|go) on|get in|welcome(?: back)?",
            r"\s*(?:[^\w\s&+(/'\u2019#@]|$|\n)",
        ),
        (r"welcome(?: back)?", r"\s+to\b"),
        (rf"{GREETED}|omg|wow", r"\s+(?:you|u|ur)\b"),
        (
            r"da iawn|diolch(?: yn fawr)?|llongyfarchiadau|penblwydd hapus"
            r"|comhghairdeas|go raibh maith agat|obrigad[oa]|gracias|merci|danke",
            r"(?!\w)(?!\s+(?:and|&)\s)",
        ),
    )
)
HOW = just_before(r"\bhow\s+\w+\s+")
OF = just_before(r"\bof\s+")
THE = just_before(r"\bthe ")
SWALLOWED = just_before(r"\b(?:both|poor|the one and only)\s+")
ONLY = just_before(r"\bonly\s+")
TEAM = just_before(r"(?P<team>\bteam\s+)")
DEAR = just_before(r"(?:^|\n)\s*dear\s+")
ROLE_AND = just_before(rf"\b{ROLE}\s+(?:and|&)\s+(?:[\w-]+\s+)?")
LABEL = just_before(
    r"(?:[-\u2013\u2014:=\u2022*/(\[|>]|\d(?:st|nd|rd|th)(?:\s+place)?|^|\n)\s*"
)

# What may stand just after one.
WITH_CLASS = re.compile(
    rf"{GAP}(?:(?:in|from|of){GAP})?(?P<year>{CLASS})", re.IGNORECASE
)
POSSESSIVE = re.compile(
    r"['\u2019]s(?!\w)|(?<=s)['\u2019](?!\w)|s(?!\w)", re.IGNORECASE
)
# "joshs mum", written in haste, is Josh's mum: here the name itself ends in the s.
OWNED = re.compile(
    r"(?<=\ws)(?=[^\S\n]+(?:mum|mam|mummy|dad|daddy|nan|nana|nanny|gran|grandma|grandad"
    r"|family|brother|sister|auntie|uncle|birthday|turn|team|hat|book|poem|picture"
    r"|painting|drawing|story|model|cake|kite|lego|goal|parents|carers?)\b)",
    re.IGNORECASE,
)
SPOKEN_TO = re.compile(
    rf",?(?={GAP}(?:you|u|ur)\b)|,(?={GAP}(?:we|your)\b)", re.IGNORECASE
)
AFTER_YOU = re.compile(rf"\s*(?:[^\w\s'\u2019&(]|$|\n)|{GAP}for\b", re.IGNORECASE)
GROWN_UP_AFTER = re.compile(
    rf",?{GAP}(?:(?:who )?(?:is|was|are|were|as|became){GAP})?(?:our|the|an?|my|his|her"
    rf"|their){GAP}(?:[\w-]+{GAP}){{0,2}}{GROWN_UP}s?\b",
    re.IGNORECASE,
)
END = re.compile(r"\s*(?:[.!?\n]|$)")
END_OF_LIST = re.compile(r"\s*(?:[.!?)\n#]|$|for\b|on\b|in\b)", re.IGNORECASE)

GOES_ON = re.compile(rf",?{GAP}(?:and|&)\s", re.IGNORECASE)
KIN = re.compile(
    rf"{GAP}(?:family|twins|triplets|sisters|brothers|siblings|boys|girls|household)\b",
    re.IGNORECASE,
)
SEVERAL_DO = re.compile(rf"{GAP}(?:were|are|have|both|all)\b", re.IGNORECASE)
AFTER_WHAT = re.compile(r"\s*(?:[^\w\s'\u2019]|$)|\s+(?:for|on|in|at)\b", re.IGNORECASE)
NO_MORE = re.compile(r"\s*(?:[^\w\s'\u2019]|$)|\s+(?:who|and)\b", re.IGNORECASE)
NOTHING_MADE = re.compile(
    r"\s*(?:[^\w\s'\u2019&(]|$|\n)|\s+(?:who|are|were|have|had|both|all|\w+ing)\b",
    re.IGNORECASE,
)
HEAD_OF_LETTER = re.compile(r"\s*(?:,|\n|$)")
ENDS_WITH_BE = re.compile(rf"{GAP}(?:is|was|are|were)\s*(?:[.!?\n]|$)", re.IGNORECASE)

JOINS = re.compile(r"\band\b|&", re.IGNORECASE)

# What joins two names of one list; "a" is Welsh for and.
LIST_GAP = re.compile(
    r"(?:['\u2019]s)?\s*(?:,\s*and\b|,\s*&|,|;|/|&|\+|\band\b|\bn\b|\ba\b|\bplus\b|)\s*",
    re.IGNORECASE,
)


# What makes a name a pupil's, whoever else may bear it: "Matilda in Year 2".
def class_before(name: str) -> re.Pattern[str]:
    """A class so called just before a name: "2B's Matilda", "Nursery - Gift"."""
    return just_before(rf"\b{name}(?:['\u2019]s?)?\s*[-\u2013\u2014:(]?\s*")


def class_after(name: str) -> re.Pattern[str]:
    """A class so called just after one: "Matilda, 2B", "Matilda (2B)"."""
    joins = r"(?:['\u2019]s)?[\s,(\-\u2013\u2014]*(?:(?:in|from|of)\s+)?"
    return re.compile(rf"{joins}\b{name}", re.IGNORECASE)


PUPIL_BEFORE = (
    class_before(CLASS),
    just_before(r"\b(?:pupils?|child|boy|girl|student|lad|lass)\s+(?:called\s+)?"),
    just_before(r"\b\d{1,2}[ -]year[ -]olds?\s+"),
)
PUPIL_AFTER = (
    class_after(CLASS),
    re.compile(r",?\s*\(?\b(?:aged?\s+)\d{1,2}\b|\s*\(\d{1,2}\)", re.IGNORECASE),
    re.compile(
        r"(?:['\u2019]?s)?\s+(?:mum|mam|mummy|dad|daddy|nan|nana|nanny|gran|grandma"
        r"|grandad|parents?|carers?|family|brother|sister)\b",
        re.IGNORECASE,
    ),
)

# What may follow a name with a capital letter and be no part of it.
NO_SURNAME = (
    rf"{CLASS}|{PRAISE}|{A_PUPILS}|class|house|school|mr|mrs|ms|miss|mx|dr|and|or|the|an?"
    r"|we|you|he|she|it|they|this|that|so|what|who|how|thanks?|well|happy|our|my|your"
    r"|his|her|their|in|on|at|for|from|with|won|got|is|was|has|had|did|made|scored"
    r"|mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun|(?:\w+)day|january|february|march"
    r"|april|june|july|august|september|october|november|december|god|uk|christmas"
)
