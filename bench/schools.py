"""Many schools on this machine: `python -m bench.gate --schools [--quick]`.

Four workers share one Postgres. At a quarter past three every draft comes at once; when
each has its card, a leader of each school presses at once. Slack and X stand on
loopback, in the process that asks; all of it shares the machine's cores.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import aiohttp
import psutil

from bench.fast_slack import TOKENS, Card, Slack, buttons, event, is_leaders, press
from bench.fast_x import FastX
from bot.listening import free_port, listen, serving
from bot.store.migrate import migrate
from sandbox.child import Child
from sandbox.clock import SchoolClock
from sandbox.postgres import Postgres
from sandbox.school import LEADER, LEADERS_CHANNEL, SIGNING_SECRET, TEACHER

WORKERS = 4
AT_ONCE = 64  # requests that Slack has open
WAITING = 100_000  # posts that wait for a leader
QUIET = 15.0  # seconds in which nothing is asked
READY = r'"event": "(ready)"'
MEGABYTE = 1 << 20
WORDS = (
    "Number {n}: our bridges of paper held forty books before they gave way.",
    "Number {n}: the choir sang in the market square. Thank you, Mrs Okafor!",
    "Number {n}: sunflowers are up, and the tallest leans on the fence of Willow.",
)
SCHOOL = """SLACK_BOT_TOKEN={token}
LEADERS_CHANNEL={channel}
LEADERS={leader}
X_CONSUMER_KEY=key
X_CONSUMER_SECRET=secret
X_ACCESS_TOKEN=1-{team}
X_ACCESS_SECRET=secret
"""
SEEDED = """
INSERT INTO posts (id, school, state, version, body)
SELECT 'w' || n, 'T' || (n % {schools}), 'waiting', 1, '{{}}'
FROM generate_series(1, {waiting}) AS n;
INSERT INTO timers (school, post_id, alarm, due, serial, attempts)
SELECT school, id, 'expire', now() + interval '30 days', 1, 0 FROM posts;
ANALYZE posts; ANALYZE timers;
"""


@dataclass
class Burst:
    """Seconds from what was sent to what came of it, one for each draft."""

    sent: dict[int, float] = field(default_factory=dict[int, float])
    took: list[float] = field(default_factory=list[float])
    began: float = 0.0
    ended: float = 0.0

    def came(self, n: int, at: float) -> None:
        self.took.append(at - self.sent.pop(n))
        self.ended = max(self.ended, at)

    @property
    def a_second(self) -> float:
        return len(self.took) / (self.ended - self.began)


@dataclass(frozen=True)
class Figures:
    schools: int
    cards: Burst
    posts: Burst
    megabytes: int  # of all workers together
    idle: float  # percent of a core, workers and Postgres together, in quiet
    threads: int  # of all workers together, in quiet


async def measure(sizes: Sequence[int], drafts: int) -> list[Figures]:
    return [await _measure(schools, drafts) for schools in sizes]


async def _measure(schools: int, drafts: int) -> Figures:
    clock = SchoolClock.started()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        _write(folder, schools)
        postgres = stack.enter_context(Postgres())
        url = postgres.create("schoolgate")
        await migrate(url)
        postgres.sql(SEEDED.format(schools=schools, waiting=WAITING), "schoolgate")
        ports = [free_port() for _ in range(WORKERS)]
        slack, x = Slack(ports, random.Random(schools)), FastX()  # noqa: S311 - which worker
        slack_at, x_at = listen(0), listen(0)
        await stack.enter_async_context(serving(slack.app, slack_at))
        await stack.enter_async_context(serving(x.app, x_at))
        env = {
            "SCHOOLS": str(folder / "schools"),
            "SLACK_MODE": "http",
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": f"http://127.0.0.1:{slack_at.getsockname()[1]}/api/",
            "X_API_URL": f"http://127.0.0.1:{x_at.getsockname()[1]}",
            "DATABASE_URL": url,
            "DATA_DIR": str(folder),
        }
        ahead = str(clock.ahead.total_seconds())
        for port in ports:
            worker = Child("A worker")
            command = (sys.executable, "-m", "sandbox.bot", ahead)
            await worker.start(command, env=env | {"PORT": str(port)})
            stack.push_async_callback(worker.stop)
            await worker.says(READY, 120)
        workers, servers = processes()
        idle = await _used([*workers, *servers])
        threads = sum(worker.num_threads() for worker in workers)
        connector = aiohttp.TCPConnector(limit=AT_ONCE)
        http = await stack.enter_async_context(
            aiohttp.ClientSession(connector=connector)
        )
        cards, shown = await _drafts(slack, http, schools, drafts)
        posts = await _presses(slack, x, http, shown)
        resident = sum(worker.memory_info().rss for worker in workers)
        return Figures(schools, cards, posts, round(resident / MEGABYTE), idle, threads)


async def _drafts(
    slack: Slack, http: aiohttp.ClientSession, schools: int, drafts: int
) -> tuple[Burst, list[Card]]:
    """Every draft at once, until each author has a card; those before the leaders."""
    burst, shown = Burst(began=time.perf_counter()), list[Card]()

    async def send(n: int) -> None:
        team = f"T{n % schools}"
        words = WORDS[n % len(WORDS)].format(n=n)
        said = {"channel": f"D{n}", "user": TEACHER.id, "ts": f"{n}.0", "text": words}
        burst.sent[n] = time.perf_counter()
        await slack.deliver(http, event(f"Ev{n}", said, team))

    async with asyncio.TaskGroup() as sending:
        for n in range(drafts):
            sending.create_task(send(n))
        while len(burst.took) < drafts:
            card = await slack.news.get()
            if not is_leaders(card.channel):
                burst.came(_number(str(card.blocks)), time.perf_counter())
            elif "approve" in buttons(card.blocks):
                shown.append(card)
    return burst, shown


async def _presses(
    slack: Slack, x: FastX, http: aiohttp.ClientSession, shown: list[Card]
) -> Burst:
    """A leader presses on every card at once, until X has each post."""
    burst = Burst(began=time.perf_counter())

    async def approve(card: Card) -> None:
        burst.sent[_number(str(card.blocks))] = time.perf_counter()
        button = buttons(card.blocks)["approve"]
        pressed = press(LEADER.id, LEADERS_CHANNEL, card.ts, button, card.team)
        await slack.deliver(http, pressed)

    async with asyncio.TaskGroup() as pressing:
        for card in shown:
            pressing.create_task(approve(card))
        for _ in shown:
            arrived = await x.posts.get()
            burst.came(_number(arrived.text), arrived.at)
    return burst


def _number(text: str) -> int:
    return int(text.partition("Number ")[2].partition(":")[0])


def _write(folder: Path, schools: int) -> None:
    (folder / "schools").mkdir()
    for n in range(schools):
        team = f"T{n}"
        named = {"team": team, "channel": LEADERS_CHANNEL, "leader": LEADER.id}
        settings = SCHOOL.format(token=TOKENS + team, **named)
        (folder / "schools" / f"{team}.env").write_text(settings)


def processes() -> tuple[list[psutil.Process], list[psutil.Process]]:
    """The bots that we have started, and every process of Postgres."""
    ours = psutil.Process().children(recursive=True)
    workers = [p for p in ours if "sandbox.bot" in p.cmdline()]
    return workers, [p for p in ours if p.name() == "postgres"]


async def _used(processes: Sequence[psutil.Process]) -> float:
    """Percent of a core that they take while nothing is asked of them."""

    def seconds() -> float:
        spent = [process.cpu_times() for process in processes]
        return sum(times.user + times.system for times in spent)

    await asyncio.sleep(3)  # what a start leaves to be done
    before = seconds()
    await asyncio.sleep(QUIET)
    return 100 * (seconds() - before) / QUIET


HEADINGS = (
    "schools", "drafts/s", "card p50 s", "p95 s", "presses/s", "X p50 s", "p95 s",
    "MB", "idle %", "threads",
)  # fmt: skip
KEYS = (
    "schools", "drafts_per_s", "card_p50_s", "card_p95_s", "presses_per_s", "x_p50_s",
    "x_p95_s", "resident_mb", "idle_percent_of_a_core", "threads",
)  # fmt: skip


def rows(found: Sequence[Figures]) -> list[tuple[object, ...]]:
    return [
        (
            f.schools,
            *_summary(f.cards),
            *_summary(f.posts),
            f.megabytes,
            round(f.idle, 2),
            f.threads,
        )
        for f in found
    ]


def _summary(burst: Burst) -> tuple[float, float, float]:
    p95 = quantiles(burst.took, n=20)[-1]
    return round(burst.a_second, 1), round(median(burst.took), 2), round(p95, 2)
