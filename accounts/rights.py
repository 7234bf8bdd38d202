"""Who may do what, in one table, from which `docs/rights.md` is written."""

from django.db.models import TextChoices


class Permission(TextChoices):
    """Everything a person can be allowed to do. Code checks these, never a role."""

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


class PersonRole(TextChoices):
    """A person's role in a municipality, in one project, for one task or at a partner."""

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


# The reach of a role's rights; »sit eget sted« is one's municipality or partner.
REACH: dict[PersonRole, str] = {
    PersonRole.COLLEAGUE: "sin egen kommune",
    PersonRole.KLIK_ADMINISTRATOR: "alle projekter og personer i sin egen kommune",
    PersonRole.PROGRAMME_MANAGER: "alle projekter i sin egen kommune",
    PersonRole.LEADER: "det ene projekt",
    PersonRole.OWNER: "det ene projekt",
    PersonRole.CONTRIBUTOR: "det ene projekt",
    PersonRole.READER: "det ene projekt",
    PersonRole.NAMED_ON_TASK: "den ene opgave, også uden at være med i projektet",
    PersonRole.CONSULTANT: "sin egen leverandørs programmer, i alle kommuner",
    PersonRole.EDITOR: "som konsulenten hos samme samarbejdspart",
    PersonRole.PARTNER_ADMINISTRATOR: "personerne hos sin egen samarbejdspart; er også konsulent eller "
    "redaktør",
    PersonRole.OPERATOR: "alle programmer, i alle kommuner",
    PersonRole.OPERATOR_ADMINISTRATOR: "hele portalen; er også operatørens konsulent eller redaktør og "
    "administrator for operatørens egne",
}

_SEE = {Permission.PROJECT_VIEW, Permission.TASK_VIEW}
_SEE_OURS = _SEE | {Permission.MEMBERS_VIEW}
_SEE_ALL = _SEE_OURS | {Permission.NOTES_VIEW, Permission.TASK_COMMENT}
_WORK = {Permission.TASK_VIEW, Permission.TASK_WORK, Permission.TASK_COMMENT, Permission.NOTES_VIEW}
_LEAD = _SEE_ALL | _WORK
_LEAD |= {Permission.TASK_PLAN, Permission.MEMBERS_MANAGE, Permission.COMMENTS_MODERATE}
_FOLLOW = _SEE | {Permission.PROGRAMME_FOLLOW, Permission.TASK_COMMENT}
_PEOPLE = {Permission.PEOPLE_VIEW, Permission.PEOPLE_MANAGE, Permission.PERSONAL_DATA_EXPORT}

RIGHTS: dict[PersonRole, frozenset[Permission]] = {
    PersonRole.COLLEAGUE: frozenset({Permission.GALLERY_VIEW}),
    PersonRole.KLIK_ADMINISTRATOR: frozenset(
        _SEE_OURS | _PEOPLE | {Permission.MEMBERS_MANAGE, Permission.HISTORY_SEARCH}
    ),
    PersonRole.PROGRAMME_MANAGER: frozenset(_SEE_ALL),
    PersonRole.LEADER: frozenset(_LEAD),
    PersonRole.OWNER: frozenset(_LEAD),
    PersonRole.CONTRIBUTOR: frozenset(_SEE_ALL | _WORK),
    PersonRole.READER: frozenset(_SEE_ALL),
    PersonRole.NAMED_ON_TASK: frozenset(_WORK),
    PersonRole.CONSULTANT: frozenset(_FOLLOW),
    PersonRole.EDITOR: frozenset(_FOLLOW | {Permission.PROGRAMME_AUTHOR}),
    PersonRole.PARTNER_ADMINISTRATOR: frozenset(_PEOPLE),
    PersonRole.OPERATOR: frozenset(_FOLLOW),
    PersonRole.OPERATOR_ADMINISTRATOR: frozenset(
        {Permission.PLACES_MANAGE, Permission.HISTORY_SEARCH, Permission.ADMIN_SITE}
    ),
}

MUNICIPAL = (
    *(PersonRole.COLLEAGUE, PersonRole.KLIK_ADMINISTRATOR, PersonRole.PROGRAMME_MANAGER),
    *(PersonRole.LEADER, PersonRole.OWNER, PersonRole.CONTRIBUTOR, PersonRole.READER),
    PersonRole.NAMED_ON_TASK,
)
CENTRAL = tuple(role for role in PersonRole if role not in MUNICIPAL)


def permissions_of(roles: frozenset[PersonRole]) -> frozenset[Permission]:
    return frozenset().union(*(RIGHTS[role] for role in roles))
