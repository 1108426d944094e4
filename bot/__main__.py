"""The `schoolgate` command. Each of its commands is loaded only when it is given."""

import gc
from importlib import import_module

import typer
from typer._click.core import (  # pyright: ignore[reportPrivateUsage] - of TyperGroup
    Command,
    Context,
)
from typer.core import TyperGroup
from typer.main import get_command as click_command_of

COMMANDS = {
    "run": "bot.run",
    "sandbox": "sandbox.stage",
    "check": "bot.check",
    "look": "bot.look",
    "roll": "bot.roll",
    "names": "bot.names",
    "doctor": "bot.doctor",
    "migrate": "bot.upkeep",
    "backup": "bot.upkeep",
    "restore": "bot.upkeep",
    "restored": "bot.upkeep",
}


class Lazily(TyperGroup):
    """Finds a command in the module that COMMANDS names, by the command's name."""

    def list_commands(self, ctx: Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        gc.enable()
        if isinstance(found, typer.Typer):
            return click_command_of(found)
        one = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
        one.command(cmd_name)(found)
        return click_command_of(one)


app = typer.Typer(
    cls=Lazily,
    help="A primary school posts to X from Slack without ever exposing a child.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def main_options() -> None:
    """Options before the command: there are none but --help."""


def main() -> None:
    # Modules stay: while they load, a collection finds nothing and takes its time.
    gc.disable()
    app()


if __name__ == "__main__":
    main()
