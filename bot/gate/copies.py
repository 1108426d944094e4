"""Which photos the bot keeps for a draft, until its post is over."""

from dataclasses import replace
from hashlib import sha256

from bot.gate.ports import Photos, Picture
from bot.gate.post import Post
from policy.terms import Draft, Photo


def proposed(photo: Photo) -> str:
    """The id under which a blurred version waits for its author to take it."""
    return f"{photo.id} blurred"


def copies_of(draft: Draft) -> frozenset[str]:
    """The id of every copy: as it is, as it was, and as it might be."""
    kept = {i for p in draft.photos for i in (p.id, p.blurred_from, proposed(p))}
    return frozenset(kept - {""})


async def forget_copies(photos: Photos, post: Post) -> None:
    """Delete every copy, those of photos that it held once as well."""
    for copy in sorted(copies_of(post.draft) | post.dropped):
        await photos.forget(copy)


async def approved(photos: Photos, photo: Photo) -> Picture:
    """The copy that is sent. FileNotFoundError where it is gone, or is another one."""
    picture = await photos.load(photo.id)
    if sha256(picture.data).hexdigest() != photo.digest:
        raise FileNotFoundError(photo.id)
    return replace(picture, alt=photo.alt)
