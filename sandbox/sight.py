"""Who sees what, as Slack would show it: modals, private answers, photos."""

from typing import Any
from urllib.parse import urlsplit

from sandbox.views import filled

ACTS = {"block_action", "slash_command", "view_submit"}


class Sight:
    """What each person's page is told.

    The local Slack has one modal for all; Slack has one for each.
    """

    def __init__(self) -> None:
        self._actor = ""
        self._owner = ""
        self._family: set[str] = set()
        self._top: dict[str, Any] = {}

    def up(self, person: str, frame: dict[str, Any]) -> dict[str, Any]:
        """What a person's page says, as the local Slack needs it."""
        if frame["t"] in ACTS:
            self._actor = person
        if frame["t"] == "view_submit" and self._top:
            frame["values"] = filled(self._top, frame["values"])
        return frame

    def down(self, person: str, frame: dict[str, Any]) -> dict[str, Any] | None:
        """What the local Slack says, as this person may see it, if at all."""
        match frame["t"]:
            case "init":
                return {**frame, "state": self._state(person, frame["state"])}
            case "message" | "message_update":
                return with_photos(frame) if _meant(person, frame["message"]) else None
            case "view":
                self._know(frame["stack"])
                return frame if person == self._owner else {**frame, "stack": []}
            case "view_errors":
                return frame if person == self._owner else None
            case "log":
                return None
            case _:
                return frame

    def _know(self, stack: list[dict[str, Any]]) -> None:
        self._top = stack[-1] if stack else {}
        if stack:
            ids = {stack[0]["id"], stack[0]["root_view_id"]}
            if not ids & self._family:
                self._owner, self._family = self._actor, set()
            self._family |= ids

    def _state(self, person: str, state: dict[str, Any]) -> dict[str, Any]:
        """How things stand, with this person first: the page acts as the first."""
        self._know(state["modalStack"])
        return {
            **state,
            "users": sorted(state["users"], key=lambda user: user["id"] != person),
            "messages": {
                channel: [with_photos(m) for m in messages if _meant(person, m)]
                for channel, messages in state["messages"].items()
            },
            "modalStack": state["modalStack"] if person == self._owner else [],
            "log": [],
        }


def with_photos(part: Any) -> Any:
    """The same, with every `slack_file` image given an address that can be shown."""
    if isinstance(part, list):
        return [with_photos(each) for each in part]  # pyright: ignore[reportUnknownVariableType] - JSON
    if not isinstance(part, dict):
        return part
    shown: dict[str, Any] = {key: with_photos(each) for key, each in part.items()}  # pyright: ignore[reportUnknownVariableType] - JSON
    file = shown.get("slack_file") if shown.get("type") == "image" else None
    if file:
        shown["image_url"] = f"/files/-/{_file_id(file)}/photo"
    return shown


def _file_id(file: dict[str, str]) -> str:
    """From its id, or from an address such as /files-pri/T0-F0/name."""
    if "id" in file:
        return file["id"]
    parts = urlsplit(file["url"]).path.split("/")
    return parts[2].rpartition("-")[2] if len(parts) > 2 else ""  # noqa: PLR2004 - /files-pri/T0-F0


def _meant(person: str, message: dict[str, Any]) -> bool:
    return message.get("ephemeral_to", person) == person
