"""Everything that is set from outside, read once, at the start."""

import re
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Ids = Annotated[tuple[str, ...], NoDecode]
# A workspace's or an organisation's id, and the name of a file: no way leads out of it.
WORKSPACE = re.compile(r"[TE][A-Z0-9]+")


class SlackMode(StrEnum):
    SOCKET = "socket"
    HTTP = "http"


class SettingsError(Exception):
    """A setting is missing or wrong; the message says which and what to do."""


class UnknownSchoolError(SettingsError):
    """The folder SCHOOLS has no file for it."""


class Common(BaseModel):
    """What many schools of one vendor have in common; one school's own are more."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schools: Path | None = Field(
        None, description="For many schools: a folder with a file of settings for each."
    )
    school_id: str = Field("school", description="Marks this school's rows.")

    slack_signing_secret: SecretStr | None = Field(
        None, description="From Basic Information. For HTTP mode."
    )
    slack_mode: SlackMode = Field(SlackMode.SOCKET, description="socket or http.")
    slack_api_url: str = Field(
        "https://slack.com/api/", description="Another Slack, for trying out."
    )
    x_api_url: str = Field("https://api.x.com", description="Another X, for trying.")

    database_url: str = Field(
        "", description="SQLAlchemy's address; empty: a SQLite file in data_dir."
    )
    data_dir: Path = Field(
        Path("var"), description="Where the database and the photos are kept."
    )
    photo_key: SecretStr | None = Field(
        None, description="Fernet key for photos; empty: made, and kept in data_dir."
    )
    names_key: SecretStr | None = Field(
        None, description="Key of remembered names; empty: made, and kept in data_dir."
    )

    host: str = Field("127.0.0.1", description="Where health checks are answered.")
    port: int = Field(8080, description="The same; Slack's events in HTTP mode.")

    otlp_endpoint: str = Field(
        "", description="Where traces are sent, by OTLP over HTTP; empty: nowhere."
    )

    @property
    def database(self) -> str:
        """SQLAlchemy's address of the database."""
        file = self.data_dir.resolve() / "schoolgate.db"
        return self.database_url or f"sqlite+aiosqlite:///{file}"


class Settings(Common):
    """One school's settings."""

    school_name: str = Field("Our school", description="As the cards name it.")

    slack_bot_token: SecretStr = Field(description="Starts with xoxb-.")
    slack_app_token: SecretStr | None = Field(
        None, description="Starts with xapp-. For Socket Mode."
    )
    leaders_channel: str = Field(description="The leaders' channel, such as C0123.")
    leaders: Ids = Field(
        (), description="Slack ids of the leaders, separated by commas."
    )
    leaders_group: str = Field(
        "", description="A Slack user group whose members are the leaders."
    )
    head: Ids = Field((), description="Slack id of the Headteacher, or several.")
    safeguarding_lead: Ids = Field(
        (), description="Slack id of the designated safeguarding lead, or several."
    )
    staff: Ids = Field(
        (), description="Slack ids of those who may draft; empty: every full member."
    )

    x_consumer_key: SecretStr = Field(description="From X's developer portal.")
    x_consumer_secret: SecretStr = Field(description="From X's developer portal.")
    x_access_token: SecretStr = Field(description="Of the school's own account.")
    x_access_secret: SecretStr = Field(description="Of the school's own account.")

    timezone: str = Field("Europe/London", description="The school's time zone.")
    posts_from: time = Field(time(8), description="Posting hours begin (4.1).")
    posts_until: time = Field(time(18), description="Posting hours end (4.1).")
    bank_holidays: Literal["ENG", "WLS", "SCT", "NIR"] = Field(
        "ENG", description="Whose bank holidays: ENG, WLS, SCT or NIR."
    )

    staff_names: Ids = Field(
        (), description="Staff and governors who are taken for children: Mrs Taylor."
    )
    houses: Ids = Field((), description="The names of the school's houses.")
    classes: Ids = Field((), description="Names of classes: Kestrels, Puffins.")
    mascots: Ids = Field((), description="Mascots, pets, toys: Elmer the Bear.")
    partners: Ids = Field(
        (), description="Who the school works with: names, @names, addresses, phones."
    )
    no_faces: bool = Field(
        default=False,
        description="Send back every photo in which a face can be recognised.",
    )
    two_leaders: bool = Field(
        default=True,
        description="Two leaders for photos with swimming or PE words (3.1).",
    )
    roll_file: Path | None = Field(None, description="The school's imported roll.")
    roll_key: SecretStr | None = Field(None, description="The key of that roll.")

    @field_validator(
        *("leaders", "head", "safeguarding_lead", "staff"),
        *("staff_names", "houses", "classes", "mascots", "partners"),
        mode="before",
    )
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("is no time zone; try Europe/London") from None
        return value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


