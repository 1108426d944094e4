"""`schoolgate run` that cannot start says why in one sentence, with no traceback."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from tests.bot.test_settings import ENOUGH


def run(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k not in ENOUGH}
    env["PYTHONPATH"] = str(Path.cwd())
    return subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        env=env | settings,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_missing_token(tmp_path: Path):
    ended = run(tmp_path)

    assert ended.returncode == 1
    assert ended.stderr.startswith("Set SLACK_BOT_TOKEN, LEADERS_CHANNEL")
    assert ended.stderr.count("\n") == 1


def test_a_port_in_use(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run(tmp_path, **ENOUGH, PORT=str(port))

    assert ended.returncode == 1
    assert ended.stderr == f"Port {port} is in use: choose another.\n"


def test_a_slack_that_is_not_there(tmp_path: Path):
    nowhere = "http://127.0.0.1:9/api/"
    ended = run(tmp_path, **ENOUGH, SLACK_API_URL=nowhere, PORT="0")

    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1].startswith("Slack cannot be reached.")
    assert "Traceback" not in ended.stderr
