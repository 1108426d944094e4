"""What the desk does with photos: asks their author, asks two leaders, forgets."""

from dataclasses import replace

import pytest

from bot.gate.copies import proposed
from bot.gate.lifecycle import Refusal, Step
from bot.gate.post import State
from policy.terms import Claim, ClaimKind, Draft, Photo
from tests.bot.gate.test_desk import CLEAN, Stage, stage
from tests.fakes import KilledError
from vision.looking import Face, Look

__all__ = ["stage"]  # a fixture is found by its name here

FACE = Face(1, 1, 2, 2, 0.9)
GROUP = Photo("p1", "g", "Bridges on a table", Look(9, 9, (FACE, FACE)))
NO_FACE = Photo("p1", "n", "Bridges on a table", Look(9, 9, ()))
SWIM = Draft("Our KIT day", (GROUP,))


async def test_no_leader_is_asked_before_the_author_says_who_can_be_recognised(
    stage: Stage,
):
    draft = replace(CLEAN, photos=(NO_FACE,))
    post = await stage.desk.submit("1", draft, "tess")

    assert post.state is State.RETURNED
    assert (
        await stage.refused(stage.desk.take("1", post.version, Step.SUBMIT, "tess"))
        is Refusal.NO_SUCH_STEP
    )

    said = Claim(ClaimKind.RECOGNISABLE, NO_FACE.digest, "nobody")
    answered = replace(draft, claims=(said,))
    post = await stage.desk.amend("1", post.version, answered, "tess")
    assert post.state is State.WAITING


async def test_swimming_with_a_photo_takes_two_leaders(stage: Stage):
    post = await stage.desk.submit("1", SWIM, "tess")
    assert post.state is State.WAITING

    post = await stage.desk.take("1", post.version, Step.APPROVE, "lena")
    assert post.state is State.WAITING
    assert post.agreed
    assert post.agreed.by == "lena"
    again = stage.desk.take("1", post.version, Step.APPROVE, "lena")
    assert await stage.refused(again) is Refusal.AGREED_ALREADY

    post = await stage.desk.take("1", post.version, Step.APPROVE, "liam")
    assert post.state is State.APPROVED


async def test_a_head_who_gave_the_first_of_two_approvals_is_not_asked_for_both(
    stage: Stage,
):
    post = await stage.desk.submit("1", SWIM, "tess")
    post = await stage.desk.take("1", post.version, Step.APPROVE, "head")

    attempt = stage.desk.take("1", post.version, Step.ASK_HEAD, "lena")

    assert await stage.refused(attempt) is Refusal.NO_HEAD


async def test_an_edit_voids_the_first_of_two_approvals(stage: Stage):
    post = await stage.desk.submit("1", SWIM, "tess")
    post = await stage.desk.take("1", post.version, Step.APPROVE, "lena")
    changed = replace(SWIM, text="Our other KIT day")

    post = await stage.desk.amend("1", post.version, changed, "tess")
    assert post.agreed is None

    post = await stage.desk.take("1", post.version, Step.APPROVE, "liam")
    assert post.state is State.WAITING


async def test_the_head_may_be_one_of_the_two(stage: Stage):
    post = await stage.desk.submit("1", SWIM, "tess")
    post = await stage.desk.take("1", post.version, Step.ASK_HEAD, "lena")
    post = await stage.desk.take("1", post.version, Step.APPROVE, "head")
    assert post.state is State.WAITING

    again = stage.desk.take("1", post.version, Step.APPROVE, "head")
    assert await stage.refused(again) is Refusal.AGREED_ALREADY
    post = await stage.desk.take("1", post.version, Step.APPROVE, "liam")
    assert post.state is State.APPROVED


async def test_the_photo_as_it_was_is_kept_while_the_blurred_one_may_be_undone(
    stage: Stage,
):
    draft = replace(CLEAN, photos=(GROUP,))
    for copy in ("p1", proposed(GROUP), proposed(replace(GROUP, id="p1 blurred"))):
        stage.photos.kept[copy] = object()  # pyright: ignore - only its presence counts
    post = await stage.desk.submit("1", draft, "tess")

    blurred = Photo("p1 blurred", "b", GROUP.alt, GROUP.look, blurred_from="p1")
    with_blurred = replace(draft, photos=(blurred,))
    post = await stage.desk.amend("1", post.version, with_blurred, "tess")
    assert {"p1", "p1 blurred"} <= set(stage.photos.kept)

    await stage.desk.amend("1", post.version, CLEAN, "tess")
    assert stage.photos.kept == {}


async def test_a_photo_that_is_dropped_is_deleted_though_the_first_try_died(
    stage: Stage,
):
    stage.photos.kept["p1"] = object()  # pyright: ignore - only its presence counts
    post = await stage.desk.submit("1", replace(CLEAN, photos=(GROUP,)), "tess")

    stage.store.dies_after = State.DRAFT
    with pytest.raises(KilledError):
        await stage.desk.amend("1", post.version, CLEAN, "tess")
    assert "p1" in stage.photos.kept
    await stage.desk.amend("1", None, CLEAN, "tess")

    assert stage.photos.kept == {}
