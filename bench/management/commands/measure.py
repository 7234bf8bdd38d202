from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from bench.measure import measure
from bench.sizes import SIZES


class Command(BaseCommand):
    help = "Measures one size on the empty database that the environment names (see bench/)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("size", choices=SIZES)
        parser.add_argument("requests", type=int)
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "part", choices=["all", "pages", "views", "neighbours", "work", "authoring"]
        )

    def handle(self, *_: Any, **options: Any) -> None:
        measure(SIZES[options["size"]], options["requests"], options["folder"], options["part"])
