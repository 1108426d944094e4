"""Which other posts a look-up may take for this one."""

from datetime import timedelta

from bot.gate.ports import Network, Store
from bot.gate.post import Post

# A look-up since an intent may show what was sent so long before it: the network's
# clock and ours differ, and a post is on its way for a while.
BEFORE = timedelta(minutes=10)


async def sent_alike(post: Post, store: Store, network: Network) -> list[Post]:
    """The school's other posts that may be what a look-up has just shown.

    To be asked for after the look-up: the intent of whatever it showed is kept by
    then. One that is out has its link, unless a person found it.
    """
    sent = await store.sent_since(
        post.school, (post.intent_at or post.created_at) - BEFORE
    )
    return [
        other
        for other in sent
        if other.id != post.id
        and len(other.draft.photos) == len(post.draft.photos)
        and network.same(other.draft.text, post.draft.text)
    ]
