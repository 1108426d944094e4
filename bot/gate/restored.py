"""After a backup is put back: what was approved in it may be out, or changed, since."""

from dataclasses import replace

from bot.gate.lifecycle import GATEKEEPER, Step, advance
from bot.gate.ports import Clock, Store
from bot.gate.post import Post, State, Trouble
from bot.gate.waits import waits

ON_ITS_WAY = frozenset({State.APPROVED, State.SENDING, State.UNSURE})


async def put_to_a_person(store: Store, post_id: str, now: Clock) -> None:
    """Nothing that is ON_ITS_WAY in a backup goes out before a person has looked.

    A look-up would not do: its words may have been changed, and published, since.
    """
    post = await store.load(post_id)
    if post and post.state is State.APPROVED:
        post = await _step(store, post, Step.SEND, now)
    if post and post.state in ON_ITS_WAY:
        post = replace(post, trouble=Trouble.RESTORED)
        await _step(store, post, Step.GIVE_UP, now)


async def _step(store: Store, post: Post, step: Step, now: Clock) -> Post:
    at = now()
    after = advance(post, step, GATEKEEPER, at)
    await store.save(after, post, waits(after, at))
    return after
