"""Who may do what, in one table. `docs/rights.md` is written from it."""

from django.db.models import TextChoices


class Action(TextChoices):
    """Everything a person can be allowed to do. Code asks for these, never for a kind."""

    PROJECT_VIEW = "project_view", "Se et projekt og dets opgaver"
    MEMBERS_VIEW = "members_view", "Se, hvem der er med i et projekt"
    MEMBERS_MANAGE = "members_manage", "Tilføje, ændre og fjerne projektets medlemmer"
    TASK_VIEW = "task_view", "Se en opgave, dens filer og dens historik"
    TASK_WORK = "task_work", "Ændre status, interne noter og filer på en opgave"
    TASK_COMMENT = "task_comment", "Skrive kommentarer på en opgave"
    COMMENTS_MODERATE = "comments_moderate", "Slette andres kommentarer på en opgave"
    TASK_PLAN = "task_plan", "Vælge ansvarlig og udfører, aftale datoer og tilføje lokale opgaver"
    NOTES_VIEW = "notes_view", "Læse kommunens interne noter"
    GALLERY_VIEW = "gallery_view", "Se kommunens rollegalleri"
    PROGRAMME_FOLLOW = "programme_follow", "Følge et program på tværs af kommuner"
    PROGRAMME_AUTHOR = "programme_author", "Skrive og udgive fællesopgaver"
    PEOPLE_VIEW = "people_view", "Se alle personer på sit eget sted, og hvad de har adgang til"
    PEOPLE_MANAGE = "people_manage", "Invitere, ændre og deaktivere personer på sit eget sted"
    PLACES_MANAGE = "places_manage", "Oprette den første administrator, hvor der ingen er"
    HISTORY_SEARCH = "history_search", "Søge i historikken"
    PERSONAL_DATA_EXPORT = "personal_data_export", "Hente alt, der står om en anden person"
    ADMIN_SITE = "admin_site", "Bruge driftens administration (Django admin)"


class Kind(TextChoices):
    """What a person is, in a municipality, in one project, for one task or at a partner."""

    COLLEAGUE = "colleague", "Kollega"  # everyone in a municipality
    KLIK_ADMINISTRATOR = "klik_administrator", "KLIK-administrator"
    PROGRAMME_MANAGER = "programme_manager", "Programleder"
    LEADER = "leader", "Projektleder"
    OWNER = "owner", "Projektejer"
    CONTRIBUTOR = "contributor", "Bidragyder"
    READER = "reader", "Læser"
    NAMED_ON_TASK = "named_on_task", "Ansvarlig eller udfører"
    CONSULTANT = "consultant", "Konsulent"
    EDITOR = "editor", "Redaktør"
    PARTNER_ADMINISTRATOR = "partner_administrator", "Administrator"
    OPERATOR = "operator", "Konsulent hos operatøren"
    OPERATOR_ADMINISTRATOR = "operator_administrator", "Operatørens administrator"


# How far a kind's rights reach; »sit eget sted« is one's municipality or partner.
REACH: dict[Kind, str] = {
    Kind.COLLEAGUE: "sin egen kommune",
    Kind.KLIK_ADMINISTRATOR: "alle projekter og personer i sin egen kommune",
    Kind.PROGRAMME_MANAGER: "alle projekter i sin egen kommune",
    Kind.LEADER: "det ene projekt",
    Kind.OWNER: "det ene projekt",
    Kind.CONTRIBUTOR: "det ene projekt",
    Kind.READER: "det ene projekt",
    Kind.NAMED_ON_TASK: "den ene opgave, også uden at være med i projektet",
    Kind.CONSULTANT: "sin egen leverandørs programmer, i alle kommuner",
    Kind.EDITOR: "som konsulenten hos samme samarbejdspart",
    Kind.PARTNER_ADMINISTRATOR: "personerne hos sin egen samarbejdspart; er også konsulent eller "
    "redaktør",
    Kind.OPERATOR: "alle programmer, i alle kommuner",
    Kind.OPERATOR_ADMINISTRATOR: "hele portalen; er også operatørens konsulent eller redaktør og "
    "administrator for operatørens egne",
}

_SEE = {Action.PROJECT_VIEW, Action.TASK_VIEW}
_SEE_OURS = _SEE | {Action.MEMBERS_VIEW}
_SEE_ALL = _SEE_OURS | {Action.NOTES_VIEW, Action.TASK_COMMENT}
_WORK = {Action.TASK_VIEW, Action.TASK_WORK, Action.TASK_COMMENT, Action.NOTES_VIEW}
_LEAD = _SEE_ALL | _WORK | {Action.TASK_PLAN, Action.MEMBERS_MANAGE, Action.COMMENTS_MODERATE}
_FOLLOW = _SEE | {Action.PROGRAMME_FOLLOW, Action.TASK_COMMENT}
_PEOPLE = {Action.PEOPLE_VIEW, Action.PEOPLE_MANAGE, Action.PERSONAL_DATA_EXPORT}

RIGHTS: dict[Kind, frozenset[Action]] = {
    Kind.COLLEAGUE: frozenset({Action.GALLERY_VIEW}),
    Kind.KLIK_ADMINISTRATOR: frozenset(
        _SEE_OURS | _PEOPLE | {Action.MEMBERS_MANAGE, Action.HISTORY_SEARCH}
    ),
    Kind.PROGRAMME_MANAGER: frozenset(_SEE_ALL),
    Kind.LEADER: frozenset(_LEAD),
    Kind.OWNER: frozenset(_LEAD),
    Kind.CONTRIBUTOR: frozenset(_SEE_ALL | _WORK),
    Kind.READER: frozenset(_SEE_ALL),
    Kind.NAMED_ON_TASK: frozenset(_WORK),
    Kind.CONSULTANT: frozenset(_FOLLOW),
    Kind.EDITOR: frozenset(_FOLLOW | {Action.PROGRAMME_AUTHOR}),
    Kind.PARTNER_ADMINISTRATOR: frozenset(_PEOPLE),
    Kind.OPERATOR: frozenset(_FOLLOW),
    Kind.OPERATOR_ADMINISTRATOR: frozenset(
        {Action.PLACES_MANAGE, Action.HISTORY_SEARCH, Action.ADMIN_SITE}
    ),
}

MUNICIPAL = (
    *(Kind.COLLEAGUE, Kind.KLIK_ADMINISTRATOR, Kind.PROGRAMME_MANAGER, Kind.LEADER, Kind.OWNER),
    *(Kind.CONTRIBUTOR, Kind.READER, Kind.NAMED_ON_TASK),
)
CENTRAL = tuple(kind for kind in Kind if kind not in MUNICIPAL)


def actions_of(kinds: frozenset[Kind]) -> frozenset[Action]:
    """Return what a person of all these kinds may do: the union of their rights."""
    return frozenset().union(*(RIGHTS[kind] for kind in kinds))
