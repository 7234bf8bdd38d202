"""Those who write a programme, and those who only know of it."""

from projects.models import ProjectMember
from tests.factories import (
    ConsultantFactory,
    PartnerFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
    ThemeFactory,
    UserFactory,
)


def editor_of(programme, **facts):
    """Someone who writes at the supplier of the programme's system."""
    return ConsultantFactory(partner=programme.system.supplier, is_editor=True, **facts)


def operators_editor(**facts):
    return ConsultantFactory(partner=PartnerFactory(is_operator=True), is_editor=True, **facts)


def consultant_of(programme, **facts):
    """Someone at the same supplier who follows the programme and writes nothing."""
    return ConsultantFactory(partner=programme.system.supplier, **facts)


def leader_in(programme, **facts):
    """The leader of a new project in the programme."""
    project = ProjectFactory(programme=programme, **facts)
    return ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user


def those_who_may_not(programme):
    """Everyone who comes to one of the programme's pages in vain, and the answer."""
    return {
        "a consultant of the same supplier": (consultant_of(programme), 403),
        "a leader in the programme": (leader_in(programme), 403),
        "an editor of another supplier": (ConsultantFactory(is_editor=True), 404),
        "someone in a municipality without it": (UserFactory(), 404),
    }


def written_programme(**facts):
    """A programme with two phases, two themes, and in each phase a draft and a published task.

    Returns it; phases are 1 Opstart and 2 Forberedelse, themes Jura and Teknik, tasks A1, A2,
    B1, B2, of which the second in each phase is published.
    """
    programme = ProgrammeFactory(**facts)
    names = [("1", "Opstart", "A"), ("2", "Forberedelse", "B")]
    phases = [
        PhaseFactory(programme=programme, number=number, name=name, position=int(number))
        for number, name, _ in names
    ]
    themes = [
        ThemeFactory(programme=programme, name=name, position=position)
        for position, name in enumerate(("Jura", "Teknik"), 1)
    ]
    for phase, (_, _, letter) in zip(phases, names, strict=True):
        for place, theme in enumerate(themes, 1):
            SharedTaskFactory(
                programme=programme,
                phase=phase,
                theme=theme,
                code=f"{letter}{place}",
                title=f"Gør {letter}{place}",
                position=place,
                published=place == 2,
            )
    return programme
