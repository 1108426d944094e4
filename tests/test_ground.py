"""The ground that a fresh machine stands on: make, CI, the image and the settings."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic.fields import FieldInfo

from bot.settings import Common, Settings

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
MAKEFILE = (ROOT / "Makefile").read_text()
README = (ROOT / "README.md").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def steps() -> list[tuple[str, str]]:
    """The Dockerfile's instructions with their arguments, in order."""
    joined = DOCKERFILE.replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line and line[0] != "#"]
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]


def step(word: str) -> str:
    (found,) = [rest for each, rest in steps() if each == word]
    return found


def environment() -> dict[str, str]:
    pairs = " ".join(rest for word, rest in steps() if word == "ENV").split()
    return dict(pair.split("=", 1) for pair in pairs)


def copied() -> list[str]:
    sources = [rest.split()[:-1] for word, rest in steps() if word == "COPY"]
    return [source for each in sources for source in each]


class TestMake:
    def test_every_target_that_the_readme_names_is_there(self) -> None:
        named = set(re.findall(r"`make (\w+)|^make (\w+)", README, re.MULTILINE))
        targets = {a or b for a, b in named}
        assert {"run", "test"} <= targets
        for target in targets:
            assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target

    def test_every_phony_target_is_in_the_help_or_part_of_one_that_is(self) -> None:
        (phony,) = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
        assert set(phony.split()) == {
            "help",
            "run",
            "test",
            "check",
            "tools",
            "browser",
            "postgres",
        }

    def test_it_works_on_the_pythons_that_the_project_supports(self) -> None:
        assert PROJECT["project"]["requires-python"] == ">=3.11,<3.14"
        assert "(3, 11) <= sys.version_info[:2] <= (3, 13)" in MAKEFILE

    def test_check_covers_lint_format_types_and_import_contracts(self) -> None:
        recipe = MAKEFILE.partition("\ncheck:")[2].partition("\n\n")[0]
        for tool in ("ruff check", "ruff format --check", "pyright", "lint-imports"):
            assert f".venv/bin/{tool}" in recipe


class TestCi:
    RUN = ROOT / ".ci" / "run"

    def test_it_runs_the_readmes_own_commands_and_stops_at_the_first_failure(
        self,
    ) -> None:
        lines = self.RUN.read_text().splitlines()
        commands = [line for line in lines if line.startswith("make ")]
        assert commands == ["make check", "make test"]
        assert "set -euo pipefail" in lines

    def test_it_can_be_run(self) -> None:
        assert self.RUN.stat().st_mode & 0o111
        assert self.RUN.read_text().startswith("#!/usr/bin/env bash\n")

    def test_a_missing_browser_is_a_failure_there(self) -> None:
        assert "export CI=true" in self.RUN.read_text()


class TestLocks:
    @pytest.mark.parametrize(
        "lock",
        [ROOT / "sandbox/package-lock.json", *ROOT.glob("tests/*/package-lock.json")],
        ids=lambda path: path.parent.name,
    )
    def test_npm_packages_are_held_to_their_bytes_and_to_no_registry(
        self, lock: Path
    ) -> None:
        packages = json.loads(lock.read_text())["packages"]
        for name, package in packages.items():
            if name:
                assert package["integrity"].startswith("sha512-")
                assert "resolved" not in package

    def test_python_packages_come_from_the_public_registry(self) -> None:
        lock = (ROOT / "uv.lock").read_text()
        hosts = set(re.findall(r'"https?://([^/"]+)', lock))
        assert hosts == {"pypi.org", "files.pythonhosted.org"}


class TestImage:
    def test_its_python_is_one_that_the_project_supports(self) -> None:
        assert re.fullmatch(r"python:3\.1[123]-slim", step("FROM"))

    def test_it_installs_what_the_lock_holds_and_nothing_for_developers(self) -> None:
        syncs = [rest for word, rest in steps() if word == "RUN" and "uv sync" in rest]
        assert all("--locked --no-dev" in sync for sync in syncs)
        assert "--no-install-project" not in syncs[-1]

    def test_its_uv_is_the_one_that_make_installs(self) -> None:
        (pinned,) = re.findall(r"uv==([\d.]+)", DOCKERFILE)
        assert f"UV_VERSION := {pinned}\n" in MAKEFILE

    def test_every_package_is_copied_and_let_through(self) -> None:
        packages = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
        assert set(packages) | {"pyproject.toml", "uv.lock"} <= set(copied())
        ignored = (ROOT / ".dockerignore").read_text().splitlines()
        assert {f"!{source}" for source in copied()} <= set(ignored)
        assert all((ROOT / source).exists() for source in copied())

    def test_it_runs_as_nobody_special_who_owns_the_data(self) -> None:
        words = [word for word, _ in steps()]
        user, data = step("USER"), step("VOLUME")
        assert user not in {"root", "0"}
        assert f"install -d -o {user} {data}" in DOCKERFILE
        assert words.index("VOLUME") > words.index("USER")
        assert environment()["DATA_DIR"] == data

    def test_it_is_healthy_when_healthz_answers(self) -> None:
        port = environment()["PORT"]
        assert step("EXPOSE") == port
        kind, _, check = step("HEALTHCHECK").partition("CMD ")
        assert "--interval" in kind
        program, flag, script = json.loads(check)
        assert (program, flag) == ("python", "-c")
        compile(script, "healthcheck", "exec")
        assert "/healthz" in script

    def test_it_starts_the_command_that_the_project_installs(self) -> None:
        (entry,) = json.loads(step("ENTRYPOINT"))
        assert entry in PROJECT["project"]["scripts"]
        assert json.loads(step("CMD")) == ["run"]

    def test_the_readmes_docker_command_keeps_the_data(self) -> None:
        (command,) = re.findall(r"docker run ([^`\n]+)", README)
        assert f"-v schoolgate:{step('VOLUME')}" in command
        assert "--env-file .env" in command


class TestExampleSettings:
    """What is needed stands bare; the rest is a comment that shows its default.

    So a copied file, given to docker as it is, changes nothing that it does not fill.
    What a school sets for itself comes before what many schools have in common.
    """

    TEXT = (ROOT / ".env.example").read_text()

    def lines(self) -> Iterator[str]:
        in_order = sorted(Settings.model_fields, key=lambda n: n in Common.model_fields)
        for name in in_order:
            field = Settings.model_fields[name]
            assert field.description, name
            yield f"# {field.description}"
            mark = "" if field.is_required() else "# "
            yield f"{mark}{name.upper()}={shown(field)}".rstrip()

    def test_it_has_every_setting_with_its_explanation_and_nothing_else(self) -> None:
        written = [line for line in self.TEXT.splitlines() if line]
        assert written[2:] == list(self.lines())

    def test_it_holds_no_value_that_is_needed_or_secret(self) -> None:
        for name, field in Settings.model_fields.items():
            if field.is_required() or "Secret" in str(field.annotation):
                assert re.search(rf"^(# )?{name.upper()}=$", self.TEXT, re.MULTILINE)


def shown(field: FieldInfo) -> str:
    """A default as it is written in the environment."""
    default = field.get_default()
    if field.is_required() or default in (None, ()):
        return ""
    clock = default.strftime("%H:%M") if hasattr(default, "strftime") else default
    return str(getattr(clock, "value", clock))
