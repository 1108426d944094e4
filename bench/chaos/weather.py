"""How X fails: a fault for each request, or none, by the dice."""

import random

from sandbox.x_faults import Call, Fault, Faults, Kind
from sandbox.x_state import State

# In a hundred requests to post. After those that end in `_after_accept`, X has it.
POSTING = {
    Kind.UNAVAILABLE: 8,
    Kind.BUSY: 8,
    Kind.ERROR: 2,
    Kind.DROP: 4,
    Kind.DROP_AFTER: 10,
    Kind.BAD_GATEWAY: 10,
    Kind.GARBLED: 3,
    Kind.SLOW: 2,
}
READING = {Kind.UNAVAILABLE: 5, Kind.BUSY: 4, Kind.DROP: 4}
LATEST = 10  # seconds, until a post shows on its own timeline
FILTERED = 0.5  # of the posts to which X looks whether it has them already
SLOW = 20  # seconds, longer than the bot waits


class Weather(Faults):
    """Also says anew, for each post, how late it shows and whether doubles are seen."""

    def __init__(self, rng: random.Random, state: State, speed: float) -> None:
        super().__init__()
        self.faults = 0
        self._rng = rng
        self._state = state
        self._slow = round(SLOW / speed)

    def take(self, call: Call) -> Fault | None:
        if call == "post":
            behaviour = self._state.behaviour
            behaviour.timeline_delay = self._rng.uniform(0, LATEST)
            behaviour.duplicate_filter = self._rng.random() < FILTERED
        kinds = {"post": POSTING, "timeline": READING}.get(call, {})
        drawn = self._rng.uniform(0, 100)
        for kind, share in kinds.items():
            drawn -= share
            if drawn < 0:
                self.faults += 1
                seconds = self._slow if kind is Kind.SLOW else 1
                return Fault(kind=kind, on=call, seconds=seconds)
        return None
