"""Every address of the portal, with values in its places."""

import re
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver
from django.urls.converters import IntConverter


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    numbers: tuple[str, ...]
    words: tuple[str, ...]

    def address(self, *, number="7", word="ord"):
        """Return the address with this in all its places, as it stands: nothing is escaped."""
        path = self.pattern
        for place in self.numbers:
            path = path.replace(f"<{place}>", number)
        for place in self.words:
            path = path.replace(f"<{place}>", word)
        return path


def routes():
    return list(_routes(get_resolver(), "/", ""))


def _routes(resolver, path, prefix):
    for entry in resolver.url_patterns:
        step = path + written(entry.pattern)
        if isinstance(entry, URLPattern):
            places = entry.pattern.converters or dict.fromkeys(re.findall(r"<(\w+)>", step))
            yield Route(f"{prefix}{entry.name}", step, *sorted_places(step, places))
        else:
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from _routes(entry, step, inner)


def written(pattern):
    """The pattern with its places as <name>, whichever of the two ways it is written."""
    text = str(pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
    text = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", text)
    return re.sub(r"<\w+:(\w+)>", r"<\1>", text)


def sorted_places(path, converters):
    places = re.findall(r"<(\w+)>", path)
    numbers = tuple(p for p in places if isinstance(converters.get(p), IntConverter))
    return numbers, tuple(p for p in places if p not in numbers)
