import datetime as dt

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

from demo.mail import MailboxBackend
from demo.mailbox import MailNotFound, mail_names, read_mail

pytestmark = pytest.mark.django_db

HTML = "<html><head><title>Hej</title></head><body><a href='http://x.example/'>Ud</a></body></html>"


@pytest.fixture
def directory(settings, tmp_path):
    settings.MAIL_DIR = tmp_path / "mails"
    return settings.MAIL_DIR


def send(subject="Tre opgaver er røde", html="", to="projektleder@korsbaek.example"):
    mail = EmailMultiAlternatives(
        subject, "Hej Mads.\nSe http://127.0.0.1:8000/opgaver/7/", "fremdrift@localhost", [to]
    )
    if html:
        mail.attach_alternative(html, "text/html")
    return MailboxBackend().send_messages([mail])


def test_a_mail_is_a_file_of_its_own_and_nothing_unfinished_is_left(directory):
    assert send() == 1
    assert [path.suffix for path in directory.iterdir()] == [".eml"]


def test_a_mail_is_read_back_as_it_was_sent(directory):
    with time_machine.travel(dt.datetime(2026, 11, 21, 23, 5, tzinfo=dt.UTC), tick=False):
        send(html=HTML)
    [name] = mail_names(directory)

    mail = read_mail(directory, name)

    assert (mail.subject, mail.sender, mail.to) == (
        *("Tre opgaver er røde", "fremdrift@localhost", "projektleder@korsbaek.example"),
    )
    assert mail.at == dt.datetime(2026, 11, 21, 23, 5, tzinfo=dt.UTC)
    assert mail.text == "Hej Mads.\nSe http://127.0.0.1:8000/opgaver/7/"
    assert mail.html == HTML


def test_a_folder_that_cannot_be_written_is_an_error_unless_told_otherwise(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.MAIL_DIR = tmp_path / "file"

    with pytest.raises(OSError, match="File exists"):
        send()
    quiet = get_connection("demo.mail.MailboxBackend", fail_silently=True)
    assert quiet.send_messages([EmailMultiAlternatives("Emne", "Tekst", to=["a@b.example"])]) == 0


def test_the_mailbox_is_open_to_everyone_and_shows_the_newest_first(directory, client):
    send("Den første")
    send("Den anden")

    response = client.get(reverse("demo:mailbox"))

    assert response.status_code == 200
    assert [mail.subject for mail in response.context["mails"]] == ["Den anden", "Den første"]


def test_an_empty_mailbox_says_so(directory, client):
    response = client.get(reverse("demo:mailbox"))

    assert "Ingen mails endnu" in response.content.decode()


def test_many_mails_come_a_page_at_a_time(directory, client):
    for number in range(51):
        send(f"Mail {number}")

    pages = [client.get(reverse("demo:mailbox"), {"side": side}) for side in (1, 2)]

    assert [len(page.context["mails"]) for page in pages] == [50, 1]


def test_one_mail_shows_its_text_with_links_and_frames_its_html(directory, client):
    send(html=HTML)
    [name] = mail_names(directory)

    page = client.get(reverse("demo:mail", args=[name])).content.decode()

    assert '<a href="http://127.0.0.1:8000/opgaver/7/"' in page
    assert f'src="{reverse("demo:mail_html", args=[name])}" sandbox=' in page
    assert "<title>Hej</title>" not in page


def test_a_mails_html_runs_nothing_loads_nothing_and_its_links_lead_out(directory, client):
    send(html=HTML)
    [name] = mail_names(directory)

    response = client.get(reverse("demo:mail_html", args=[name]))

    assert response.content.decode() == HTML.replace("<head>", '<head><base target="_top">')
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox ")
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    "name",
    ["..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "passwd", "0" * 19, f"{'0' * 19}-0000000g"],
)
@pytest.mark.parametrize("page", ["mail", "mail_html"])
def test_anything_that_is_no_mails_name_is_not_found(directory, client, name, page):
    tail = "html/" if page == "mail_html" else ""

    assert client.get(f"/demo/postkasse/{name}/{tail}").status_code == 404


@pytest.mark.parametrize("name", ["../secret", "..", "/etc/passwd", "0" * 19, ""])
def test_no_name_leads_out_of_the_folder(directory, name):
    directory.mkdir()
    (directory.parent / "secret.eml").write_text("Subject: hemmelig\n\n")

    with pytest.raises(MailNotFound):
        read_mail(directory, name)


def test_a_mail_that_is_gone_is_not_found(directory, client):
    name = f"{'1' * 19}-{'a' * 8}"

    assert client.get(reverse("demo:mail", args=[name])).status_code == 404


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("mailbox", []),
        ("mail", ["1" * 19 + "-" + "a" * 8]),
        ("mail_html", ["1" * 19 + "-aaaaaaaa"]),
    ],
)
def test_the_mailbox_is_only_read(directory, client, name, args):
    assert client.post(reverse(f"demo:{name}", args=args)).status_code == 405
