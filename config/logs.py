"""How loud the log is about what others do."""

import logging


class OthersFaults(logging.Filter):
    """Makes a warning of what Django calls an error and a visitor alone brought about.

    An unknown host, a forged form or too large a request is refused and has done no harm; an
    error is something for us to put right.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security") and record.levelno > logging.WARNING:
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True
