"""In the demo, mails are written to a folder on this machine instead of being sent."""

import os
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class MailboxBackend(BaseEmailBackend):
    """Writes each mail to ``MAIL_DIR`` as a file of its own; ``demo.mailbox`` reads them.

    A file is renamed when it is complete. Names sort by time.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        directory = Path(settings.MAIL_DIR)
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            for message in email_messages:
                _write(directory, message.message().as_bytes())
        except OSError:
            if not self.fail_silently:
                raise
            return 0
        return len(email_messages)


def _write(directory: Path, mail: bytes) -> None:
    name = f"{time.time_ns():019d}-{uuid.uuid4().hex[:8]}"
    unfinished = directory / f"{name}.part"
    with unfinished.open("xb") as file:
        file.write(mail)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(directory / f"{name}.eml")
