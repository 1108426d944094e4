"""No library that we use tells its maker of us: it would begin with a note on disk.

A machine that runs tests for others is spared that, so here it looks like a school's.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MARKS = (
    "CI",
    "GITHUB_ACTIONS",
    "GITLAB_CI",
    "TF_BUILD",
    "BUILD_ID",
    "ORT_DISABLE_TELEMETRY",
)
READS = "from nlp.reader import Reader; Reader.load().read('Well done, Year 4')"
SEES = (
    "import numpy; from vision.words import find_words; "
    "find_words(numpy.full((64, 64, 3), 255, numpy.uint8))"
)


@pytest.mark.parametrize("work", [READS, SEES], ids=["the reader", "the photos' eye"])
def test_nothing_is_noted_in_its_users_home(work: str, tmp_path: Path):
    env = {name: value for name, value in os.environ.items() if name not in MARKS}
    env |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": "", "PYTHONPATH": str(Path.cwd())}

    command = [sys.executable, "-c", work]
    subprocess.run(command, env=env, check=True, timeout=120)  # noqa: S603 - our own

    assert list(tmp_path.rglob("*")) == []
