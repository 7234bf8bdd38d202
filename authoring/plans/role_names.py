"""Roles as people write them: by code, by name, or as spoken of in one system."""

from collections import defaultdict
from collections.abc import Iterable

from authoring.plans.words import folded
from organisations.models import System
from roles.models import Role

# What the handbooks put before or after a role's name.
PREFIXES = ("kombit-", "kombit ")
SUFFIXES = (" mfl.", " m.fl.", " m.fl", " mfl", " i kommunen")


class RoleNames:
    """The gallery's roles by all they are called; a name that two roles share names neither."""

    def __init__(self, roles: Iterable[Role], system: System) -> None:
        self.system = folded(system.name)
        self.roles = {role.code: role for role in roles}
        called: dict[str, set[str]] = defaultdict(set)
        for role in self.roles.values():
            for name in (role.name, role.name_in(system)):
                called[folded(name)].add(role.code)
        self.codes = {name: codes.pop() for name, codes in called.items() if len(codes) == 1}
        self.codes |= {code: code for code in self.roles}

    def code_of(self, said: str) -> str | None:
        """Return the code of the role that is called so, or None."""
        return self.codes.get(folded(said))

    def guess(self, said: str) -> str | None:
        """Return the role that a handbook means: »DUBU-superbrugere mfl.«, or None."""
        name = folded(said).rstrip(".")
        for suffix in SUFFIXES:
            name = name.removesuffix(suffix)
        for prefix in ("", *PREFIXES, f"{self.system}-", f"{self.system} "):
            bare = name.removeprefix(prefix)
            for form in (bare, bare.removesuffix("e"), bare.removesuffix("er")):
                if code := self.code_of(form):
                    return code
        return None

    def name_of(self, code: str) -> str:
        """Return the name that ``code_of`` knows the role by: the code itself if need be."""
        name = " ".join(self.roles[code].name.split())
        return name if self.code_of(name) == code and ";" not in name else code

    def names(self) -> list[str]:
        """Return every role's name, in the order they were given."""
        return [self.name_of(code) for code in self.roles]
