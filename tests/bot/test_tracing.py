"""A trace tells of one post what was done and how long it took; no word of it."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
)
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.gate.ports import Alarm, Event
from bot.listening import listen, serving
from bot.tracing import Traces

POST = "6f1c1a0e-6d0c-4d58-9d3e-0a5c7d1f2b11"
WORDS = {"text": "Zebedee is off sick", "user": "UTEACH"}
EVENT = Event(1, "ash", "e1", POST, "message", WORDS, 2)


@dataclass
class Collector:
    """Takes traces as a collector would."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list)

    async def take(self, request: Request) -> Response:
        self.bodies.append(await request.body())
        return Response()

    @property
    def spans(self) -> list:
        sent = [ExportTraceServiceRequest.FromString(body) for body in self.bodies]
        return [
            span
            for request in sent
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


@pytest.fixture
async def collector() -> AsyncGenerator[Collector]:
    collector, at = Collector(), listen(0)
    collector.url = f"http://127.0.0.1:{at.getsockname()[1]}/"
    app = Starlette(routes=[Route("/v1/traces", collector.take, methods=["POST"])])
    async with serving(app, at):
        yield collector


async def test_all_that_is_done_for_a_post_is_one_trace(collector: Collector):
    traces = Traces(collector.url)

    async def handle(_: Event) -> None: ...
    async def show(_: str) -> datetime | None: ...

    await traces.of_events(handle)(EVENT)
    await traces.of_timers({Alarm.SHOW: show})[Alarm.SHOW](POST)
    await asyncio.to_thread(traces.close)

    assert [span.name for span in collector.spans] == ["event message", "timer show"]
    assert {span.trace_id for span in collector.spans} == {UUID(POST).bytes}
    assert collector.spans[0].attributes[0].value.int_value == 2


async def test_an_error_is_told_by_its_class_alone(collector: Collector):
    traces = Traces(collector.url)

    async def fail(event: Event) -> None:
        raise ValueError(event.payload["text"])

    with pytest.raises(ValueError, match="Zebedee"):
        await traces.of_events(fail)(EVENT)
    await asyncio.to_thread(traces.close)

    assert [span.status.message for span in collector.spans] == ["ValueError"]
    assert b"Zebedee" not in b"".join(collector.bodies)
    assert b"UTEACH" not in b"".join(collector.bodies)


async def test_what_belongs_to_no_post_is_traced_by_itself(collector: Collector):
    traces = Traces(collector.url)

    async def show(_: str) -> datetime | None: ...

    await traces.of_timers({Alarm.SHOW: show})[Alarm.SHOW]("no uuid")
    await asyncio.to_thread(traces.close)

    assert len(collector.spans) == 1


async def test_a_collector_that_is_away_holds_up_nothing():
    traces = Traces("http://127.0.0.1:9")
    done: list[str] = []

    async def handle(event: Event) -> None:
        done.append(event.event_id)

    await traces.of_events(handle)(EVENT)
    async with asyncio.timeout(15):
        await asyncio.to_thread(traces.close)

    assert done == ["e1"]
