"""What somebody typed into Slack comes out as they typed it."""

import pytest

from bot.chat.slack.typed import words_of


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("Fish &amp; chips &lt;3", "Fish & chips <3"),
        ("Fish & chips <3 and >2", "Fish & chips <3 and >2"),
        ("&amp;amp;", "&amp;"),
        ("See <https://larkspur.example/fair>", "See https://larkspur.example/fair"),
        ("See <http://larkspur.example|larkspur.example>", "See larkspur.example"),
        ("<https://larkspur.example|our page>", "our page https://larkspur.example"),
        (
            "<mailto:hall@larkspur.example|hall@larkspur.example>",
            "hall@larkspur.example",
        ),
        ("<tel:01632960000|01632 960000>", "01632 960000"),
        ("<@U1> and <@U2|rae>", "@U1 and @rae"),
        ("<!here> <!subteam^S1|@leaders> <#C1|hall>", "@here @leaders #hall"),
        ("  \n hello \n", "hello"),
        ("", ""),
    ],
)
def test_markup_is_taken_off(sent, typed):
    assert words_of({"text": sent}) == typed


def test_rich_text_is_read_rather_than_its_fallback():
    def section(*elements):
        return {"type": "rich_text_section", "elements": list(elements)}

    def text(words, **style):
        return {"type": "text", "text": words, **style}

    blocks = [
        {
            "type": "rich_text",
            "elements": [
                section(
                    text("Well done ", style={"bold": True}),
                    {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fd"},
                    {"type": "emoji", "name": "larkspur"},
                    text(" & <you>\n"),
                    {"type": "link", "url": "http://larkspur.example", "text": "here"},
                    {"type": "user", "user_id": "U1"},
                    {"type": "channel", "channel_id": "C1"},
                    {"type": "broadcast", "range": "here"},
                    {"type": "date", "fallback": "today"},
                ),
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "elements": [section(text("one")), section(text("two"))],
                },
            ],
        }
    ]
    typed = words_of({"text": "*Well done* :wave:", "blocks": blocks})
    assert typed == (
        "Well done 👋🏽:larkspur: & <you>\nhere http://larkspur.example@U1#C1@heretoday\n"
        "1. one\n2. two"
    )
