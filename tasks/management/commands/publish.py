from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.rights import Action, actions_of
from projects.models import Programme
from tasks.models import TaskTemplate
from tasks.publishing import publish_templates
from tenancy.commands import ScopedCommand
from tenancy.history import Through, acting


class Command(ScopedCommand):
    help = (
        "Udgiv et programs fællesopgaver til alle dets projekter. Kan gentages: de opgaver, et "
        "projekt har, bliver som de er."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("programme", metavar="PROGRAM", help="programmets adresse, fx dubu-3-0")
        parser.add_argument("--by", required=True, metavar="E-MAIL", help="redaktøren, der udgiver")
        parser.add_argument("--phase", metavar="NUMMER", help="kun denne fase og dens underfaser")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        editor = found_editor(options["by"])
        programme = Programme.objects.visible_to(editor).filter(slug=options["programme"]).first()
        if programme is None:
            raise CommandError(f"{editor} har intet program »{options['programme']}«.")
        templates = chosen_templates(programme, options["phase"])
        with acting(by=editor.pk, through=Through.COMMAND, name="publish"):
            arrived = publish_templates(
                programme=programme, templates=templates, by=editor, at=timezone.now()
            )
        self.stdout.write(f"{len(templates)} fællesopgaver er udgivet i {programme}.")
        self.stdout.write(f"Projekterne har fået {arrived} nye opgaver.")


def found_editor(email: str) -> User:
    editor: User | None = (
        User.objects.active().select_related("partner").filter(email=email.lower()).first()
    )
    if editor is None or Action.PROGRAMME_AUTHOR not in actions_of(editor.kinds):
        raise CommandError(f"»{email}« er ikke en redaktør.")
    return editor


def chosen_templates(programme: Programme, phase: str | None) -> list[TaskTemplate]:
    templates = TaskTemplate.objects.filter(programme=programme)
    if phase:
        templates = templates.filter(Q(phase__number=phase) | Q(phase__parent__number=phase))
    if not templates:
        raise CommandError(f"{programme} har ingen fællesopgaver at udgive dér.")
    return list(templates)
