import socket

import pytest

from stack import ports
from stack.say import Failure


def test_a_taken_port_is_told_in_one_line():
    with socket.socket() as other:
        other.bind((ports.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Failure) as failure:
            ports.require_free(port)
    assert str(failure.value) == (
        f"Port {port} is taken by another program: choose another one, "
        f"for example make run PORT={ports.other(port)}."
    )


def test_a_free_port_is_no_failure():
    ports.require_free(ports.free())


@pytest.mark.parametrize("text", ["0", "65536", "-1", "http", "", "8000.5"])
def test_what_is_no_port_is_told(text):
    with pytest.raises(Failure) as failure:
        ports.from_arguments([f"--port={text}"])
    assert str(failure.value) == f"PORT={text} is not a port: give a number from 1 to 65535."


def test_the_port_is_8000_unless_another_is_named():
    assert ports.from_arguments([]) == 8000
    assert ports.from_arguments(["--port", "9000"]) == 9000


def test_the_port_proposed_instead_is_one_that_anybody_may_use():
    assert [ports.other(port) for port in (8000, 80, 65535)] == [8080, 8080, 8080]
    assert ports.other(9000) == 9080
