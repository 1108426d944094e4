"""The stand-in for X refuses whatever X would."""

import base64
import time
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.x_server import ACCOUNT
from tests.sandbox.x_caller import Caller, image

MINE = f"/2/users/{ACCOUNT.user_id}/tweets"


@pytest.fixture
def caller() -> Caller:
    return Caller()


@pytest.mark.parametrize(
    "how",
    [
        {"client_key": "another"},
        {"client_secret": "another"},
        {"resource_owner_key": "another"},
        {"resource_owner_secret": "another"},
        {"signature_method": "PLAINTEXT"},
        {"timestamp": str(int(time.time()) - 3600)},
        {"realm": "x"},
    ],
)
async def test_a_wrong_signature_is_unauthorised(
    caller: Caller, how: dict[str, str]
) -> None:
    headers = caller.signed("POST", "/2/tweets", **how)

    answer = await caller.http.post("/2/tweets", json={"text": "A"}, headers=headers)

    assert answer.status_code == 401


async def test_a_signature_holds_for_its_own_request_only(caller: Caller) -> None:
    right = caller.signed("POST", "/2/tweets")
    for path, headers in (("/2/tweets", {}), ("/2/media/metadata", right)):
        answer = await caller.http.post(path, json={"text": "A"}, headers=headers)
        assert answer.status_code == 401


async def test_a_signature_holds_once(caller: Caller) -> None:
    headers = caller.signed("POST", "/2/tweets")

    first = await caller.http.post("/2/tweets", json={"text": "A"}, headers=headers)
    again = await caller.http.post("/2/tweets", json={"text": "B"}, headers=headers)

    assert (first.status_code, again.status_code) == (201, 401)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": "  "},
        {"text": 1},
        {"text": "a" * 281},
        {"text": "🐝" * 141},
        {"text": "with \ufffe in it"},
        {"text": "A", "reply": {"in_reply_to_tweet_id": "1"}},
        {"text": "A", "colour": "red"},
        {"text": "A", "reply_settings": "nobody"},
        {"text": "A", "media": {"media_ids": []}},
        {"text": "A", "media": {"media_ids": [1]}},
        {"text": "A", "media": {"media_ids": ["12"]}},  # which nobody uploaded
        {"text": "A", "media": {"media_ids": ["1"] * 5}},
        ["A"],
    ],
)
async def test_a_post_that_x_would_refuse_is_refused(caller: Caller, body: Any) -> None:
    answer = await caller.post("/2/tweets", body)

    assert answer.status_code == 400
    assert answer.json()["type"] == "https://api.x.com/2/problems/invalid-request"
    assert (await caller.http.get("/_control/posts")).json()["count"] == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body | {"media": "not base64!"},
        lambda body: body | {"media": base64.b64encode(b"<html>").decode()},
        lambda body: body | {"media": body["media"][:40]},  # half an image
        lambda body: body | {"media": image("BMP")},
        lambda body: body | {"media": base64.b64encode(bytes(5 << 21)).decode()},
        lambda body: body | {"media_category": "tweet_video"},
        lambda body: body | {"shared": True},
        lambda body: {"media": body["media"]},
    ],
)
async def test_a_photo_that_x_would_refuse_is_refused(
    caller: Caller, change: Callable[[dict[str, str]], dict[str, Any]]
) -> None:
    body = {"media": image(), "media_category": "tweet_image"}
    assert (await caller.post("/2/media/upload", body)).status_code == 200

    assert (await caller.post("/2/media/upload", change(body))).status_code == 400


@pytest.mark.parametrize("text", ["", "a" * 1001, None])
async def test_a_description_is_of_1_to_1000_characters(
    caller: Caller, text: Any
) -> None:
    body = {"media": image(), "media_category": "tweet_image"}
    media = (await caller.post("/2/media/upload", body)).json()["data"]["id"]
    described = {"id": media, "metadata": {"alt_text": {"text": text}}}

    assert (await caller.post("/2/media/metadata", described)).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        {"max_results": 4},
        {"max_results": 101},
        {"start_time": "yesterday"},
        {"start_time": "1700000000"},
        {"start_time": "2010-11-05T00:00:00Z"},
        {"pagination_token": "!"},
        {"tweet.fields": "text"},
        {"post.fields": "text,likes"},
    ],
)
async def test_a_question_that_x_does_not_know_is_refused(
    caller: Caller, query: dict[str, Any]
) -> None:
    assert (await caller.get(MINE, **query)).status_code == 400


async def test_the_timeline_gives_the_fields_that_were_asked_for(
    caller: Caller,
) -> None:
    await caller.post("/2/tweets", {"text": "See larkspur.org.uk & come"})

    plain = (await caller.get(MINE)).json()["data"][0]
    full = (await caller.get(MINE, **{"post.fields": "entities,created_at"})).json()

    assert plain.keys() == {"id", "text", "edit_history_post_ids"}
    post = full["data"][0]
    (url,) = post["entities"]["urls"]
    assert post["text"] == f"See {url['url']} &amp; come"
    assert post["text"][url["start"] : url["end"]] == url["url"]
    assert url["expanded_url"] == "http://larkspur.org.uk"


async def test_the_timeline_is_paged_without_gap_or_repeat(caller: Caller) -> None:
    for number in range(12):
        await caller.post("/2/tweets", {"text": f"Number {number}"})
    seen: list[str] = []
    query: dict[str, Any] = {"max_results": 5}
    while True:
        page = (await caller.get(MINE, **query)).json()
        seen += [post["text"] for post in page["data"]]
        if "next_token" not in page["meta"]:
            break
        query["pagination_token"] = page["meta"]["next_token"]

    assert seen == [f"Number {number}" for number in reversed(range(12))]


async def test_the_same_words_are_taken_once_while_the_filter_is_on(
    caller: Caller,
) -> None:
    async def post() -> int:
        return (await caller.post("/2/tweets", {"text": "Again"})).status_code

    assert [await post(), await post()] == [201, 403]
    await caller.http.post("/_control/behave", json={"duplicate_filter": False})
    assert await post() == 201


async def test_a_fault_is_spent_after_its_times(caller: Caller) -> None:
    await caller.http.post("/_control/fail", json={"kind": "503", "times": 2})

    answers = [await caller.post("/2/tweets", {"text": str(n)}) for n in range(3)]
    assert [answer.status_code for answer in answers] == [503, 503, 201]


async def test_an_unknown_fault_is_refused_and_named(caller: Caller) -> None:
    answer = await caller.http.post("/_control/fail", json={"kind": "flood"})

    assert answer.status_code == 400
    assert "kind" in answer.text


async def test_reset_forgets_everything(caller: Caller) -> None:
    await caller.post("/2/tweets", {"text": "A"})
    await caller.http.post("/_control/fail", json={"kind": "503"})
    await caller.http.post("/_control/reset")

    assert (await caller.http.get("/_control/posts")).json()["count"] == 0
    assert (await caller.post("/2/tweets", {"text": "A"})).status_code == 201
