"""Services that change a person's access.

Each first locks the person and all administrators of the same organisation, so that two of them
cannot remove each other at the same time and leave none.
"""

import datetime as dt
from dataclasses import asdict, dataclass

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.invitations import mail_invitation
from accounts.models import User, UserQuerySet
from accounts.second_factor import second_factor_due_on
from accounts.sessions import end_sessions
from organisations.models import Municipality, Organisation


@dataclass(frozen=True)
class Duties:
    """A person's extra rights at their organisation; the first two in a municipality."""

    is_klik_administrator: bool = False
    reads_all_projects: bool = False
    is_editor: bool = False
    is_administrator: bool = False

    @classmethod
    def of(cls, person: User) -> "Duties":
        return cls(**{name: getattr(person, name) for name in cls.__dataclass_fields__})

    @property
    def administers_people(self) -> bool:
        return self.is_klik_administrator or self.is_administrator


class AddressIsAColleagues(Exception):
    """``person`` at the same organisation has the address already."""

    def __init__(self, person: User) -> None:
        self.person = person
        super().__init__(f"user {person.pk}")


class AddressNotUsable(Exception):
    """The address cannot be given access, for a reason that is not told (docs/adr/0087)."""


class LastAdministrator(Exception):
    """Without this person nobody could give others access at their organisation."""


class PlaceHasAdministrator(Exception):
    """The organisation has an administrator, who invites the others."""


class PersonIsOneself(Exception):
    """Nobody closes their own access: a colleague must be able to open it again."""


class PersonIsPseudonymised(Exception):
    """The person's name and address have been removed."""


class DutiesChangedMeanwhile(Exception):
    """Someone else changed the duties after they were read."""


@transaction.atomic
def invite_person(
    *,
    name: str,
    email: str,
    place: Organisation,
    duties: Duties,
    by: User,
    at: dt.datetime,
) -> User:
    """Give somebody access and mail them a link to choose a password.

    The address counts as confirmed: without the mail they cannot sign in.
    Raises AddressIsAColleagues, AddressNotUsable.
    """
    person = User(name=name, email=email.lower(), **at_place(place), **asdict(duties))
    person.set_unusable_password()
    if person.needs_second_factor:
        person.second_factor_due_on = second_factor_due_on(at)
    try:
        with transaction.atomic():
            person.save()
            EmailAddress.objects.create(
                user=person, email=person.email, verified=True, primary=True
            )
    except IntegrityError as error:
        colleague = User.objects.filter(email=person.email, **at_place(place)).first()
        raise (AddressIsAColleagues(colleague) if colleague else AddressNotUsable) from error
    mail_invitation(person, by=by)
    return person


def invite_first_administrator(
    *, name: str, email: str, place: Organisation, by: User, at: dt.datetime
) -> User:
    """Invite the first administrator of an organisation.

    Raises PlaceHasAdministrator, AddressIsAColleagues, AddressNotUsable.
    """
    if User.objects.administrators().filter(**at_place(place)).exists():
        raise PlaceHasAdministrator
    is_municipal = isinstance(place, Municipality)
    duties = Duties(is_klik_administrator=is_municipal, is_administrator=not is_municipal)
    return invite_person(name=name, email=email, place=place, duties=duties, by=by, at=at)


@transaction.atomic
def rename_person(*, person: User, name: str) -> User:
    """Correct the name. Raises PersonIsPseudonymised."""
    person = lock_person(person)
    if person.pseudonymised_at:
        raise PersonIsPseudonymised
    person.name = name
    person.save(update_fields=["name", "sort_key"])
    return person


@transaction.atomic
def change_duties(*, person: User, duties: Duties, seen: Duties, at: dt.datetime) -> User:
    """Change the duties; ``seen`` are those the person had when the form was opened.

    Someone who comes to need a second factor gets the grace period.
    Raises DutiesChangedMeanwhile, LastAdministrator.
    """
    person = lock_person(person)
    if Duties.of(person) != seen:
        raise DutiesChangedMeanwhile
    needed_before, administered_before = person.needs_second_factor, person.administers_people
    for name, value in asdict(duties).items():
        setattr(person, name, value)
    if administered_before and not person.administers_people:
        require_another_administrator(person)
    if person.needs_second_factor and not needed_before:
        person.second_factor_due_on = second_factor_due_on(at)
    elif not person.needs_second_factor:
        person.second_factor_due_on = None
    person.save(update_fields=[*asdict(duties), "second_factor_due_on"])
    return person


@transaction.atomic
def deactivate_person(*, person: User, by: User, at: dt.datetime) -> User:
    """Close the person's access at once, on every device.

    Memberships and roles stay, for the history and for coming back. Repeating it changes
    nothing. Raises PersonIsOneself, LastAdministrator.
    """
    if person.pk == by.pk:
        raise PersonIsOneself
    person = lock_person(person)
    if not person.is_active:
        return person
    if person.administers_people:
        require_another_administrator(person)
    person.is_active, person.deactivated_at = False, at
    person.save(update_fields=["is_active", "deactivated_at"])
    end_sessions(person)
    return person


@transaction.atomic
def reactivate_person(*, person: User, at: dt.datetime) -> User:
    """Open the access again as it was; repeating it changes nothing. Raises PersonIsPseudonymised."""
    person = lock_person(person)
    if person.is_active:
        return person
    if person.pseudonymised_at:
        raise PersonIsPseudonymised
    person.is_active, person.deactivated_at = True, None
    if person.needs_second_factor:
        person.second_factor_due_on = second_factor_due_on(at)
    person.save(update_fields=["is_active", "deactivated_at", "second_factor_due_on"])
    return person


def lock_person(person: User) -> User:
    """Lock the person and their organisation's administrators; return the person read anew."""
    administrators = Q(pk__in=User.objects.administrators().beside(person).values("pk"))
    held: UserQuerySet = (
        User.objects.filter(Q(pk=person.pk) | administrators)
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
    )
    return next(one for one in held if one.pk == person.pk)


def require_another_administrator(person: User) -> None:
    """Raise LastAdministrator unless the organisation has another administrator."""
    others = User.objects.administrators().beside(person).exclude(pk=person.pk)
    if not others.exists():
        raise LastAdministrator


def at_place(place: Organisation) -> dict[str, Organisation]:
    return {"municipality" if isinstance(place, Municipality) else "partner": place}
