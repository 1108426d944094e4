"""Things with a fixed shape: handles, links, phones, e-mails, addresses, births."""

from collections.abc import Iterator

import regex

from nlp.folding import Folded
from nlp.reading import Kind, Mention
from nlp.shapes import EMAIL, HANDLE, LINK

_FLAGS = regex.VERBOSE | regex.IGNORECASE

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:20(?:0[5-9]|[1-9]\d)|'?\d\d)"  # a child's: nobody born in 1867
_DATE = rf"""(?:
    \d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?{_YEAR}(?!\d)
  | \d{{4}}-\d\d-\d\d
  | (?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b(?!\s(?:1\d|200[0-4])\d*)
    (?:,?\s{_YEAR}\b)?
  | {_MONTH}\s(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\b(?!,?\s(?:1\d|200[0-4])\d*)
    (?:,?\s{_YEAR}\b)?
)"""
_AGE = r"(?:\d{1,2}|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NOT_A_CHILD = r"\b(?:school|nursery|library|church|town|nhs|king|queen)"
_BIRTH_DATE = regex.compile(
    rf"""
    \b (?: d\.?\s?o\.?\s?b\b\.? | date\sof\sbirth | d/o/b )
      \s?[:=-]?\s? (?:is\s)? {_DATE}
  | \b born (?:\s(?:on|in))? \s? [:-]? \s? (?: {_DATE} | {_MONTH}\s20[01]\d )
  | (?: \b (?:his|her|their|whose) | (?<!{_NOT_A_CHILD}) 's )\s (?:\w+\s)? birthday
      \s? (?:is|falls)? \s? (?:on\s)? {_DATE}
  | (?:\b turn(?:s|ed|ing)? | \b(?:he|she)(?:'s|\sis|\swill\sbe|'ll\sbe) ) \s {_AGE} \s
    (?:years\sold\s)? on \s (?:\w+day\s)? {_DATE}
    """,
    _FLAGS,
)

_PHONE = regex.compile(
    r"""
    (?<![\w£$.,/:+-])
    (?: \+\s?44 (?:[\s.-]?\(0\))? | 0044 | \(?0 ) (?:[\s().-]{0,2}\d){9,10} (?!\d)
    (?: [\s,]{0,2} (?:ext|x|extension) \.? \s? \d{1,5} \b )?
  | (?<= \b(?:mum|dad|nan|gran|carer|parent|his|her|home)(?:'?s)?\s
         (?:number|mobile|mob|phone|tel|no)\.?\s? (?:is\s|:\s?)? )
    \d[\d\s-]{4,12}\d
    """,
    _FLAGS,
)
_PUBLIC_NUMBER = regex.compile(r"(?:\+?\s?44\s?|0)[\s(]?[38]")  # 0800, 0300, 0845
_OFFICES_NUMBER = regex.compile(
    r"\b(?:office|school|reception|us|centre|box\soffice|helpline|contact)\b"
    r"[^.!?\n]{0,30}$",
    _FLAGS,
)
_MOBILE = regex.compile(r"(?:\+?\s?44\s?(?:\(0\))?\s?|0044\s?|\(?0\s?)7")

_EMAIL = regex.compile(EMAIL, _FLAGS)
_OFFICES_EMAIL = regex.compile(
    r"(?:office|admin|info|enquir|school|head|contact|pta|hello|reception|booking"
    r"|ticket|club|send|safeguarding|governor|friends|library|news|mail)",
    regex.IGNORECASE,
)