_HERE = SettingsConfigDict(
    env_file=".env", frozen=True, extra="ignore", env_ignore_empty=True
)


class _CommonHere(Common, BaseSettings):
    """From the environment, or a file named .env."""

    model_config = _HERE


class _SettingsHere(Settings, BaseSettings):
    """The same; for one school alone: one's token must not serve another."""

    model_config = _HERE


def read_common() -> Common:
    """What is set for all schools. SettingsError, as all that is read here."""
    try:
        common = _CommonHere()  # pyright: ignore[reportCallIssue] - from the environment
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None
    if common.schools is None:
        return common
    if not common.schools.is_dir():
        raise SettingsError(
            "SCHOOLS is no folder: name the one with the schools' files."
        )
    if common.slack_mode is not SlackMode.HTTP or common.slack_signing_secret is None:
        raise SettingsError("SCHOOLS needs SLACK_MODE=http and SLACK_SIGNING_SECRET.")
    return common


def read_one_of_many(common: Common, school_id: str) -> Settings:
    """By the school's own file, SCHOOLS/T0123ABC.env, and what all have in common.

    UnknownSchoolError where there is none. Its photos and keys are kept in a folder of
    its own in `data_dir`.
    """
    file = (common.schools or Path()) / f"{school_id}.env"
    if not WORKSPACE.fullmatch(school_id) or not file.is_file():
        raise UnknownSchoolError(
            "SCHOOLS has no file for that school: put one there that is named for its "
            "Slack workspace, such as T0123ABC.env. SCHOOL_ID says which it is."
        )
    try:
        read = dotenv_values(file, encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"{file.name} cannot be read.") from None
    own: dict[str, Any] = {name.lower(): value for name, value in read.items() if value}
    shared: dict[str, Any] = {
        name: getattr(common, name) for name in Common.model_fields
    } | {
        "school_id": school_id,
        "database_url": common.database,
        "data_dir": common.data_dir / school_id,
    }
    try:
        return Settings(**(own | shared))
    except ValidationError as error:
        raise SettingsError(f"{file.name}: {_sentence(error)}") from None


def read_settings() -> Settings:
    """The settings of the one school, or of SCHOOL_ID where there are many.

    SettingsError with one sentence that names each fault.
    """
    common = read_common()
    if common.schools:
        return read_one_of_many(common, common.school_id)
    try:
        settings = _SettingsHere()  # pyright: ignore[reportCallIssue] - from the environment
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None
    needed = (
        ("SLACK_APP_TOKEN", settings.slack_app_token)
        if settings.slack_mode is SlackMode.SOCKET
        else ("SLACK_SIGNING_SECRET", settings.slack_signing_secret)
    )
    if needed[1] is None:
        mode = settings.slack_mode.value
        raise SettingsError(f"Set {needed[0]}: SLACK_MODE={mode} needs it.")
    return settings


def read_offline_settings() -> Settings:
    """The settings for work without accounts: no secret of Slack or X is read."""
    none = SecretStr("")
    try:
        common = _CommonHere()  # pyright: ignore[reportCallIssue] - from the environment
        if common.schools and WORKSPACE.fullmatch(common.school_id):
            return read_one_of_many(common, common.school_id)
        return _SettingsHere(  # pyright: ignore[reportCallIssue] - the rest from outside
            slack_bot_token=none,
            leaders_channel="",
            x_consumer_key=none,
            x_consumer_secret=none,
            x_access_token=none,
            x_access_secret=none,
        )
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    """Names only, never a value: a value may be a secret."""
    missing: list[str] = []
    wrong: list[str] = []
    for fault in error.errors(include_input=False, include_url=False):
        name = str(fault["loc"][0]).upper()
        if fault["type"] == "missing":
            missing.append(name)
        else:
            wrong.append(f"{name} {fault['msg'].removeprefix('Value error, ')}.")
    if missing:
        wrong.insert(0, f"Set {', '.join(missing)}: see .env.example.")
    return " ".join(wrong)
