"""Wrong versions, publications and receivers are impossible, whichever way they are written."""

import pytest

from shared_tasks.models import LONGEST_TEXT, TEXTS, SharedTask, SharedTaskVersion
from tasks.models import SeenVersion, Task
from tests.factories import (
    NOON,
    ConsultantFactory,
    MunicipalityFactory,
    ProgrammeFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
    WaveFactory,
)
from tests.refused import refused_by
from tests.shared_tasks.factories import (
    PublicationFactory,
    SharedTaskReceiverFactory,
    SharedTaskVersionFactory,
)
from tests.tasks.factories import SeenVersionFactory

pytestmark = pytest.mark.django_db


# --- shared tasks ------------------------------------------------------------------------


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_room_for_twenty_thousand_characters_and_no_more(text):
    # The names, for the eye that looks for them: shared_task_goal_not_too_long,
    # shared_task_description_not_too_long, shared_task_method_not_too_long,
    # shared_task_result_not_too_long, shared_task_quality_criteria_not_too_long.
    SharedTaskFactory(**{text: "æ" * LONGEST_TEXT})

    with refused_by(f"shared_task_{text}_not_too_long"):
        SharedTaskFactory(**{text: "æ" * (LONGEST_TEXT + 1)})


def test_what_is_withdrawn_says_when_and_by_whom():
    shared_task = SharedTaskFactory(published=True)
    SharedTaskFactory(published=True, withdrawn_at=NOON, withdrawn_by=ConsultantFactory())

    with refused_by("shared_task_withdrawn_says_when_and_by_whom"):
        SharedTask.objects.filter(pk=shared_task.pk).update(withdrawn_at=NOON)


def test_only_what_is_published_can_be_withdrawn():
    with refused_by("shared_task_withdrawn_was_published"):
        SharedTaskFactory(withdrawn_at=NOON, withdrawn_by=ConsultantFactory())


@pytest.mark.parametrize("notable", [0, 3])
def test_the_latest_change_is_one_of_its_versions(notable):
    SharedTaskFactory(version=2, notable_version=1)

    with refused_by("shared_task_changed_in_a_version_it_has"):
        SharedTaskFactory(version=2, notable_version=notable)


def test_only_a_completed_task_was_completed_by_a_version():
    TaskFactory()

    with refused_by("task_completed_version_only_when_completed"):
        Task.objects.update(completed_version=1)


# --- versions ----------------------------------------------------------------------------


def test_a_number_names_one_version_of_a_shared_task():
    version = SharedTaskVersionFactory()
    SharedTaskVersionFactory()

    with refused_by("shared_task_version_number_once"):
        SharedTaskVersionFactory(shared_task=version.shared_task)


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("shared_task_version_number_from_one", {"number": 0}),
        ("shared_task_version_kind_known", {"kind": "wish"}),
        ("shared_task_version_change_says_why", {"kind": SharedTaskVersion.Kind.CHANGED}),
        ("shared_task_version_change_says_why", {"kind": SharedTaskVersion.Kind.WITHDRAWN}),
    ],
)
def test_a_version_has_what_it_must(constraint, facts):
    with refused_by(constraint):
        SharedTaskVersionFactory(**facts)


def test_a_correction_needs_no_note():
    SharedTaskVersionFactory(number=2, kind=SharedTaskVersion.Kind.CORRECTED)


def test_a_version_is_of_its_shared_task_s_programme():
    with refused_by("shared_task_version_shared_task_in_same_programme"):
        SharedTaskVersionFactory(programme=ProgrammeFactory())


# --- readings ----------------------------------------------------------------------------


def test_a_person_has_one_mark_on_a_task():
    reading = SeenVersionFactory()
    SeenVersionFactory(task=reading.task)

    with refused_by("seen_version_once_per_person"):
        SeenVersionFactory(task=reading.task, user=reading.user)


def test_a_mark_stays_within_the_municipality_and_the_programme():
    reading = SeenVersionFactory()
    other = MunicipalityFactory()

    with refused_by("seen_version_task_in_same_municipality_and_programme"):
        SeenVersion.objects.filter(pk=reading.pk).update(programme=ProgrammeFactory())
    with refused_by("seen_version_by_someone_in_same_municipality"):
        SeenVersion.objects.filter(pk=reading.pk).update(user=UserFactory(municipality=other))


# --- receivers ---------------------------------------------------------------------------


def test_a_shared_task_goes_to_each_receiver_once():
    everyone = SharedTaskReceiverFactory()
    wave = WaveFactory(programme=everyone.programme)
    same = {"shared_task": everyone.shared_task, "publication": everyone.publication}
    SharedTaskReceiverFactory(**same, wave=wave)
    SharedTaskReceiverFactory(**same, municipality=MunicipalityFactory())

    with refused_by("shared_task_receiver_once"):
        SharedTaskReceiverFactory(**same)
    with refused_by("shared_task_receiver_once"):
        SharedTaskReceiverFactory(**same, wave=wave)


def test_a_receiver_is_a_wave_or_a_municipality_and_not_both():
    shared_task = SharedTaskFactory(published=True)

    with refused_by("shared_task_receiver_is_a_wave_or_a_municipality"):
        SharedTaskReceiverFactory(
            shared_task=shared_task,
            wave=WaveFactory(programme=shared_task.programme),
            municipality=MunicipalityFactory(),
        )


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        (
            "shared_task_receiver_shared_task_in_same_programme",
            lambda: {
                "programme": (other := ProgrammeFactory()),
                "publication": PublicationFactory(programme=other),
            },
        ),
        (
            "shared_task_receiver_publication_in_same_programme",
            lambda: {"publication": PublicationFactory()},
        ),
        ("shared_task_receiver_wave_in_same_programme", lambda: {"wave": WaveFactory()}),
    ],
)
def test_shared_task_publication_and_receiver_are_of_one_programme(constraint, facts):
    with refused_by(constraint):
        SharedTaskReceiverFactory(**facts())


def test_others_lean_on_a_publication_s_id_and_programme():
    """publication_id_with_programme cannot be broken; the receivers' composite key needs it."""
    publication = PublicationFactory()
    SharedTaskReceiverFactory(
        shared_task=SharedTaskFactory(published=True, programme=publication.programme),
        publication=publication,
    )
