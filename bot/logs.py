"""Logs as JSON, one object a line: ids, steps and kinds of error, never words.

Libraries log whole request bodies, and a body holds a draft. Of their lines only
the logger, the level and the class of the error are kept.
"""

import logging
import sys

import structlog


class WordlessHandler(logging.Handler):
    """Passes on that a library logged something, and not what."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0] if record.exc_info else None
        structlog.get_logger().warning(
            "a library logged",
            logger=record.name,
            severity=record.levelname,
            error=error.__name__ if error else None,
        )


def configure_logs() -> None:
    """Send our own lines, and a trace of the libraries', to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[WordlessHandler()], force=True)
