"""How the stand-in for X shows a post on its author's timeline: as X rewrites it."""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from sandbox.x_answers import (
    Attachments,
    Entities,
    Meta,
    Timeline,
    TimelinePost,
    Url,
)
from sandbox.x_models import PostField, page_token
from sandbox.x_state import Post
from sandbox.x_words import links


def timeline(
    posts: Sequence[Post], fields: frozenset[PostField], *, more: bool, profile: str
) -> Timeline:
    """One page, the newest post first. `more`: older ones follow."""
    meta = Meta(result_count=len(posts))
    if posts:
        meta.newest_id, meta.oldest_id = posts[0].id, posts[-1].id
        meta.next_token = page_token(posts[-1].id) if more else None
    data = [_shown(post, fields, profile) for post in posts]
    return Timeline(data=data or None, meta=meta)


class _Written(NamedTuple):
    text: str
    urls: list[Url]


def _shown(post: Post, fields: frozenset[PostField], profile: str) -> TimelinePost:
    text, urls = _rewritten(post, profile)
    shown = TimelinePost(id=post.id, text=text, edit_history_post_ids=[post.id])
    if "created_at" in fields:
        shown.created_at = post.created_at
    if "reply_settings" in fields:
        shown.reply_settings = post.reply_settings or "everyone"
    if "entities" in fields and urls:
        shown.entities = Entities(urls=urls)
    if "attachments" in fields and post.media:
        shown.attachments = Attachments(media_keys=[m.key for m in post.media])
    return shown


def _rewritten(post: Post, profile: str) -> _Written:
    """Links go by t.co, photos add one, and &, < and > are escaped."""
    text, urls, done = "", list[Url](), 0
    for address, start, end in links(post.text):
        text += _escaped(post.text[done:start])
        expanded = address if "://" in address else f"http://{address}"
        urls.append(_url(_short(post.id + address), len(text), expanded))
        text += urls[-1].url
        done = end
    text = (text + _escaped(post.text[done:])).strip()
    if post.media:
        text = f"{text} ".lstrip()
        photo = f"{profile}/status/{post.id}/photo/1"
        short = _short(post.id)
        for media in post.media:  # X names each photo, all with the one link
            url = _url(short, len(text), photo)
            urls.append(url.model_copy(update={"media_key": media.key}))
        text += short
    return _Written(text, urls)


def _url(short: str, start: int, expanded: str) -> Url:
    return Url(
        start=start,
        end=start + len(short),
        url=short,
        expanded_url=expanded,
        display_url=expanded.partition("://")[2],
    )


def _short(what: str) -> str:
    return f"https://t.co/{sha256(what.encode()).hexdigest()[:10]}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
