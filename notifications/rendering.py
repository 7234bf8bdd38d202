"""Rendering of mails with templates/mails/."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from notifications.models import Notification


def render_mail(mail: Notification) -> EmailMultiAlternatives:
    """Return the mail as text and HTML, with the same Message-ID at every attempt."""
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=_body(mail, "txt"),
        to=[mail.recipient.email],
        headers={
            "Message-ID": f"<notification-{mail.pk}@{urlsplit(settings.SITE_URL).hostname}>",
            # Against out-of-office replies; the second is Exchange's.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    message.attach_alternative(_body(mail, "html"), "text/html")
    return message


def _body(mail: Notification, form: str) -> str:
    facts = {"subject": mail.subject, "site": settings.SITE_URL, "on": mail.local_date}
    return render_to_string(f"mails/{mail.kind}.{form}", mail.content | facts)