_AREA = (
    r"(?:AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG"
    r"|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP"
    r"|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX"
    r"|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF"
    r"|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE)"
)
_STREET = (
    r"(?:road|rd|street|lane|ln|close|avenue|ave|drive|row|court|way|mews|gardens"
    r"|terrace|crescent|place|rise|hill|grove|walk|green|square|parade|view|croft)"
)
_SMALL_WORD = (
    r"(?:to|of|v|vs|and|or|in|at|for|from|the|a|are|is|was|beat|won|year|day|days|miles"
    r"|applications|children|pupils|boys|girls|laps|working|minutes|minute)"
)
_NAME_PART = rf"(?! {_SMALL_WORD}\b ) \p{{L}}[\p{{L}}'-]*"
_ADDRESS = regex.compile(
    rf"""
    (?P<postcode> (?<![\w£#]) {_AREA} \d[\dA-Z]? \s?
      \d (?!ST|ND|RD|TH|AM|PM) [ABD-HJLNP-UW-Z]{{2}} (?!\w) )
  | (?P<told> \b(?: at | lives? | address (?:\sis)? | to | says? | from | near
                  | number | no\.? | flat\s\d+,? )
      [:,]? \s \d{{1,3}}[a-z]? ,? \s (?: {_NAME_PART} \s ){{1,3}} {_STREET} \b )
  | (?P<bare> (?<! \w ) (?<! \b(?:year|years|class|yr|team|group|form|room)\s )
      \d{{1,3}}[a-z]? \s (?: (?=(?-i:\p{{Lu}})) {_NAME_PART} \s ){{1,3}}
      (?=(?-i:\p{{Lu}})) {_STREET} \b )
    """,
    _FLAGS,
)
# A place that anybody may know of, earlier in the sentence; but not somebody's home.
_VENUE = regex.compile(
    r"\b(?:school|academy|church|cathedral|hall|centre|theatre|museum|gallery|library"
    r"|pool|club|chapel|mosque|temple|gurdwara|synagogue|station|stadium|hotel|caf[eé]"
    r"|shop|market|park|farm|zoo|hospital|hospice|surgery|care\shome|food\sbank|office"
    r"|fair|f[eê]te|fayre)\b[^.!?\n]*$",
    regex.IGNORECASE,
)
_HOME = regex.compile(
    r"\b(?:lives?|lived|living|moved?|moving|house|address|(?<!care\s)home|his|her"
    r"|their|whose)\b[^.!?\n]*$",
    regex.IGNORECASE,
)
_FAMOUS = regex.compile(r"\b(?:10\sdowning|221b\sbaker)\s", regex.IGNORECASE)
_BEFORE = 60  # code points of context that tell whose number or address it is

_HANDLE = regex.compile(HANDLE, _FLAGS)
_LINK = regex.compile(LINK, _FLAGS)


def find_patterns(text: Folded) -> Iterator[Mention]:
    """Everything with a fixed shape. The school's own office numbers are no finding."""
    yield from _all(_HANDLE, text, Kind.HANDLE, "somebody's account")
    yield from _all(_LINK, text, Kind.LINK, "a link")
    yield from _all(_BIRTH_DATE, text, Kind.BIRTH_DATE, "a date of birth")
    for found in _PHONE.finditer(text.text):
        if not _is_the_offices(found, text.text):
            yield text.mention(Kind.PHONE, *found.span(), why="a phone number")
    for found in _EMAIL.finditer(text.text):
        if not _OFFICES_EMAIL.match(found.group()):
            yield text.mention(Kind.EMAIL, *found.span(), why="an e-mail address")
    for found in _ADDRESS.finditer(text.text):
        if not _is_public(found, text.text):
            why = "a postcode" if found.lastgroup == "postcode" else "a home address"
            start = found.start() + _number_at(found)
            yield text.mention(Kind.ADDRESS, start, found.end(), why=why)


def _all(
    pattern: "regex.Pattern[str]", text: Folded, kind: Kind, why: str
) -> Iterator[Mention]:
    for found in pattern.finditer(text.text):
        yield text.mention(kind, *found.span(), why=why)


def _before(found: "regex.Match[str]", text: str) -> str:
    return text[max(0, found.start() - _BEFORE) : found.start()]


def _is_the_offices(found: "regex.Match[str]", text: str) -> bool:
    if _PUBLIC_NUMBER.match(found.group()):
        return True
    offices = _OFFICES_NUMBER.search(_before(found, text))
    return bool(offices) and not _MOBILE.match(found.group())


def _is_public(found: "regex.Match[str]", text: str) -> bool:
    """Whether it is the address of a place rather than of somebody."""
    before = _before(found, text)
    venue = _VENUE.search(before) and not _HOME.search(before)
    return bool(venue or _FAMOUS.search(found.group()))


def _number_at(found: "regex.Match[str]") -> int:
    """Where the house number begins in "lives at 9 Quarry Row"."""
    if found.lastgroup != "told":
        return 0
    return next(i for i, char in enumerate(found.group()) if char.isdigit())
