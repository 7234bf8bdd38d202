"""manage.py export_person: everything about one person, on the server."""

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEntry
from tests.factories import ConsultantFactory, PartnerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "person",
    [
        UserFactory,
        ConsultantFactory,
        lambda: ConsultantFactory(partner=PartnerFactory(is_operator=True)),
    ],
    ids=["municipal", "partner", "operator"],
)
def test_it_writes_a_zip_and_writes_down_that_it_did(person, tmp_path, capsys):
    someone, target = person(), tmp_path / "alt.zip"

    call_command("export_person", someone.email.upper(), to=target)

    archive = zipfile.ZipFile(io.BytesIO(target.read_bytes()))
    [row] = json.loads(archive.read("data/accounts_user.json"))
    assert row["name"] == someone.name
    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.by, entry.about, entry.through) == (
        "personal_data_downloaded",
        None,
        someone,
        "command",
    )
    assert capsys.readouterr().out == f"Alt om {someone.name} ligger i {target}.\n"


def test_an_unknown_address_is_said():
    with pytest.raises(CommandError, match=r"»ingen@korsbaek\.example«"):
        call_command("export_person", "ingen@korsbaek.example")
