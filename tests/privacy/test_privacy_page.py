"""docs/privacy.md says what the declarations say."""

from django.conf import settings

from administration.privacy_page import privacy_page


def test_the_page_is_what_the_declarations_say():
    page = settings.BASE_DIR / "docs/privacy.md"

    assert page.read_text() == privacy_page(), "run: manage.py write_privacy"
