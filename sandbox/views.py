"""What a modal's fields hold when nobody has touched them."""

from collections.abc import Mapping
from typing import Any

# What Slack calls a field's value before and after somebody has chosen it.
INITIAL = {
    "initial_value": "value",
    "initial_option": "selected_option",
    "initial_options": "selected_options",
    "initial_date": "selected_date",
    "initial_time": "selected_time",
}


def filled(
    view: Mapping[str, Any], values: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """`values` by block and action, with what the view began with where untouched.

    Slack sends a field's first value along; the local Slack forgets it.
    """
    full = {block_id: dict(fields) for block_id, fields in values.items()}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element: dict[str, Any] = block["element"]
        fields = full.setdefault(block["block_id"], {})
        began = {
            after: element[before]
            for before, after in INITIAL.items()
            if before in element
        }
        if began:
            untouched = {"type": element["type"], **began}
            fields.setdefault(element["action_id"], untouched)
    return full
