"""Traces by OpenTelemetry, where a setting says where to: what was done, and how long.

All that is done for one post is one trace: the post's id is the trace's, so nothing has
to be carried from the message to the card, the approval and the network.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import (
    NonRecordingSpan,
    SpanContext,
    Status,
    StatusCode,
    TraceFlags,
    set_span_in_context,
)
from opentelemetry.util.types import AttributeValue

from bot.gate.ports import Alarm, Event, Fire, Handle

PATIENCE = 5  # seconds, for the collector
ROOT = 1  # the id of a span that is never sent: the parent of all of a post's

Answer = TypeVar("Answer")


class Traces:
    """`endpoint` takes OTLP over HTTP: http://127.0.0.1:4318, say."""

    def __init__(self, endpoint: str) -> None:
        address = f"{endpoint.rstrip('/')}/v1/traces"
        resource = Resource.create({SERVICE_NAME: "schoolgate"})
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(
            BatchSpanProcessor(OTLPSpanExporter(address, timeout=PATIENCE))
        )
        self._tracer = self._provider.get_tracer("schoolgate")

    def close(self) -> None:
        """Send what is left. It takes PATIENCE at most."""
        self._provider.shutdown()

    def of_events(self, handle: Handle) -> Handle:
        async def traced(event: Event) -> None:
            attempt = {"attempt": event.attempt}
            await self._span(
                f"event {event.kind}", event.lane, attempt, lambda: handle(event)
            )

        return traced

    def of_timers(self, fire: Mapping[Alarm, Fire]) -> dict[Alarm, Fire]:
        return {alarm: self._of_timer(alarm, one) for alarm, one in fire.items()}

    def _of_timer(self, alarm: Alarm, fire: Fire) -> Fire:
        async def traced(post_id: str) -> datetime | None:
            return await self._span(
                f"timer {alarm.value}", post_id, {}, lambda: fire(post_id)
            )

        return traced

    async def _span(
        self,
        name: str,
        post_id: str,
        about: Mapping[str, AttributeValue],
        work: Callable[[], Awaitable[Answer]],
    ) -> Answer:
        """Of an error the class alone is told: its words may be a draft's."""
        parent = None
        with suppress(ValueError):
            trace = UUID(post_id).int
            root = SpanContext(trace, ROOT, True, TraceFlags(TraceFlags.SAMPLED))  # noqa: FBT003 - is_remote
            parent = set_span_in_context(NonRecordingSpan(root))
        with self._tracer.start_as_current_span(
            name,
            context=parent,
            attributes=about,
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                return await work()
            except BaseException as error:
                span.set_status(Status(StatusCode.ERROR, type(error).__name__))
                raise
