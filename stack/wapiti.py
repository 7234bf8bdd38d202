"""wapiti3 let loose on the running demo, signed in as one of its people."""

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from stack.install import AUDIT_VENV
from stack.say import Failure

# None of these needs anything outside this machine. Left out are those that wait for a visit from
# the portal to a server of theirs (ssrf, xxe, log4shell), that guess which other product this is
# (cms, wapp, nikto), and that look at a certificate.
MODULES = (
    *("cookieflags", "http_headers", "csp", "csrf", "methods", "htaccess"),
    *("xss", "permanentxss", "sql", "timesql", "exec", "file", "redirect", "crlf", "ldap"),
    *("upload", "shellshock", "backup"),
)
# Pages that end the session the scan lives on, and files that are the same for everyone.
LEFT_OUT = (
    *("konto/log-ud/", "konto/enheder/", "konto/adgangskode/", "konto/to-faktor/"),
    *("konto/e-mail/", "static/", "demo/"),
)
CRAWLS = 0.25  # the part of the time that goes to finding pages


class Visitor:
    """Somebody of the demo, signed in the way people do it."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.cookies = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def sign_in(self, email: str, password: str) -> None:
        """Raises Failure."""
        address = f"{self.site}/konto/log-ind/"
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.read(address))
        if token is None:
            raise Failure(f"{address} has no form to sign in with.")
        form = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
        with self.browser.open(address, urllib.parse.urlencode(form).encode(), timeout=60):
            pass
        if not self.is_signed_in():
            raise Failure(f"The portal did not let {email} in: is a second factor asked for?")

    def read(self, address: str) -> str:
        with self.browser.open(address, timeout=60) as answer:
            return str(answer.read().decode())

    def is_signed_in(self) -> bool:
        try:
            return "konto/log-ud/" in self.read(f"{self.site}/")
        except urllib.error.HTTPError:
            return False

    def write_cookies(self, file: Path) -> None:
        """In the form that wapiti reads; the file is the owner's alone."""
        kept = {
            cookie.name: {
                "value": cookie.value,
                "expires": cookie.expires,
                "secure": cookie.secure,
                "port": None,
                "version": 0,
            }
            for cookie in self.cookies
        }
        host = urllib.parse.urlsplit(self.site).hostname
        file.touch(mode=0o600)
        file.write_text(json.dumps({host: {"/": kept}}))


def command(site: str, cookies: Path, report: Path, *, seconds: float) -> tuple[str, ...]:
    crawl = seconds * CRAWLS
    attack = (seconds - crawl) / len(MODULES)
    excluded = [f"{site}/{path}*" for path in LEFT_OUT]
    return (
        str(AUDIT_VENV / "bin" / "wapiti"), "--url", f"{site}/", "--scope", "folder",
        "--cookie", str(cookies), "--module", ",".join(MODULES),
        "--max-scan-time", f"{crawl:.0f}", "--max-attack-time", f"{attack:.0f}",
        "--max-links-per-page", "60", "--max-files-per-dir", "40", "--max-parameters", "20",
        "--tasks", "4", "--timeout", "20", "--verbose", "0", "--no-bugreport", "--flush-session",
        "--store-session", str(report.parent), "--store-config", str(report.parent),
        "--format", "json", "--output", str(report),
        *(argument for address in excluded for argument in ("--exclude", address)),
    )  # fmt: skip


def read_report(file: Path) -> dict[str, Any]:
    """Raises Failure."""
    if not file.exists():
        raise Failure("wapiti ended without a report; what it said stands above.")
    report: dict[str, Any] = json.loads(file.read_text())
    return report
