from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from administration.privacy_page import privacy_page


class Command(BaseCommand):
    help = "Skriv docs/privacy.md ud fra det, hver app siger i sin personal_data.py."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        (settings.BASE_DIR / "docs/privacy.md").write_text(privacy_page())
