"""Viruses: what the scanner says decides, and no clear answer is no leave."""

import io
import socket

import pytest

from tasks.scanning import CHUNK_BYTES, FileIsInfected, ScannerIsAway, scan
from tests.tasks.clamd import HARMFUL, clamd


def test_a_clean_file_is_read_whole_and_stands_at_its_start_again(settings):
    content = bytes(range(256)) * (CHUNK_BYTES // 100)
    file = io.BytesIO(content)
    file.seek(9)

    with clamd(settings) as scanner:
        scan(file)

    assert scanner.seen == [content]
    assert file.read() == content


def test_a_harmful_file_is_called_what_the_scanner_calls_it(settings):
    with clamd(settings), pytest.raises(FileIsInfected) as found:
        scan(io.BytesIO(b"x" * CHUNK_BYTES + HARMFUL))

    assert found.value.what == "Test.Harmful"


def test_a_scanner_can_be_a_socket_in_a_folder(settings, tmp_path):
    with clamd(settings, path=tmp_path / "clamd.ctl") as scanner:
        scan(io.BytesIO(b"plan"))

    assert scanner.seen == [b"plan"]


@pytest.mark.parametrize(
    "answer",
    [
        *(b"", b"stream: ", b"OK\0", b"INSTREAM size limit exceeded. ERROR\0", b"\xff\xfe\0"),
        *(b"stream: OK\0stream: X FOUND\0", b"UNKNOWN COMMAND\0"),
    ],
)
def test_anything_but_a_clear_answer_is_none(settings, answer):
    with clamd(settings, answer=answer), pytest.raises(ScannerIsAway):
        scan(io.BytesIO(b"plan"))


def test_nobody_answers(settings, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.CLAMAV = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(ScannerIsAway):
            scan(io.BytesIO(b"plan"))

    settings.CLAMAV = str(tmp_path / "nothing-here")
    with pytest.raises(ScannerIsAway):
        scan(io.BytesIO(b"plan"))


def test_a_scanner_that_never_answers_is_not_waited_for_for_ever(settings, monkeypatch):
    monkeypatch.setattr("tasks.scanning.TIMEOUT_SECONDS", 0.2)
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        settings.CLAMAV = f"127.0.0.1:{deaf.getsockname()[1]}"

        with pytest.raises(ScannerIsAway):
            scan(io.BytesIO(b"plan"))


def test_without_a_scanner_nothing_is_sent_anywhere(settings):
    settings.CLAMAV = ""

    scan(io.BytesIO(HARMFUL))
