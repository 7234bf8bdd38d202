import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise

import pytest

from stack import audit, wapiti
from stack.findings import (
    FALSE_ALARMS,
    FalseAlarm,
    Finding,
    false_alarms,
    of_bandit,
    of_detect_secrets,
    of_wapiti,
    sort_out,
)
from stack.install import CHECKOUT
from stack.say import Failure

ALARM = FalseAlarm("bandit", "B105", ("demo/*.py",), "fremdrift-demo", "Printed on a page.")


def finding(**other):
    facts = {"program": "bandit", "code": "B105", "path": "demo/people.py"}
    return Finding(**{**facts, "line": 'PASSWORD = "fremdrift-demo"', **other})


def test_a_known_false_alarm_answers_for_what_it_was_written_for():
    result = sort_out([finding()], [ALARM])

    assert (result.real, result.false, result.idle) == ([], 1, [])


@pytest.mark.parametrize(
    "other",
    [
        {"program": "wapiti"},
        {"code": "B101"},
        {"path": "config/settings.py"},
        {"line": 'PASSWORD = "another"'},
    ],
)
def test_it_answers_for_nothing_else_and_is_named_when_idle(other):
    result = sort_out([finding(**other)], [ALARM])

    assert (result.real, result.false, result.idle) == ([finding(**other)], 0, [ALARM])


def test_every_false_alarm_says_why_and_is_of_a_file_that_exists():
    for alarm in false_alarms():
        assert alarm.reason.endswith("."), alarm
        if alarm.program != "wapiti":
            assert [path for path in alarm.paths if not list(CHECKOUT.glob(path))] == []


def test_what_bandit_says_is_read_with_the_line_it_is_about():
    report = {
        "results": [
            {
                "filename": "demo/people.py",
                "line_number": 1,
                "test_id": "B105",
                "issue_text": "Possible hardcoded password: 'x'",
            }
        ]
    }
    (found,) = of_bandit(json.dumps(report))

    first = (CHECKOUT / "demo" / "people.py").read_text().splitlines()[0]
    assert (found.code, found.path) == ("B105", "demo/people.py")
    assert found.line == f"{first} Possible hardcoded password: 'x'"


def test_a_secret_is_told_by_its_place_and_never_printed():
    report = {"results": {"demo/people.py": [{"type": "Secret Keyword", "line_number": 13}]}}
    (found,) = of_detect_secrets(json.dumps(report))

    assert str(found) == "detect-secrets Secret Keyword demo/people.py: line 13"


def test_of_wapitis_report_weaknesses_and_anomalies_are_findings():
    one = {"path": "/opgaver/7/", "info": "XSS in x"}
    report = {
        "vulnerabilities": {"Cross Site Scripting": [one], "SQL Injection": []},
        "anomalies": {"Internal Server Error": [one]},
        "additionals": {"HTTP Methods": [one]},
    }

    assert [found.code for found in of_wapiti(report, "consultant")] == [
        *("Cross Site Scripting", "Internal Server Error"),
    ]


def test_an_answer_of_5xx_is_a_finding_whoever_brought_it_about(tmp_path, capsys):
    visits = tmp_path / "visits.log"
    line = '127.0.0.1 - - [now] "GET {} HTTP/1.1" {} 12 "-" "x"\n'
    visits.write_text(
        line.format("/", 200) + line.format("/opgaver/7/", 500) + line.format("/?x=500", 404)
    )

    (found,) = audit.broken_pages(visits)

    assert (found.program, found.code, found.path) == ("portal", "500", "GET /opgaver/7/ HTTP/1.1")
    assert capsys.readouterr().out == "  The portal answered 3 requests: 1 200, 1 404, 1 500\n"


def test_minutes_are_divided_among_pages_and_modules(tmp_path):
    command = wapiti.command("http://x", tmp_path / "c", tmp_path / "r", seconds=180)
    told = dict(pairwise(command))

    assert told["--max-scan-time"] == "45"
    assert told["--max-attack-time"] == str(round(135 / len(wapiti.MODULES)))
    assert "http://x/konto/log-ud/*" in command


class Portal(BaseHTTPRequestHandler):
    """A sign-in page that lets one person in."""

    def do_GET(self):
        inside = "session=in" in self.headers.get("Cookie", "")
        page = '<a href="/konto/log-ud/">' if inside and self.path == "/" else ""
        self.answer(page + '<input name="csrfmiddlewaretoken" value="abc123">')

    def do_POST(self):
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        right = form == "csrfmiddlewaretoken=abc123&login=a%40b.example&password=ord"
        self.answer("", cookie="session=in; Path=/" if right else None)

    def answer(self, text, cookie=None):
        self.send_response(200)
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    with HTTPServer(("127.0.0.1", 0), Portal) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_wapiti_is_given_the_cookies_of_someone_who_signed_in(site, tmp_path):
    visitor = wapiti.Visitor(site)
    visitor.sign_in("a@b.example", "ord")
    visitor.write_cookies(tmp_path / "cookies.json")

    kept = json.loads((tmp_path / "cookies.json").read_text())
    assert kept["127.0.0.1"]["/"]["session"]["value"] == "in"
    assert (tmp_path / "cookies.json").stat().st_mode & 0o777 == 0o600


def test_a_sign_in_that_does_not_succeed_is_told(site):
    with pytest.raises(Failure) as failure:
        wapiti.Visitor(site).sign_in("a@b.example", "forkert")

    assert str(failure.value) == (
        "The portal did not let a@b.example in: is a second factor asked for?"
    )


def test_without_a_report_wapiti_has_failed(tmp_path):
    with pytest.raises(Failure):
        wapiti.read_report(tmp_path / "report.json")


def test_the_list_is_where_the_documents_say():
    (decision,) = (CHECKOUT / "docs/adr").glob("0086-*.md")

    assert FALSE_ALARMS.relative_to(CHECKOUT).as_posix() in decision.read_text()
