"""XML as it is written: nested elements with texts, nothing else."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from xml.sax.saxutils import XMLGenerator


class Xml:
    """Elements on their way into a file, in the order they are said."""

    def __init__(self, file: io.BytesIO) -> None:
        self.out = XMLGenerator(file, "UTF-8")

    @contextmanager
    def document(self, name: str, namespace: str) -> Iterator[None]:
        self.out.startDocument()
        self.out.startElement(name, {"xmlns": namespace})  # type: ignore[arg-type]  # a dict has all it reads
        yield
        self.out.endElement(name)
        self.out.endDocument()

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        self.out.startElement(name, {})  # type: ignore[arg-type]  # as above
        yield
        self.out.endElement(name)

    def say(self, name: str, said: str | int) -> None:
        with self.inside(name):
            self.out.characters(str(said))
