"""Wrong versions, publications and receivers are impossible, whichever way they are written."""

import pytest

from shared_tasks.models import LONGEST_TEXT, TEXTS, TaskTemplate, TemplateVersion
from tasks.models import Task, TaskReading
from tests.factories import (
    NOON,
    ConsultantFactory,
    MunicipalityFactory,
    ProgrammeFactory,
    TaskFactory,
    TaskTemplateFactory,
    UserFactory,
    WaveFactory,
)
from tests.factories.publishing import (
    PublicationFactory,
    TaskReadingFactory,
    TemplateReceiverFactory,
    TemplateVersionFactory,
)
from tests.refused import refused_by

pytestmark = pytest.mark.django_db


# --- shared tasks ------------------------------------------------------------------------


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_room_for_twenty_thousand_characters_and_no_more(text):
    # The names, for the eye that looks for them: task_template_goal_not_too_long,
    # task_template_description_not_too_long, task_template_method_not_too_long,
    # task_template_result_not_too_long, task_template_quality_criteria_not_too_long.
    TaskTemplateFactory(**{text: "æ" * LONGEST_TEXT})

    with refused_by(f"task_template_{text}_not_too_long"):
        TaskTemplateFactory(**{text: "æ" * (LONGEST_TEXT + 1)})


def test_what_is_withdrawn_says_when_and_by_whom():
    template = TaskTemplateFactory(published=True)
    TaskTemplateFactory(published=True, withdrawn_at=NOON, withdrawn_by=ConsultantFactory())

    with refused_by("task_template_withdrawn_says_when_and_by_whom"):
        TaskTemplate.objects.filter(pk=template.pk).update(withdrawn_at=NOON)


def test_only_what_is_published_can_be_withdrawn():
    with refused_by("task_template_withdrawn_was_published"):
        TaskTemplateFactory(withdrawn_at=NOON, withdrawn_by=ConsultantFactory())


@pytest.mark.parametrize("notable", [0, 3])
def test_the_latest_change_is_one_of_its_versions(notable):
    TaskTemplateFactory(version=2, notable_version=1)

    with refused_by("task_template_changed_in_a_version_it_has"):
        TaskTemplateFactory(version=2, notable_version=notable)


def test_only_a_completed_task_was_completed_by_a_version():
    TaskFactory()

    with refused_by("task_completed_version_only_when_completed"):
        Task.objects.update(completed_version=1)


# --- versions ----------------------------------------------------------------------------


def test_a_number_names_one_version_of_a_shared_task():
    version = TemplateVersionFactory()
    TemplateVersionFactory()

    with refused_by("template_version_number_once"):
        TemplateVersionFactory(template=version.template)


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("template_version_number_from_one", {"number": 0}),
        ("template_version_kind_known", {"kind": "wish"}),
        ("template_version_change_says_why", {"kind": TemplateVersion.Kind.CHANGED}),
        ("template_version_change_says_why", {"kind": TemplateVersion.Kind.WITHDRAWN}),
    ],
)
def test_a_version_has_what_it_must(constraint, facts):
    with refused_by(constraint):
        TemplateVersionFactory(**facts)


def test_a_correction_needs_no_note():
    TemplateVersionFactory(number=2, kind=TemplateVersion.Kind.CORRECTED)


def test_a_version_is_of_its_template_s_programme():
    with refused_by("template_version_template_in_same_programme"):
        TemplateVersionFactory(programme=ProgrammeFactory())


# --- readings ----------------------------------------------------------------------------


def test_a_person_has_one_mark_on_a_task():
    reading = TaskReadingFactory()
    TaskReadingFactory(task=reading.task)

    with refused_by("task_reading_once_per_person"):
        TaskReadingFactory(task=reading.task, user=reading.user)


def test_a_mark_stays_within_the_municipality_and_the_programme():
    reading = TaskReadingFactory()
    other = MunicipalityFactory()

    with refused_by("task_reading_task_in_same_municipality_and_programme"):
        TaskReading.objects.filter(pk=reading.pk).update(programme=ProgrammeFactory())
    with refused_by("task_reading_by_someone_in_same_municipality"):
        TaskReading.objects.filter(pk=reading.pk).update(user=UserFactory(municipality=other))


# --- receivers ---------------------------------------------------------------------------


def test_a_shared_task_goes_to_each_receiver_once():
    everyone = TemplateReceiverFactory()
    wave = WaveFactory(programme=everyone.programme)
    same = {"template": everyone.template, "publication": everyone.publication}
    TemplateReceiverFactory(**same, wave=wave)
    TemplateReceiverFactory(**same, municipality=MunicipalityFactory())

    with refused_by("template_receiver_once"):
        TemplateReceiverFactory(**same)
    with refused_by("template_receiver_once"):
        TemplateReceiverFactory(**same, wave=wave)


def test_a_receiver_is_a_wave_or_a_municipality_and_not_both():
    template = TaskTemplateFactory(published=True)

    with refused_by("template_receiver_is_a_wave_or_a_municipality"):
        TemplateReceiverFactory(
            template=template,
            wave=WaveFactory(programme=template.programme),
            municipality=MunicipalityFactory(),
        )


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        (
            "template_receiver_template_in_same_programme",
            lambda: {
                "programme": (other := ProgrammeFactory()),
                "publication": PublicationFactory(programme=other),
            },
        ),
        (
            "template_receiver_publication_in_same_programme",
            lambda: {"publication": PublicationFactory()},
        ),
        ("template_receiver_wave_in_same_programme", lambda: {"wave": WaveFactory()}),
    ],
)
def test_template_publication_and_receiver_are_of_one_programme(constraint, facts):
    with refused_by(constraint):
        TemplateReceiverFactory(**facts())


def test_others_lean_on_a_publication_s_id_and_programme():
    """publication_id_with_programme cannot be broken; the receivers' composite key needs it."""
    publication = PublicationFactory()
    TemplateReceiverFactory(
        template=TaskTemplateFactory(published=True, programme=publication.programme),
        publication=publication,
    )
