import pytest


@pytest.fixture(autouse=True)
def listed(settings, tmp_path):
    """The list of pseudonymised people, outside the database."""
    settings.PSEUDONYMS_FILE = tmp_path / "pseudonyms" / "list.jsonl"
    return settings.PSEUDONYMS_FILE
