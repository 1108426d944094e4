"""What the tests of `schoolgate check` may ask for."""

from tests.bot.checking.by_rote import by_rote, nobodys_settings

__all__ = ["by_rote", "nobodys_settings"]
