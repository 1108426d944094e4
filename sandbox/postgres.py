"""A Postgres on this machine, for trying out and for tests: started and stopped.

Its files go into a folder of their own, and it is reached by a socket in there.
"""

import os
import pwd
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import Self

WITHIN = 60  # seconds, for one command of Postgres
NOT_HERE = "Postgres is not installed: run make postgres, or install it yourself."
# Nothing here is to outlive the machine; a kill of Postgres loses nothing all the same.
UNSAFE_BUT_FAST = ("fsync=off", "full_page_writes=off")


class PostgresError(Exception):
    """Postgres refused. The message is for people."""


class NotInstalledError(PostgresError):
    """There is no Postgres on this machine."""


def programs() -> Path:
    """The folder of Postgres's programs, the newest that there is."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    debians = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]),
    )
    if not debians:
        raise NotInstalledError(NOT_HERE)
    return debians[-1].parent


class Postgres:
    """A server, running inside `with`. `options` are lines of its configuration.

    It refuses to run as root: then it runs as the user that Debian made for it.
    """

    def __init__(self, options: Sequence[str] = UNSAFE_BUT_FAST) -> None:
        self._programs = programs()
        self._options = ["listen_addresses=", "max_connections=200", *options]
        self._user = _other_user() if os.geteuid() == 0 else None
        self._server: subprocess.Popen[bytes] | None = None
        self.folder = Path()

    def __enter__(self) -> Self:
        self.folder = Path(mkdtemp(prefix="schoolgate-postgres-"))
        try:
            if self._user:
                shutil.chown(self.folder, self._user)
            new = ("-A", "trust", "-U", "postgres", "-E", "UTF8", "-N")
            self._run("initdb", "-D", str(self._data), *new)
            self.start()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def url(self, database: str) -> str:
        """What DATABASE_URL has to be."""
        return f"postgresql+asyncpg://postgres@/{database}?host={self.folder}"

    def create(self, database: str, like: str = "template1") -> str:
        """Make a database, empty or as another is; its URL."""
        self.sql(f'CREATE DATABASE "{database}" TEMPLATE "{like}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        self.sql(f'DROP DATABASE "{database}" WITH (FORCE)')

    def sql(self, statement: str, database: str = "postgres") -> None:
        where = ("-h", str(self.folder), "-U", "postgres", "-d", database)
        self._run("psql", *where, "-qc", statement)

    def start(self) -> None:
        """Start it, also after a kill: it then mends its files first."""
        options = [part for option in self._options for part in ("-c", option)]
        program = str(self._programs / "postgres")
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(  # noqa: S603 - Postgres's own program
                (program, "-D", str(self._data), "-k", str(self.folder), *options),
                user=self._user,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + WITHIN
        while not self._is_ready(self._server.pid):
            if self._server.poll() is not None or time.monotonic() > until:
                raise PostgresError("Postgres refused to start.")
            time.sleep(0.02)

    def kill(self) -> None:
        """Kill every process of it with -9."""
        if self._server is None:
            return
        main = self._server.pid
        its = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        family: list[int] = []  # file descriptors: an id might be used again
        for process in (main, *map(int, its)):
            with suppress(ProcessLookupError):
                family.append(os.pidfd_open(process))
        for member in family:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(member, signal.SIGKILL)
        for member in family:
            select.select([member], [], [], WITHIN)
            os.close(member)
        self._server.wait()

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _is_ready(self, process: int) -> bool:
        """As `pg_ctl` asks it: the last line of the lock, where it is this server's."""
        with suppress(FileNotFoundError):
            lock = (self._data / "postmaster.pid").read_text().split("\n")
            return lock[0] == str(process) and lock[7:8] == ["ready   "]
        return False

    def _end(self) -> None:
        if self._server and self._server.poll() is None:
            self._server.send_signal(signal.SIGQUIT)
            self._server.wait(WITHIN)
        shutil.rmtree(self.folder)

    def _run(self, program: str, *args: str) -> None:
        ended = subprocess.run(  # noqa: S603 - Postgres's own programs
            (str(self._programs / program), *args),
            user=self._user,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=WITHIN,
            check=False,
        )
        if ended.returncode:
            raise PostgresError(f"Postgres refused: {program} {args[-1]}.")


def _other_user() -> str:
    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
