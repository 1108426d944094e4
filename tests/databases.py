"""Which databases a test is run on: both, unless it says which."""

import os

import pytest

from sandbox.postgres import NotInstalledError, programs

ON_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
ON_POSTGRES = pytest.mark.parametrize("url", ["postgres"], indirect=True)


def installed() -> None:
    """Skips the test where Postgres is not installed, but never in CI."""
    try:
        programs()
    except NotInstalledError as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))
