"""Everyone who could come by, described by what they are, not by what the portal makes of it."""

from dataclasses import dataclass, field

from accounts.models import User
from accounts.rights import Permission, PersonRole, permissions_of

MUNICIPALITIES = ("home", "away")
SUPPLIERS = ("one", "two")
PLACES = (*MUNICIPALITIES, *SUPPLIERS, "operator")
# Who supplies what; the third has no project at home.
PROGRAMMES = {"one": "one", "two": "two", "three": "two"}


@dataclass(frozen=True)
class Person:
    """``everywhere`` and ``parts`` (by programme, in the own municipality) are kinds of rights."""

    what: str
    place: str = ""
    user: User | None = None
    everywhere: frozenset[PersonRole] = frozenset()
    parts: dict[str, PersonRole] = field(default_factory=dict)
    named_in: frozenset[str] = frozenset()
    is_out: bool = False
    cookies: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.what} {self.place}".strip()

    @property
    def is_partner(self) -> bool:
        return self.place not in {*MUNICIPALITIES, ""}

    @property
    def programmes(self) -> set[str]:
        """Those that a partner's people follow."""
        if self.place == "operator":
            return set(PROGRAMMES)
        return {one for one, supplier in PROGRAMMES.items() if supplier == self.place}

    def permissions_in(self, programme: str, *, named: bool) -> frozenset[Permission]:
        """What the table of rights gives in the own project; ``named`` counts the named task."""
        kinds = set(self.everywhere)
        if programme in self.parts:
            kinds.add(self.parts[programme])
        if named and programme in self.named_in:
            kinds.add(PersonRole.NAMED_ON_TASK)
        return permissions_of(frozenset(kinds))


# What there is of each in both municipalities, with their part in the project of programme one.
PARTS = {
    "reader": PersonRole.READER,
    "contributor": PersonRole.CONTRIBUTOR,
    "leader": PersonRole.LEADER,
    "owner": PersonRole.OWNER,
}
DUTIES = {
    "klik administrator": ("is_klik_administrator", PersonRole.KLIK_ADMINISTRATOR),
    "programme manager": ("reads_all_projects", PersonRole.PROGRAMME_MANAGER),
}
# What there is of each at every partner: the facts of the user, and the kinds that follow.
SUPPLIER_STAFF = {
    "consultant": ({}, {PersonRole.CONSULTANT}),
    "editor": ({"is_editor": True}, {PersonRole.EDITOR}),
    "administrator": (
        {"is_administrator": True},
        {PersonRole.CONSULTANT, PersonRole.PARTNER_ADMINISTRATOR},
    ),
}
OPERATOR_STAFF = {
    "consultant": ({}, {PersonRole.OPERATOR}),
    "editor": ({"is_editor": True}, {PersonRole.EDITOR}),
    "administrator": (
        {"is_administrator": True},
        {PersonRole.OPERATOR, PersonRole.PARTNER_ADMINISTRATOR, PersonRole.OPERATOR_ADMINISTRATOR},
    ),
}
