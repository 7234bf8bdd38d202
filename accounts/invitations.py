"""The mail with which a person's access begins: a link to choose a password by."""

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
    """The person chose a password long ago; a forgotten one is asked for by themselves."""


class PersonIsInactive(Exception):
    """The person has no access to be invited to."""


def invite_again(*, person: User, by: User) -> None:
    """Send the invitation once more. Raises PersonHasSignedIn, PersonIsInactive."""
    if not person.is_active:
        raise PersonIsInactive
    if person.last_login is not None:
        raise PersonHasSignedIn
    mail_invitation(person, by=by)


def mail_invitation(person: User, *, by: User) -> None:
    """Send it after the caller's commit.

    Should the mail server refuse, it is logged and the person stays: the invitation can be
    sent again, and »Glemt adgangskode?« gives the same link.
    """
    mail = invitation(person, by=by)

    def send() -> None:
        mail.send()

    transaction.on_commit(send, robust=True)


def invitation(person: User, *, by: User) -> EmailMessage:
    """Return the mail; its link dies when used, and after ``PASSWORD_RESET_TIMEOUT``."""
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
    """Return the address at which the person, and nobody else, chooses a password."""
    key = default_token_generator.make_token(person)
    path: str = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
    return f"{settings.SITE_URL}{path}"
