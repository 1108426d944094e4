"""A log says that something happened, never what anybody wrote."""

import json
import logging

import pytest
import structlog

from bot.logs import configure_logs


@pytest.fixture(autouse=True)
def _loggers_as_they_were():
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:], logging.root.level = handlers, level
    structlog.reset_defaults()


def test_a_librarys_line_keeps_its_logger_and_loses_its_words(
    capsys: pytest.CaptureFixture[str],
):
    configure_logs()

    try:
        int("Well done Josh")
    except ValueError:
        logging.getLogger("slack_bolt.App").exception("Unhandled: Well done Josh")

    line = capsys.readouterr().err
    assert "Josh" not in line
    said = json.loads(line)
    assert (said["logger"], said["error"]) == ("slack_bolt.App", "ValueError")
