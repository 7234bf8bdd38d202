"""Invitations: the mail with a link to choose the first password."""

import datetime as dt

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User

SUBJECT = "account/email/invitation_subject.txt"
MESSAGE = "account/email/invitation_message.txt"


class PersonHasSignedIn(Exception):
    """The person has chosen a password; they request a new one by themselves."""


class PersonIsInactive(Exception):
    """The person has no access."""


def invite_again(*, person: User, by: User) -> None:
    """Send the invitation again. Raises PersonHasSignedIn, PersonIsInactive."""
    if not person.is_active:
        raise PersonIsInactive
    if person.last_login is not None:
        raise PersonHasSignedIn
    mail_invitation(person, by=by)


def mail_invitation(person: User, *, by: User) -> None:
    """Send the invitation after the caller's commit.

    An error of the mail server is logged and the person stays: the invitation can be sent
    again, and »Glemt adgangskode?« sends the same link.
    """
    transaction.on_commit(invitation(person, by=by).send, robust=True)


def invitation(person: User, *, by: User) -> EmailMessage:
    """Return the mail; its link is valid once, and until ``PASSWORD_RESET_TIMEOUT``."""
    context = {
        "person": person,
        "place": person.place,
        "by": by,
        "link": invitation_link(person),
        "days": dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days,
        "forgotten": f"{settings.SITE_URL}{reverse('account_reset_password')}",
    }
    subject = " ".join(render_to_string(SUBJECT, context).split())
    body = render_to_string(MESSAGE, context)
    return EmailMessage(
        f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}", body, to=[person.email]
    )


def invitation_link(person: User) -> str:
    key = default_token_generator.make_token(person)
    path: str = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
    return f"{settings.SITE_URL}{path}"
