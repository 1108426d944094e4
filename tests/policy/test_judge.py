"""What a verdict says as a whole."""

from nlp.reading import Kind, Mention, Reading
from policy.book import POLICY
from policy.judge import judge
from policy.rewrite import safe_version
from policy.terms import Case, Draft, Duty, Outcome, Photo, School


def case(text: str, *mentions: Mention, photos: tuple[Photo, ...] = ()) -> Case:
    return Case(Draft(text, photos), Reading(text, mentions), School())


def test_a_plain_draft_passes_with_nothing_to_say():
    verdict = judge(case("Year 4 made volcanoes today."))

    assert verdict.outcome is Outcome.PASS
    assert verdict.findings == verdict.questions == ()


def test_a_must_blocks_whatever_else_is_found():
    verdict = judge(
        case(
            "Josh thanks @farm",
            Mention(Kind.NAME, "Josh", 0),
            Mention(Kind.HANDLE, "@farm", 12),
        )
    )

    assert verdict.outcome is Outcome.BLOCK
    assert [f.clause for f in verdict.findings] == ["2.1", "5.3"]


def test_a_should_is_for_the_leader_to_weigh():
    verdict = judge(case("Thanks @farm", Mention(Kind.HANDLE, "@farm", 7)))

    assert verdict.outcome is Outcome.REVIEW


def test_a_note_delays_nothing():
    verdict = judge(case("Closed", Mention(Kind.CHANNEL, "Closed", 0)))

    assert verdict.outcome is Outcome.PASS
    assert [f.duty for f in verdict.findings] == [Duty.NOTE]


def test_findings_stand_in_the_order_of_the_policy():
    text = "a b c d"
    verdict = judge(
        case(
            text,
            Mention(Kind.GRAVE, "a", 0),
            Mention(Kind.PROFANITY, "b", 2),
            Mention(Kind.TARGETED, "c", 4),
            Mention(Kind.NAME, "d", 6),
        )
    )

    order = list(dict.fromkeys(item.number for item in POLICY))
    clauses = [f.clause for f in verdict.findings]
    assert clauses == sorted(clauses, key=order.index) == ["2.1", "2.3", "5.1", "5.6"]


def test_beside_a_disclosure_nothing_else_is_said():
    text = "JS told me his dad hits him #atlunch"
    disclosure = Mention(Kind.DISCLOSURE, "dad hits him", 15)
    hashtag = Mention(Kind.HASHTAG, "#atlunch", 28, mend="#AtLunch")
    asked = case(
        text,
        Mention(Kind.NAME, "JS", 0),
        disclosure,
        hashtag,
        photos=(Photo("p", "0" * 64, "Pots"),),
    )

    verdict = judge(asked)

    assert [f.text for f in verdict.findings] == ["dad hits him"]
    assert verdict.questions == verdict.unanswered == ()
    assert safe_version(asked, verdict) == ""


def test_a_finding_points_at_exactly_its_words():
    text = "🎉 Well done Zoë!"
    verdict = judge(case(text, Mention(Kind.NAME, "Zoë", 12, 0.99, "in a list")))

    (finding,) = verdict.findings
    assert text[finding.start : finding.end] == finding.text == "Zoë"
    assert finding.why == "in a list"
    assert finding.photo is None


def test_a_name_in_a_description_points_at_its_photo():
    photos = (Photo("a", "0" * 64, "Pots"), Photo("b", "1" * 64, "By Josh"))
    alts = (Reading("Pots"), Reading("By Josh", (Mention(Kind.NAME, "Josh", 3),)))
    verdict = judge(Case(Draft("Art", photos), Reading("Art"), School(), alts))

    (finding,) = verdict.of(Duty.MUST)
    assert (finding.photo, finding.start, finding.end) == (1, 3, 7)


def test_only_a_doubtful_name_can_be_argued_with():
    verdict = judge(
        case(
            "Donna and Josh",
            Mention(Kind.NAME, "Donna", 0, 0.5),
            Mention(Kind.NAME, "Josh", 10, 0.99),
        )
    )

    assert [f.arguable for f in verdict.findings] == [True, False]


def test_initials_are_advised_only_where_no_photo_stands_beside_them():
    josh = Mention(Kind.NAME, "Josh", 0)
    photo = Photo("p", "0" * 64, "Pots")

    (alone,) = judge(case("Josh won", josh)).of(Duty.MUST)
    (pictured,) = judge(case("Josh won", josh, photos=(photo,))).of(Duty.MUST)

    assert "initials" in alone.advice
    assert "initials" not in pictured.advice


def test_names_that_overlap_are_one_name_and_the_roll_decides():
    verdict = judge(
        case(
            "May Lee came",
            Mention(Kind.NAME, "May Lee", 0, 0.5, "a first name"),
            Mention(Kind.NAME, "May", 0, 1.0, "on the roll"),
        )
    )

    (finding,) = verdict.findings
    assert (finding.text, finding.why) == ("May Lee", "on the roll")
    assert not finding.arguable


def test_a_hashtag_is_offered_with_its_capitals():
    mention = Mention(Kind.HASHTAG, "#forestfriday", 0, mend="#ForestFriday")
    (finding,) = judge(case("#forestfriday", mention)).findings

    assert "#ForestFriday" in finding.advice


def test_a_hashtag_that_holds_a_name_is_not_spelt_out_again():
    verdict = judge(
        case(
            "#gojosh",
            Mention(Kind.HASHTAG, "#gojosh", 0, mend="#GoJosh"),
            Mention(Kind.NAME, "josh", 3),
        )
    )

    assert all("josh" not in f.advice.casefold() for f in verdict.findings)


def test_words_posted_before_are_dated():
    from datetime import UTC, datetime

    before = datetime(2026, 11, 3, 9, tzinfo=UTC)
    asked = Case(Draft("Fair!"), Reading("Fair!"), School(), posted_before=before)

    (finding,) = judge(asked).findings
    assert finding.advice.startswith("These words were posted on 3 November.")
