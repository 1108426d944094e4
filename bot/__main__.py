"""The `schoolgate` command."""

import typer

from bot.check import check
from bot.doctor import doctor
from bot.run import run
from sandbox.stage import sandbox

app = typer.Typer(
    help="A primary school posts to X from Slack without ever exposing a child.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for command in (run, sandbox, check, doctor):
    app.command()(command)


def main() -> None:
    app()


if __name__ == "__main__":
    main()
