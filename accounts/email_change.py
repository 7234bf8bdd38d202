"""Changing the address somebody signs in with: confirmed from the old mailbox, then the new.

Nothing is stored meanwhile, so that an unconfirmed address is of no use anywhere: each link holds
the request, signed (docs/adr/0083).
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

SALT = "accounts.email_change"
SECONDS = 24 * 3600


class LinkIsDead(Exception):
    """The link is too old, used, or not ours, or the person's access has changed since."""


class AddressIsTaken(Exception):
    """Somebody else signs in with the address."""


class Mailbox(StrEnum):
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True)
class EmailChange:
    """The content of a link: whose address becomes which, and the mailbox it was sent to.

    ``seal`` depends on the person's password and address: a change of either makes the link
    invalid.
    """

    user: int
    email: str
    end: Mailbox
    seal: str

    @classmethod
    def of(cls, person: User, email: str, end: Mailbox) -> Self:
        return cls(person.pk, email, end, seal_of(person))

    @property
    def key(self) -> str:
        signed: str = signing.dumps(asdict(self), salt=SALT)
        return signed

    @property
    def url(self) -> str:
        path = reverse("account_change_email", args=[self.key])
        return f"{settings.SITE_URL}{path}"

    @classmethod
    def read(cls, key: str) -> tuple[Self, User]:
        """Return the content of a link, and the person. Raises LinkIsDead."""
        try:
            content = signing.loads(key, salt=SALT, max_age=SECONDS)
        except signing.BadSignature as error:
            raise LinkIsDead from error
        change = cls(**content | {"end": Mailbox(content["end"])})
        person = User.objects.active().filter(pk=change.user).first()
        if person is None or not constant_time_compare(change.seal, seal_of(person)):
            raise LinkIsDead
        return change, person


def seal_of(person: User) -> str:
    return salted_hmac(SALT, f"{person.email} {person.password}").hexdigest()


def ask_to_change_email(*, person: User, email: str) -> None:
    """Ask the old mailbox whether the person's address may become ``email``."""
    _mail("ask_old", EmailChange.of(person, email, Mailbox.OLD), to=person.email)


def confirm_email_change(*, key: str) -> User | None:
    """Confirm from one mailbox; return the person once both have.

    After the old one, a mail goes to the new one: the next link, or that the address is taken.
    The page shows no difference. Raises LinkIsDead, AddressIsTaken.
    """
    change, person = EmailChange.read(key)
    if change.end is Mailbox.NEW:
        return change_email(person=person, email=change.email)
    _mail(
        "taken" if is_taken(person, change.email) else "ask_new",
        EmailChange.of(person, change.email, Mailbox.NEW),
        to=change.email,
    )
    return None


def is_taken(person: User, email: str) -> bool:
    """Try the unique constraint: it includes people whom the person cannot see."""
    try:
        with transaction.atomic():
            User.objects.filter(pk=person.pk).update(email=email)
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


@transaction.atomic
def change_email(*, person: User, email: str) -> User:
    """Give the person another address to sign in with, confirmed. Raises AddressIsTaken."""
    before, person.email = person.email, email
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
            EmailAddress.objects.filter(user=person).delete()
            EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    except IntegrityError as error:
        raise AddressIsTaken from error
    _mail("done", EmailChange.of(person, email, Mailbox.NEW), to=before)
    return person


def _mail(name: str, change: EmailChange, *, to: str) -> None:
    """Send one of the mails in templates/account/email_change/ after the commit."""
    context = {"change": change}
    subject = render_to_string(f"account/email_change/{name}_subject.txt", context).strip()
    body = render_to_string(f"account/email_change/{name}.txt", context)
    mail = EmailMessage(f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}", body, to=[to])
    transaction.on_commit(mail.send)
