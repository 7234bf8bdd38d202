import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from history.tracking import Through, acting
from organisations.models import Municipality
from projects.models import Programme, Project, ProjectMember, Wave
from publishing.publications import join_project
from tenancy.commands import ScopedCommand


class Command(ScopedCommand):
    help = "Start en kommunes projekt i et program; det får straks alle udgivne opgaver."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("programme", metavar="PROGRAM", help="programmets adresse, fx dubu-3-0")
        parser.add_argument("municipality", metavar="KODE", help="kommunekode, fx 0101")
        parser.add_argument("--wave", type=int, metavar="NUMMER", help="bølgens nummer")
        parser.add_argument(
            "--go-live",
            type=dt.date.fromisoformat,
            metavar="ÅÅÅÅ-MM-DD",
            help="kommunens egen idriftsættelse; ellers bølgens",
        )
        parser.add_argument("--leader", metavar="E-MAIL", help="projektlederen")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        try:
            project, arrived = start(options, at=timezone.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{project.municipality} er i gang med {project.programme}.")
        self.stdout.write(f"Projektet har fået {arrived} opgaver.")


@transaction.atomic
def start(options: dict[str, Any], *, at: dt.datetime) -> tuple[Project, int]:
    """Make the project, its leader and its tasks, or nothing. Raises ValidationError."""
    project = Project(
        programme=found(Programme, slug=options["programme"]),
        municipality=found(Municipality, code=options["municipality"]),
        go_live_on=options["go_live"],
    )
    if options["wave"] is not None:
        project.wave = found(Wave, programme=project.programme, number=options["wave"])
    project.full_clean()
    with acting(by=None, through=Through.COMMAND, name="start_project"):
        project.save()
        if options["leader"]:
            appoint(project, options["leader"])
        return project, join_project(project=project, at=at)


def appoint(project: Project, email: str) -> None:
    leader = ProjectMember(
        project=project,
        municipality=project.municipality,
        programme=project.programme,
        user=found(User, email=email.lower()),
        role=ProjectMember.Role.LEADER,
    )
    leader.full_clean()
    leader.save()


def found(model: Any, **by: Any) -> Any:
    """Return the one row there is, or say in the command's words that there is none."""
    try:
        return model.objects.get(**by)
    except model.DoesNotExist:
        what, value = model._meta.verbose_name, list(by.values())[-1]
        raise CommandError(f"Ingen {what} svarer til »{value}«.") from None
