"""The people of the demo. Every name is fictitious; every address ends in ``.example``."""

import datetime as dt
from dataclasses import dataclass
from typing import cast

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from accounts.models import User
from organisations.alphabet import danish_key
from organisations.models import Municipality, Partner, System
from projects.models import Project, ProjectMember
from roles.models import Role, RoleAssignment

PASSWORD = "fremdrift-demo"  # noqa: S105  # of fictitious people, and printed at start
NO_SECOND_FACTOR = dt.date(2099, 12, 31)
NO_PASSWORD = f"{UNUSABLE_PASSWORD_PREFIX}demo"

GIVEN = (
    *("Alma", "Anton", "Asta", "Bertil", "Birgitte", "Bodil", "Carla", "Ditlev", "Edith", "Egon"),
    *("Ellinor", "Emil", "Esther", "Frode", "Gerda", "Gorm", "Gudrun", "Hjalmar", "Idun", "Ingolf"),
    *("Jelva", "Karla", "Knud", "Liva", "Loke", "Magna", "Njord", "Oda", "Osvald", "Regitse"),
    *("Rigmor", "Runa", "Sigurd", "Solvej", "Svend", "Tora", "Tyge", "Valborg", "Viggo", "Ylva"),
)
FIRST = (
    *("Birke", "Bregne", "Due", "Egern", "Fjord", "Gransk", "Have", "Hyben", "Kløver", "Lyng"),
    *("Mose", "Måge", "Rug", "Siv", "Sol", "Svale", "Tang", "Tidsel", "Vibe", "Ærte"),
)
LAST = ("bakke", "bæk", "gran", "holm", "krog", "lund", "mark", "sti", "toft", "vang")


@dataclass(frozen=True)
class SignIn:
    """Someone a visitor can sign in as."""

    email: str
    name: str
    is_what: str


SIGN_INS = (
    SignIn("projektleder@korsbaek.example", "Mads Solkrog", "projektleder i Korsbæk"),
    SignIn("udfoerer@korsbaek.example", "Agnes Fjordlund", "udfører opgaver i Korsbæk"),
    SignIn("klik@korsbaek.example", "Verner Hybenholm", "KLIK-administrator i Korsbæk"),
    SignIn("programleder@korsbaek.example", "Ulla Mosebakke", "KOMBIT-programleder i Korsbæk"),
    SignIn("konsulent@netcompany.example", "Tage Lyngtoft", "konsulent hos Netcompany"),
    SignIn("administrator@netcompany.example", "Signe Tidselbæk", "administrator hos Netcompany"),
    SignIn("konsulent@kombit.example", "Inger Svalevang", "konsulent hos KOMBIT"),
    SignIn("redaktoer@kombit.example", "Holger Rugmark", "redaktør hos KOMBIT"),
    SignIn("administrator@kombit.example", "Grethe Kløverlund", "administrator hos KOMBIT"),
)


def made_up_name(number: int) -> str:
    """Return one of 8,000 fictitious names; successive ones differ in all parts."""
    given = GIVEN[number * 7 % len(GIVEN)]
    return f"{given} {FIRST[number * 3 % len(FIRST)]}{LAST[number // 2 % len(LAST)]}"


def new_person(
    email: str,
    name: str,
    *,
    municipality: Municipality | None = None,
    partner: Partner | None = None,
    password: str = NO_PASSWORD,
) -> User:
    """Return an unsaved person; without a password nobody can sign in as them."""
    return User(
        email=email,
        name=name,
        sort_key=danish_key(name),
        municipality=municipality,
        partner=partner,
        password=password,
    )


def new_member(project: Project, user: User, role: str) -> ProjectMember:
    return ProjectMember(
        municipality_id=project.municipality_id,
        programme_id=project.programme_id,
        project=project,
        user=user,
        role=role,
    )


def new_assignment(
    user: User, role: Role, system: System | None, *, is_primary: bool, confirmed_on: dt.date | None
) -> RoleAssignment:
    """Return an unsaved role holder in the person's municipality."""
    return RoleAssignment(
        municipality_id=cast("int", user.municipality_id),
        role=role,
        scope=role.scope,
        system=system,
        user=user,
        is_primary=is_primary,
        confirmed_on=confirmed_on,
    )


def add_sign_ins(korsbaek: Municipality) -> dict[str, User]:
    """Add everyone a visitor can sign in as; return them by the part before the ``@``."""
    partners = {partner.name.lower(): partner for partner in Partner.objects.all()}
    # One salt, so that a demo made twice is the same demo; it protects a printed password.
    password = make_password(PASSWORD, salt="fremdriftdemo")
    people = []
    for sign_in in SIGN_INS:
        where = sign_in.email.split("@")[1].removesuffix(".example")
        at_partner = partners.get(where)
        person = new_person(
            sign_in.email,
            sign_in.name,
            municipality=None if at_partner else korsbaek,
            partner=at_partner,
            password=password,
        )
        person.is_klik_administrator = sign_in.email.startswith("klik@")
        person.reads_all_projects = sign_in.email.startswith("programleder@")
        # A visitor has no phone that knows the demo.
        person.second_factor_due_on = NO_SECOND_FACTOR
        person.is_editor = sign_in.email.startswith("redaktoer@")
        person.is_administrator = sign_in.email.startswith("administrator@")
        people.append(person)
    User.objects.bulk_create(people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in people
    )
    return {person.email: person for person in people}
