"""Judging many drafts with no chat: the parts of `schoolgate check`."""
