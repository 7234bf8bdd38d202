"""Who may do what, in one table."""

from enum import StrEnum, auto


class Action(StrEnum):
    """Everything a person can be allowed to do. Code asks for these, never for a kind."""

    PROJECT_VIEW = auto()
    TASK_VIEW = auto()
    TASK_WORK = auto()  # status and internal notes
    TASK_PLAN = auto()  # people and dates
    NOTES_VIEW = auto()  # the municipality's internal notes
    GALLERY_VIEW = auto()
    PROGRAMME_FOLLOW = auto()  # the national picture
    PROGRAMME_AUTHOR = auto()  # write and publish shared tasks


class Kind(StrEnum):
    """What a person is, in a municipality, in one project, for one task or at a partner."""

    COLLEAGUE = auto()  # everyone in a municipality
    KLIK_ADMINISTRATOR = auto()
    PROGRAMME_MANAGER = auto()
    LEADER = auto()
    OWNER = auto()
    CONTRIBUTOR = auto()
    READER = auto()
    NAMED_ON_TASK = auto()
    CONSULTANT = auto()
    EDITOR = auto()


_SEE = {Action.PROJECT_VIEW, Action.TASK_VIEW}
_SEE_ALL = _SEE | {Action.NOTES_VIEW}
_WORK = {Action.TASK_VIEW, Action.TASK_WORK, Action.NOTES_VIEW}

RIGHTS: dict[Kind, frozenset[Action]] = {
    Kind.COLLEAGUE: frozenset({Action.GALLERY_VIEW}),
    Kind.KLIK_ADMINISTRATOR: frozenset(_SEE),
    Kind.PROGRAMME_MANAGER: frozenset(_SEE_ALL),
    Kind.LEADER: frozenset(_SEE_ALL | _WORK | {Action.TASK_PLAN}),
    Kind.OWNER: frozenset(_SEE_ALL | _WORK | {Action.TASK_PLAN}),
    Kind.CONTRIBUTOR: frozenset(_SEE_ALL | _WORK),
    Kind.READER: frozenset(_SEE_ALL),
    Kind.NAMED_ON_TASK: frozenset(_WORK),
    Kind.CONSULTANT: frozenset(_SEE | {Action.PROGRAMME_FOLLOW}),
    Kind.EDITOR: frozenset(_SEE | {Action.PROGRAMME_FOLLOW, Action.PROGRAMME_AUTHOR}),
}


def actions_of(kinds: frozenset[Kind]) -> frozenset[Action]:
    """Return what a person of all these kinds may do: the union of their rights."""
    return frozenset().union(*(RIGHTS[kind] for kind in kinds))
