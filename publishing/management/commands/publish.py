from argparse import ArgumentParser
from typing import Any, TypeVar

from django.core.management.base import CommandError
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.rights import Permission, permissions_of
from history.tracking import Through, acting
from organisations.models import Municipality
from projects.models import Programme
from publishing.publications import EVERYONE, Receivers, publish_shared_tasks
from shared_tasks.models import SharedTask
from tenancy.commands import ScopedCommand

Name = TypeVar("Name", int, str)


class Command(ScopedCommand):
    help = (
        "Udgiv et programs fællesopgaver til alle dets projekter, eller kun til nogle bølger eller "
        "kommuner. Kan gentages: de opgaver, et projekt har, bliver som de er."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("programme", metavar="PROGRAM", help="programmets adresse, fx dubu-3-0")
        parser.add_argument("--by", required=True, metavar="E-MAIL", help="redaktøren, der udgiver")
        parser.add_argument("--phase", metavar="NUMMER", help="kun denne fase og dens underfaser")
        receivers = parser.add_mutually_exclusive_group()
        receivers.add_argument(
            "--wave", type=int, action="append", metavar="NUMMER", help="kun til denne bølge"
        )
        receivers.add_argument(
            "--municipality", action="append", metavar="KODE", help="kun til denne kommune"
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        editor = found_editor(options["by"])
        programme = Programme.objects.visible_to(editor).filter(slug=options["programme"]).first()
        if programme is None:
            raise CommandError(f"{editor} har intet program »{options['programme']}«.")
        shared_tasks = chosen_shared_tasks(programme, options["phase"])
        receivers = chosen_receivers(programme, options["wave"], options["municipality"])
        with acting(by=editor.pk, through=Through.COMMAND, name="publish"):
            publication = publish_shared_tasks(
                programme=programme,
                shared_tasks=shared_tasks,
                receivers=receivers,
                by=editor,
                at=timezone.now(),
            )
        arrived = publication.tasks_arrived if publication else 0
        self.stdout.write(f"{len(shared_tasks)} fællesopgaver er udgivet i {programme}.")
        self.stdout.write(f"Projekterne har fået {arrived} nye opgaver.")


def found_editor(email: str) -> User:
    editor: User | None = (
        User.objects.active().select_related("partner").filter(email=email.lower()).first()
    )
    if editor is None or Permission.PROGRAMME_AUTHOR not in permissions_of(editor.person_roles):
        raise CommandError(f"»{email}« er ikke en redaktør.")
    return editor


def chosen_shared_tasks(programme: Programme, phase: str | None) -> list[SharedTask]:
    """Return those that are not withdrawn, in one phase or in all."""
    shared_tasks = SharedTask.objects.filter(programme=programme, withdrawn_at=None)
    if phase:
        shared_tasks = shared_tasks.filter(Q(phase__number=phase) | Q(phase__parent__number=phase))
    if not shared_tasks:
        raise CommandError(f"{programme} har ingen fællesopgaver at udgive dér.")
    return list(shared_tasks)


def chosen_receivers(
    programme: Programme, waves: list[int] | None, codes: list[str] | None
) -> Receivers:
    if waves:
        numbered = {wave.number: wave.pk for wave in programme.waves.all()}
        return Receivers.waves(known(numbered, waves, "bølge"))
    if codes:
        taking_part = Municipality.objects.filter(projects__programme=programme)
        coded = {municipality.code: municipality.pk for municipality in taking_part}
        return Receivers.municipalities(known(coded, codes, "kommune"))
    return EVERYONE


def known(there: dict[Name, int], names: list[Name], what: str) -> list[int]:
    """Return the ids of those named, or say which of them the programme has not."""
    for name in names:
        if name not in there:
            raise CommandError(f"Programmet har ingen {what} »{name}«.")
    return [there[name] for name in names]
