"""`schoolgate doctor` says what is set up, and what to do about the rest."""

from pathlib import Path

import pytest

from bot import doctor
from bot.chat.slack.checkup import check_channel
from bot.chat.slack.errors import SlackError
from bot.chat.slack.people import People
from bot.chat.slack.roster import Offices, SlackRoster
from bot.parts import make_x
from bot.settings import Settings, SettingsError
from bot.store.migrate import migrate
from tests.bot.chat.fake_slack import TEAM, FakeSlack
from tests.fakes import FakeClock
from tests.journeys.conftest import Stage


async def findings(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> dict[str, doctor.Finding]:
    monkeypatch.setattr(doctor, "read_settings", lambda: settings)
    return {finding.what: finding async for finding in doctor.examine()}


async def test_all_is_well(school: Stage, monkeypatch: pytest.MonkeyPatch):
    await migrate(school.settings.database)

    found = await findings(monkeypatch, school.settings)

    assert {what: f.says for what, f in found.items() if not f.ok} == {}
    assert found["Database"].says.startswith("up to date")
    assert found["X"].says == f"posts as {await make_x(school.settings).check()}"
    assert "can approve" in found["Leaders' channel"].says


async def test_each_fault_says_what_to_do(
    school: Stage, monkeypatch: pytest.MonkeyPatch
):
    wrong = school.settings.model_copy(
        update={"leaders_channel": "C0NOWHERE", "x_api_url": "http://127.0.0.1:9"}
    )

    found = await findings(monkeypatch, wrong)

    assert not found["Leaders' channel"].ok
    assert "Set LEADERS_CHANNEL" in found["Leaders' channel"].says
    assert not found["X"].ok
    assert found["Model"].ok


@pytest.mark.parametrize(
    ("leads", "says"),
    [
        ((), "Nobody is told"),
        (("U0GONE",), "U0GONE is no full member"),
    ],
)
async def test_a_school_without_a_safeguarding_lead_is_told_so(
    school: Stage, monkeypatch: pytest.MonkeyPatch, leads: tuple[str, ...], says: str
):
    wrong = school.settings.model_copy(update={"safeguarding_lead": leads})

    found = await findings(monkeypatch, wrong)

    assert not found["Safeguarding lead"].ok
    assert says in found["Safeguarding lead"].says
    assert "SAFEGUARDING_LEAD" in found["Safeguarding lead"].says


async def test_a_school_without_a_head_is_told_what_it_goes_without(
    school: Stage, monkeypatch: pytest.MonkeyPatch
):
    without = school.settings.model_copy(update={"head": ()})

    found = await findings(monkeypatch, without)

    assert found["Head"].ok
    assert "set HEAD" in found["Head"].says


async def test_a_head_who_is_nobody_there_is_a_fault(
    school: Stage, monkeypatch: pytest.MonkeyPatch
):
    wrong = school.settings.model_copy(update={"head": ("U0GONE",)})

    found = await findings(monkeypatch, wrong)

    assert not found["Head"].ok
    assert "U0GONE is no full member" in found["Head"].says
    assert "Set HEAD" in found["Head"].says


async def test_one_of_many_schools_with_anothers_token_is_told_so(
    school: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    many = {"schools": tmp_path, "school_id": "T0LARKSPUR"}
    right = school.settings.model_copy(update=many)
    wrong = school.settings.model_copy(update=many | {"school_id": "T0ANOTHER"})

    assert (await findings(monkeypatch, right))["Slack"].ok
    slack = (await findings(monkeypatch, wrong))["Slack"]
    assert not slack.ok
    assert "T0ANOTHER.env has the SLACK_BOT_TOKEN of another workspace" in slack.says


async def test_without_settings_it_says_which_are_missing(
    monkeypatch: pytest.MonkeyPatch,
):
    def missing() -> Settings:
        raise SettingsError("Set SLACK_BOT_TOKEN: see .env.example.")

    monkeypatch.setattr(doctor, "read_settings", missing)

    found = [finding async for finding in doctor.examine()]

    assert [(f.what, f.ok) for f in found] == [("Settings", False)]
    assert "SLACK_BOT_TOKEN" in found[0].says


async def test_an_archived_leaders_channel_is_told_as_such():
    slack = FakeSlack(members=["UBOT", "ULEAD"], archived={"C0LEADERS"})
    clock = FakeClock()
    people = People(slack, TEAM, clock)
    roster = SlackRoster(slack, people, Offices("C0LEADERS"), clock)

    with pytest.raises(SlackError, match="archived"):
        await check_channel(slack, roster)
