"""The port that `make run` answers on."""

import argparse
import errno
import socket

from stack.say import Failure

HOST = "127.0.0.1"
UNPRIVILEGED, LARGEST = 1024, 65535


def from_arguments(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make run")
    parser.add_argument("--port", default="8000")
    text = parser.parse_args(arguments).port
    if not text.isdecimal() or not 1 <= int(text) <= LARGEST:
        raise Failure(f"PORT={text} is not a port: give a number from 1 to {LARGEST}.")
    return int(text)


def require_free(port: int) -> None:
    """Raise Failure when another program answers on the port, or we may not."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                reason = "is taken by another program"
            else:
                reason = f"cannot be used ({error.strerror})"
            raise Failure(
                f"Port {port} {reason}: choose another one, for example make run PORT={other(port)}."
            ) from None


def other(port: int) -> int:
    """To propose: nearby, and one that needs no rights."""
    return port + 80 if UNPRIVILEGED <= port <= LARGEST - 80 else 8080


def free() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port
