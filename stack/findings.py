"""What the programs of `make audit` found, and which of it is known to be nothing.

stack/audit.toml lists the latter, each with its reason. A finding that no entry there answers for
is real until somebody says otherwise.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Self

from stack.install import CHECKOUT

FALSE_ALARMS = CHECKOUT / "stack" / "audit.toml"


@dataclass(frozen=True)
class Finding:
    """``code`` is the program's name for it, ``line`` the line or parameter it is about."""

    program: str
    code: str
    path: str
    line: str
    says: str = ""

    def __str__(self) -> str:
        return f"{self.program} {self.code} {self.path}: {self.says or self.line.strip()}"


@dataclass(frozen=True)
class FalseAlarm:
    """Answers for findings whose path fits one of ``paths`` and whose line holds ``line``."""

    program: str
    code: str
    paths: tuple[str, ...]
    line: str
    reason: str

    @classmethod
    def of(cls, entry: dict[str, Any]) -> Self:
        return cls(**{**entry, "paths": tuple(entry["paths"]), "line": entry.get("line", "")})

    def answers_for(self, finding: Finding) -> bool:
        return (
            (self.program, self.code) == (finding.program, finding.code)
            and any(fnmatchcase(finding.path, path) for path in self.paths)
            and re.search(self.line, finding.line) is not None
        )


@dataclass
class Sorted:
    """The findings that are real, how many are not, and the entries nothing needs any more."""

    real: list[Finding] = field(default_factory=list)
    false: int = 0
    idle: list[FalseAlarm] = field(default_factory=list)


def false_alarms(file: Path = FALSE_ALARMS) -> list[FalseAlarm]:
    return [FalseAlarm.of(entry) for entry in tomllib.loads(file.read_text())["false_alarm"]]


def sort_out(findings: list[Finding], alarms: list[FalseAlarm]) -> Sorted:
    result = Sorted()
    used: set[FalseAlarm] = set()
    for finding in findings:
        answering = [alarm for alarm in alarms if alarm.answers_for(finding)]
        used.update(answering)
        if answering:
            result.false += 1
        else:
            result.real.append(finding)
    result.idle = [alarm for alarm in alarms if alarm not in used]
    return result


def of_bandit(report: str) -> list[Finding]:
    return [
        Finding(
            "bandit",
            one["test_id"],
            one["filename"].removeprefix("./"),
            # Both: of a table that goes over several lines bandit names the first or the last.
            f"{line_of(one['filename'], one['line_number'])} {one['issue_text']}",
            f"line {one['line_number']}: {one['issue_text']}",
        )
        for one in json.loads(report)["results"]
    ]


def of_detect_secrets(report: str) -> list[Finding]:
    return [
        Finding(
            "detect-secrets",
            one["type"],
            path,
            line_of(path, one["line_number"]),
            # Not what stands there: the terminal's output may be kept where the code is not.
            f"line {one['line_number']}",
        )
        for path, found in json.loads(report)["results"].items()
        for one in found
    ]


def of_wapiti(report: dict[str, Any], who: str) -> list[Finding]:
    return [
        Finding("wapiti", kind, one["path"], one["info"], f"as {who}: {one['info']}")
        for kind, one in _told(report)
    ]


def _told(report: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What wapiti calls a vulnerability or an anomaly; its "additionals" only describe."""
    for group in ("vulnerabilities", "anomalies"):
        for kind, found in report[group].items():
            for one in found:
                yield kind, one


def line_of(path: str, number: int) -> str:
    lines = (CHECKOUT / path).read_text(errors="replace").splitlines()
    return lines[number - 1] if number <= len(lines) else ""
