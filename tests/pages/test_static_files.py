import re

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command


@pytest.fixture
def collected(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_all_that_a_style_sheet_asks_for_is_collected_and_little_else(collected):
    """A missing file would have stopped collectstatic; the packages hold 30 MB.

    Two of the ten are Django's admin, which has its own style sheets and scripts.
    """
    megabytes = sum(path.stat().st_size for path in collected.rglob("*") if path.is_file()) / 1e6

    assert round(megabytes) <= 10


def test_the_style_sheet_asks_for_the_small_fonts(collected):
    [css] = collected.glob("css/fremdrift.*.css")

    fonts = set(re.findall(r"IBMPlexSans-(\w+-Latin1)", css.read_text()))

    assert fonts == {"Regular-Latin1", "Italic-Latin1", "SemiBold-Latin1"}


def test_every_static_file_that_a_template_names_exists(settings):
    named = {
        name
        for path in (settings.BASE_DIR / "shared_tasks").rglob("*.html")
        for name in re.findall(r"""{% static ["']([^"']+)["'] %}""", path.read_text())
    }

    assert sorted(name for name in named if finders.find(name) is None) == []
