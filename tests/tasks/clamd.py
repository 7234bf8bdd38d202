"""A scanner that answers on a real socket as clamd does, and knows one thing to be harmful."""

import socket
import threading
from contextlib import contextmanager

HARMFUL = b"harmful-in-this-test"


class Scanner:
    """Answers connections one after the other; ``seen`` is what each of them sent."""

    def __init__(self, server, answer=None):
        self.server, self.answer, self.seen = server, answer, []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            with connection:
                connection.sendall(self.answer_to(connection.makefile("rb")))

    def answer_to(self, sent):
        assert sent.read(len(b"zINSTREAM\0")) == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(sent.read(4), "big"):
            content += sent.read(length)
        self.seen.append(content)
        if self.answer is not None:
            return self.answer
        return b"stream: Test.Harmful FOUND\0" if HARMFUL in content else b"stream: OK\0"


@contextmanager
def clamd(settings, *, answer=None, path=None):
    """Run a scanner that the portal knows of; ``answer`` is all it ever says."""
    family = socket.AF_UNIX if path else socket.AF_INET
    with socket.socket(family) as server:
        server.bind(str(path) if path else ("127.0.0.1", 0))
        server.listen()
        settings.CLAMAV = str(path) if path else f"127.0.0.1:{server.getsockname()[1]}"
        yield Scanner(server, answer)
