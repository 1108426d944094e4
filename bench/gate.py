"""How fast the gate is: `python -m bench.gate [--schools] [--quick]`.

The bot runs as a process of its own, as at a school, against the local Slack and the
stand-in for X on loopback. Posting hours are kept: its clock is put into them. For
many schools see bench/schools.py.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import aiohttp

from bench import schools
from bench.schools import MEGABYTE, READY
from bot.listening import listen, serving
from sandbox.child import Child
from sandbox.clock import SchoolClock
from sandbox.local_slack import LocalSlack
from sandbox.school import LEADER, LEADERS_CHANNEL, TEACHER
from sandbox.stage import environment
from sandbox.x_server import create_app

DRAFTS = (
    "Year {n} built bridges out of paper today, and one held forty books!",
    "Our choir sang in the market square. What a sound, {n} voices strong.",
    "Well done Oliver in Year {n} for a super bridge today.",
    "Sunflowers are up: the tallest in Reception is {n} cm and leaning on the fence.",
)
WITH_LEADERS = "With the leaders"


@dataclass
class Bench:
    slack: LocalSlack
    posted: "asyncio.Queue[float]"
    to_card: list[float] = field(default_factory=list)
    to_request: list[float] = field(default_factory=list)


class Watch:
    """When each request to post reached the stand-in for X."""

    def __init__(self, app: Any, arrived: "asyncio.Queue[float]") -> None:
        self._app = app
        self._arrived = arrived

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope.get("path") == "/2/tweets":
            self._arrived.put_nowait(time.perf_counter())
        await self._app(scope, receive, send)


async def cold_start(env: Mapping[str, str]) -> float:
    """Seconds from the command that a school gives until the bot is ready."""
    bot = Child("The bot")
    began = time.perf_counter()
    await bot.start((sys.executable, "-m", "bot", "run"), env=env)
    try:
        await bot.says(READY, 120)
        return time.perf_counter() - began
    finally:
        await bot.stop()


async def measure(rounds: int, starts: int) -> dict[str, float]:
    clock = SchoolClock.started()
    arrived: asyncio.Queue[float] = asyncio.Queue()
    at = listen(0)
    x_url = f"http://127.0.0.1:{at.getsockname()[1]}"
    async with serving(Watch(create_app(), arrived), at), LocalSlack() as slack:
        with tempfile.TemporaryDirectory() as data:
            env = environment(slack.api_url, x_url, Path(data))
            cold = [await cold_start(env) for _ in range(starts)]
            bot = Child("The bot")
            ahead = str(clock.ahead.total_seconds())
            await bot.start((sys.executable, "-m", "sandbox.bot", ahead), env=env)
            try:
                await bot.says(READY, 120)
                bench = Bench(slack, arrived)
                await go_round(bench, rounds)
                memory = resident()
            finally:
                await bot.stop()
    return {
        "cold_start_s": round(median(cold), 2),
        "to_card_p50_ms": milliseconds(median(bench.to_card)),
        "to_card_p95_ms": milliseconds(quantiles(bench.to_card, n=20)[-1]),
        "to_x_p50_ms": milliseconds(median(bench.to_request)),
        "to_x_p95_ms": milliseconds(quantiles(bench.to_request, n=20)[-1]),
        "resident_mb": round(memory / MEGABYTE),
        "drafts": len(bench.to_card),
        "presses": len(bench.to_request),
    }


async def go_round(bench: Bench, rounds: int) -> None:
    """One draft after another; each that reaches the leaders is approved."""
    async with bench.slack.session.ws_connect("/ui", max_msg_size=0) as ui:
        await ui.receive()
        for n in range(rounds):
            words = DRAFTS[n % len(DRAFTS)].format(n=n + 1)
            began = time.perf_counter()
            await bench.slack.say(TEACHER.id, TEACHER.dm, words)
            shown = await card(ui, TEACHER.dm)
            bench.to_card.append(time.perf_counter() - began)
            if WITH_LEADERS not in json.dumps(shown):
                continue
            waiting = await newest_card(bench.slack)
            began = time.perf_counter()
            await press_approve(bench.slack, waiting)
            bench.to_request.append(await bench.posted.get() - began)
            await told(ui, "Your post is out")


async def card(ui: aiohttp.ClientWebSocketResponse, channel: str) -> dict[str, Any]:
    """The next card in a channel, by the local Slack's own page's feed of news."""
    async for frame in ui:
        news = frame.json()
        message = news.get("message", {})
        here = news["t"] == "message" and message["channel"] == channel
        if here and message.get("blocks"):
            return message
    raise RuntimeError("the local Slack has gone")


async def told(ui: aiohttp.ClientWebSocketResponse, words: str) -> None:
    async for frame in ui:
        if words in frame.json().get("message", {}).get("text", ""):
            return


async def newest_card(slack: LocalSlack) -> dict[str, Any]:
    """The leaders' card: drawn before the author's, so it is there already."""
    cards = [m for m in await slack.messages(LEADERS_CHANNEL) if m.get("blocks")]
    return cards[-1]


async def press_approve(slack: LocalSlack, message: dict[str, Any]) -> None:
    (action,) = [
        {key: element[key] for key in ("type", "action_id", "value")}
        | {"block_id": block.get("block_id")}
        for block in message["blocks"]
        for element in block.get("elements", ())
        if element.get("action_id") == "approve"
    ]
    asked = {"channel": LEADERS_CHANNEL, "messageTs": message["ts"], "user": LEADER.id}
    await slack.control("interact", asked | {"action": action})


def resident() -> int:
    """Bytes resident in the bot's process, the largest of our children named so."""
    bots, _ = schools.processes()
    return max(bot.memory_info().rss for bot in bots)


def milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 1)


ROWS = (
    ("draft to check card, p50", "to_card_p50_ms", "ms", ""),
    ("draft to check card, p95", "to_card_p95_ms", "ms", "< 300"),
    ("press to X's request, p50", "to_x_p50_ms", "ms", ""),
    ("press to X's request, p95", "to_x_p95_ms", "ms", "< 200"),
    ("cold start to ready, median", "cold_start_s", "s", "< 5"),
    ("resident memory", "resident_mb", "MB", ""),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under 40 s")
    parser.add_argument("--schools", action="store_true", help="many, on Postgres")
    asked = parser.parse_args()
    if asked.schools:
        many(quick=asked.quick)
    else:
        one(quick=asked.quick)


def many(*, quick: bool) -> None:
    sizes, drafts = ((100,), 100) if quick else ((1, 100, 10_000), 1000)
    rows = schools.rows(asyncio.run(schools.measure(sizes, drafts)))
    for row in (schools.HEADINGS, *rows):
        print("".join(f"{cell:>11}" for cell in row))
    print(json.dumps([dict(zip(schools.KEYS, row, strict=True)) for row in rows]))


def one(*, quick: bool) -> None:
    rounds, starts = (20, 1) if quick else (200, 5)
    figures = asyncio.run(measure(rounds, starts))
    print(f"{'':32}{'measured':>10}{'wanted':>12}")
    for title, key, unit, wanted in ROWS:
        print(f"{title:32}{figures[key]:>7} {unit:2}{wanted:>12}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
