"""The safe version: what is left of a draft when what gives a child away is gone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.reading import Kind, Mention, Reading
from policy.judge import judge
from policy.rewrite import safe_version
from policy.terms import Case, Claim, ClaimKind, Draft, Photo, School
from tests.policy.marked import HASHTAG, safe

# fmt: off
NAMES = [
    # how many they were, and their class, is all that is said
    ("Well done [Josh] and [Aisha] for helping!",
     "Well done to two of our pupils for helping!"),
    ("Well done [Josh] and [Aisha] in Year 4 for helping!",
     "Well done to two of our Year 4 pupils for helping!"),
    ("Well done Year 4's [Josh] and [Aisha]!",
     "Well done to two of our Year 4 pupils!"),
    ("Well done Year 4 [Josh]!", "Well done to a Year 4 pupil!"),
    ("Art by [Aisha] 5D", "Art by a 5D pupil"),
    ("[Josh] (Y4) read to us", "A pupil (Y4) read to us"),
    ("Leavers: [Nia], [Olek], [Priya] and [Zed]", "Leavers: four of our pupils"),
    ("Passed: [Ali] [Rhys] [Mei]", "Passed: some of our pupils"),

    # a good sentence, as it was before
    ("[Josh] scored twice", "A pupil scored twice"),
    ("well done [josh]", "well done to a pupil"),
    ("Well done, [Josh]!", "Well done to a pupil!"),
    ("Happy 9th birthday [Idris]", "Happy 9th birthday to a pupil"),
    ("[KWAME]'S KITE IS STILL IN THE TREE", "A PUPIL'S KITE IS STILL IN THE TREE"),
    ("[Josh]'s kite flew", "A pupil's kite flew"),
    ("[Josh's] kite flew", "A pupil's kite flew"),
    ("[Silas]' kite flew", "A pupil's kite flew"),
    ("look at [joshs] kite", "look at a pupil's kite"),
    ("[A]. [Hussain] won", "A pupil won"),
    ("[Josh] [B] won", "A pupil won"),
    ("[ross] won", "a pupil won"),
    ("look at [josh]s kite", "look at a pupil's kite"),
    ("[Josh] and [Aisha]'s kite flew", "Two of our pupils' kite flew"),
    ("[Josh]'s and [Aisha]'s kites flew", "Two of our pupils' kites flew"),
    ("Our [Josh] was brave", "Our pupil was brave"),
    ("Look at lovely [Josh] go", "Look at a lovely pupil go"),
    ("a very muddy [Josh]", "a very muddy pupil"),
    ("Great goal [Josh]!", "Great goal from a pupil!"),
    ("Great work today, [Josh]!", "Great work today!"),
    ("That was brilliant [Josh]!", "That was brilliant!"),
    ("[Josh] you were amazing", "You were amazing"),
    ("Our captain [Josh] led us", "Our captain led us"),
    ("Captain [Josh] led us", "The captain led us"),
    ("Our captain, [Josh], led us", "Our captain led us"),
    ("Our captain [Josh] and [Mei] led us", "Our captain and another pupil led us"),
    ("We won 3-0. [Josh] scored.", "We won 3-0. A pupil scored."),
    ("guess who... [josh]", "guess who... a pupil"),

    # who is who
    ("[Josh] drew a cat. [Aisha] drew a dog.",
     "A pupil drew a cat. Another pupil drew a dog."),
    ("[Josh] ran. Later [Josh] won.", "A pupil ran. Later the pupil won."),
    ("[Josh Bell] ran. Later [Josh] won.", "A pupil ran. Later the pupil won."),
    ("[Josh Bell] ran. Later [Josh Dunn] won.",
     "A pupil ran. Later another pupil won."),
    ("[Josh] and [Josh Bell] both ran", "Two of our pupils both ran"),
    ("[Josh] and [Mei] ran and [Josh] won.",
     "Two of our pupils ran and one of them won."),
    ("[Josh] and [Mei] ran. [Mei] and [Josh] won.",
     "Two of our pupils ran. The pupils won."),
    ("[Josh] and [Josh]'s nan", "A pupil and the pupil's nan"),
    ("well done [josh], [mei] came second",
     "well done to a pupil, another pupil came second"),
    ("Mrs Patel and [Josh]", "Mrs Patel and a pupil"),

    # lists
    ("Golden Book: Nursery - [Gift], Year 1 - [Marvellous]",
     "Golden Book: Nursery - a pupil, Year 1 - a pupil"),
    ("1st [Josh], 2nd [Mei]", "1st a pupil, 2nd a pupil"),
    ("- [Josh]\n- [Mei]", "- A pupil\n- Another pupil"),

    # inside other words
    ("Hooray #WellDone[Josh]", "Hooray #WellDone"),
    ("Hooray #proudof[zainab]", "Hooray #Proudof"),
    ("Hooray #ProudOf[Zainab]", "Hooray #Proud"),
    ("Hooray #Team[Emre] today", "Hooray today"),
    ("Hooray #[Josh]", "Hooray"),
    ("See IMG_[Josh]_01.jpg", "See IMG_pupil_01.jpg"),
]

OTHERS = [
    ("Thanks [@MillFarm|handle] for the eggs", "Thanks Mill Farm for the eggs"),
    ("Thanks [@mill_farm|handle]!", "Thanks Mill Farm!"),
    ("our governor ([@slock_gov|handle]) came", "our governor came"),
    ("eggs from [@mill_farm_2|handle]", "eggs from a friend of the school"),
    ("[@LakeSchool|handle] [yes please|reply]", "yes please"),
    ("[@LakeSchool|handle] came to play", "Lake School came to play"),
    ("[@gran47|handle] [thank you|reply]!", "thank you!"),
    ("Ring me on [07700 900184|phone]", "Ring me through the school office"),
    ("Her number is [07700 900184|phone]", "Her number is with the school office"),
    ("Write to [sam@example.com|e-mail]", "Write to the school office"),
    ("He lives at [9 Cobnut Lane|address]", "He lives at a private address"),
    ("Our helper, born [14/02/2019|date of birth], won", "Our helper won"),
    ("Our helper (dob [14/02/2019|date of birth]) won", "Our helper won"),
    ("Fun at [#forestfriday|hashtag|#ForestFriday]", "Fun at #ForestFriday"),
]

NOTHING_HELPS = [
    "Year 4 made volcanoes",
    "[Not good enough|tone]",
    "he was born [14/03/2016|date of birth] so he can play",
    "[robin] came dressed as a robin",  # the rest of the sentence still tells
    "Everybody may call him [Zed]",
    "#Go[Josh]",  # nothing left to post but a word
]
# fmt: on


@pytest.mark.parametrize(("before", "after"), NAMES)
def test_a_name_gives_way_and_the_sentence_stays_good(before: str, after: str):
    assert safe(before) == after


@pytest.mark.parametrize(("before", "after"), OTHERS)
def test_what_else_can_be_mended_is(before: str, after: str):
    assert safe(before) == after


@pytest.mark.parametrize("draft", NOTHING_HELPS)
def test_where_nothing_can_be_mended_nothing_is_offered(draft: str):
    assert safe(draft) == ""


def test_what_can_be_mended_is_mended_beside_what_cannot():
    draft = "[Not good enough|tone] from [@lane_coaches|handle]"

    assert safe(draft) == "Not good enough from Lane Coaches"


def test_a_handle_that_holds_a_name_is_not_spelt_out():
    text = "cake by @rosebakes"
    handle = Mention(Kind.HANDLE, "@rosebakes", 8)
    reading = Reading(text, (handle, Mention(Kind.NAME, "rose", 9)))
    case = Case(Draft(text), reading, School())

    assert safe_version(case, judge(case)) == "cake by a friend of the school"


def test_a_link_that_holds_a_name_goes():
    text = "Great day! example.com/josh"
    link = Mention(Kind.LINK, "example.com/josh", 11)
    reading = Reading(text, (link, Mention(Kind.NAME, "josh", 23)))
    case = Case(Draft(text), reading, School())

    assert safe_version(case, judge(case)) == "Great day!"


def test_a_name_in_a_description_changes_nothing_in_the_words():
    alts = (Reading("Josh at the pond", (Mention(Kind.NAME, "Josh", 0),)),)
    photo = Photo("p", "0" * 64, "Josh at the pond")
    case = Case(Draft("Pond day", (photo,)), Reading("Pond day"), School(), alts)

    assert safe_version(case, judge(case)) == ""


def test_a_name_that_the_author_has_answered_for_stays():
    text = "Donna and Josh came"
    doubtful = Mention(Kind.NAME, "Donna", 0, sure=0.5)
    reading = Reading(text, (doubtful, Mention(Kind.NAME, "Josh", 10)))
    claim = Claim(ClaimKind.NOT_A_CHILD, "Donna")
    case = Case(Draft(text, claims=(claim,)), reading, School())

    assert safe_version(case, judge(case)) == "Donna and a pupil came"


WORDS = st.sampled_from(
    ["well done", "our", "captain", "and", ",", "#Go", "in Year 4", "'s", "for", ".",
     "!", "\n", "-", "great goal", "5D", "you", "@", "lovely", "🎉", "THE", "("]
)  # fmt: skip
FIRST = st.sampled_from(["Josh", "aisha", "MEI", "Zoë", "Ngozi-Ann", "O'Brien", "J*sh"])


@given(st.lists(st.tuples(st.booleans(), WORDS, FIRST, st.sampled_from(["", " "]))))
def test_no_name_that_was_found_is_ever_left(
    parts: list[tuple[bool, str, str, str]],
):
    text, mentions = "", []
    for named, words, name, gap in parts:
        if named:
            mentions.append(Mention(Kind.NAME, name, len(text)))
        text += (name if named else words) + gap
    tags = [Mention(Kind.HASHTAG, m[0], m.start()) for m in HASHTAG.finditer(text)]
    reading = Reading(text, tuple(sorted(mentions + tags, key=lambda m: m.start)))
    case = Case(Draft(text), reading, School())

    offered = safe_version(case, judge(case))

    for name in mentions:
        standing = re.search(rf"(?<!\w){re.escape(name.text)}(?!\w)", offered)
        assert standing is None
