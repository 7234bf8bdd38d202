from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.rights_page import rights_page


class Command(BaseCommand):
    help = "Skriv docs/rights.md ud fra accounts/rights.py."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        (settings.BASE_DIR / "docs/rights.md").write_text(rights_page())
