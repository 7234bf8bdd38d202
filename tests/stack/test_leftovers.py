import json
import signal
import subprocess

from stack.leftovers import Record, end_leftovers


def started(*command):
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603  # our own


def test_a_recorded_process_is_ended_and_named(tmp_path):
    process = started("sleep", "600")
    Record(tmp_path / "processes.json").add("web", process.pid)
    assert end_leftovers(tmp_path / "processes.json") == ["web"]
    assert process.wait(timeout=10) == -signal.SIGTERM
    assert not (tmp_path / "processes.json").exists()


def test_another_process_with_the_same_number_is_left_alone(tmp_path):
    process = started("sleep", "600")
    file = tmp_path / "processes.json"
    Record(file).add("web", process.pid)
    (entry,) = json.loads(file.read_text())
    file.write_text(json.dumps([entry | {"began": entry["began"] - 1}]))
    try:
        assert end_leftovers(file) == []
        assert process.poll() is None
    finally:
        process.kill()
        process.wait()


def test_no_record_and_half_a_record_mean_that_nothing_is_left(tmp_path):
    file = tmp_path / "processes.json"
    assert end_leftovers(file) == []
    file.write_text('[{"na')
    assert end_leftovers(file) == []


def test_a_process_that_ended_is_forgotten(tmp_path):
    record = Record(tmp_path / "processes.json")
    process = started("true")
    record.add("web", process.pid)
    process.wait()
    record.remove(process.pid)
    assert json.loads((tmp_path / "processes.json").read_text()) == []
    record.close()
    assert not (tmp_path / "processes.json").exists()
