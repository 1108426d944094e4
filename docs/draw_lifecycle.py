"""Draw the life of a post from its table: `python -m docs.draw_lifecycle`."""

from pathlib import Path

from bot.gate.lifecycle import MOVES
from bot.gate.post import State

PAGE = Path(__file__).with_name("lifecycle.md")


def page() -> str:
    """The whole page, as Markdown with a Mermaid diagram."""
    lines = [
        "# The life of a post",
        "",
        "Drawn from `bot/gate/lifecycle.py` by `python -m docs.draw_lifecycle`.",
        "Beside each step stands who may take it.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {state.name} : {state.value}" for state in State),
        f"    [*] --> {State.DRAFT.name}",
        *(
            f"    {state.name} --> {move.to.name} : "
            f"{step.value} ({', '.join(sorted(move.by))})"
            for (state, step), move in MOVES.items()
        ),
        "```",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page())
