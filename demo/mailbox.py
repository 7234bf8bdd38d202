"""Reading the mails of ``demo.mail``."""

import datetime as dt
import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

NAME = re.compile(r"\d{19}-[0-9a-f]{8}")


class MailNotFound(Exception):
    """There is no mail of that name in the mailbox."""


@dataclass(frozen=True)
class Mail:
    """One mail as the mailbox shows it; ``html`` is empty when it has only text."""

    name: str
    sender: str
    to: str
    subject: str
    at: dt.datetime
    text: str = ""
    html: str = ""


def mail_names(directory: Path) -> list[str]:
    """Return the names of the mails in the folder, newest first."""
    names = (path.stem for path in directory.glob("*.eml"))
    return sorted((name for name in names if NAME.fullmatch(name)), reverse=True)


def read_mail(directory: Path, name: str) -> Mail:
    """Return the mail of that name. Raises MailNotFound, also for an invalid name."""
    if not NAME.fullmatch(name):
        raise MailNotFound(name)
    try:
        data = (directory / f"{name}.eml").read_bytes()
    except OSError as error:
        raise MailNotFound(name) from error
    message = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)
    return Mail(
        name=name,
        sender=str(message["from"] or ""),
        to=str(message["to"] or ""),
        subject=str(message["subject"] or ""),
        at=dt.datetime.fromtimestamp(int(name[:19]) / 1e9, tz=dt.UTC),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    return str(body.get_content()) if body else ""
