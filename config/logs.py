"""Log levels of errors that visitors cause."""

import logging


class VisitorErrors(logging.Filter):
    """Logs errors that visitors cause as warnings.

    An unknown host, a forged form or too large a request is refused without harm; an error is
    something for us to fix.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security") and record.levelno > logging.WARNING:
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True
