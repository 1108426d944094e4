"""A modal is sent with what its fields began with, as Slack sends it."""

from sandbox.views import filled

VIEW = {
    "blocks": [
        {"type": "section", "block_id": "s"},
        {
            "type": "input",
            "block_id": "words",
            "element": {
                "type": "plain_text_input",
                "action_id": "text",
                "initial_value": "As it was",
            },
        },
        {
            "type": "input",
            "block_id": "claims",
            "element": {
                "type": "checkboxes",
                "action_id": "claim",
                "initial_options": [{"value": "event"}],
            },
        },
        {
            "type": "input",
            "block_id": "why",
            "element": {"type": "plain_text_input", "action_id": "reason"},
        },
    ]
}


def test_an_untouched_field_keeps_what_it_began_with() -> None:
    assert filled(VIEW, {}) == {
        "words": {"text": {"type": "plain_text_input", "value": "As it was"}},
        "claims": {
            "claim": {"type": "checkboxes", "selected_options": [{"value": "event"}]}
        },
        "why": {},
    }


def test_what_somebody_typed_is_sent_as_typed() -> None:
    typed = {"words": {"text": {"type": "plain_text_input", "value": ""}}}
    assert filled(VIEW, typed)["words"] == typed["words"]
