"""Adding files to a task and removing them, with the checks of what is accepted."""

import datetime as dt
import hashlib
import secrets
import unicodedata
from collections.abc import Iterable
from functools import partial
from itertools import chain, count
from pathlib import PurePath
from typing import IO, TYPE_CHECKING

import puremagic
from django.db import transaction

from tasks.models import Task, TaskFile
from tasks.models.file import MAX_BYTES, task_files
from tasks.scanning import scan
from tasks.services import TaskWithdrawn

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from accounts.models import User

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
ACCEPTED = {
    ".pdf": "application/pdf",
    ".docx": f"{OFFICE}wordprocessingml.document",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet",
    ".pptx": f"{OFFICE}presentationml.presentation",
    ".odt": f"{OPEN}text",
    ".ods": f"{OPEN}spreadsheet",
    ".odp": f"{OPEN}presentation",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".txt": "text/plain",
    ".csv": "text/csv",
}
TEXT = {".txt", ".csv"}
# Part of nearly every entry's name; puremagic cannot tell these formats from any other zip.
OFFICE_FOLDERS = {".docx": b"word/", ".xlsx": b"xl/", ".pptx": b"ppt/"}
LONGEST_NAME = 150
# Enough for the signature at the start and for an office document's first entries.
HEAD_BYTES = 64 * 1024


class FileIsEmpty(Exception):
    """The file has no content."""


class FileTooLarge(Exception):
    """The file is larger than MAX_BYTES."""


class FileTypeNotAccepted(Exception):
    """The name's ending is none of those in ACCEPTED."""


class ContentIsSomethingElse(Exception):
    """The content does not match the name's ending."""


class FileIsThereAlready(Exception):
    """The task has a file with the same content; ``name`` is that file's name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@transaction.atomic
def add_file(*, task: Task, upload: "UploadedFile[bytes]", by: "User", at: dt.datetime) -> TaskFile:
    """Store the file under a random name and add it to the task.

    When another file has the name, a number is added to the new one's.
    Raises FileIsEmpty, FileTooLarge, FileTypeNotAccepted, ContentIsSomethingElse, TaskWithdrawn,
    FileIsThereAlready, and of ``tasks.scanning`` FileIsInfected, ScannerIsAway.
    """
    name = clean_name(upload.name or "")
    content_type = accepted_type(name, upload)
    scan(upload)
    _lock(task)
    _require_new(task, upload)
    name = free_name(name, taken=task.files.values_list("name", flat=True))
    stored = task_files().save(secrets.token_hex(16), upload)
    try:
        with transaction.atomic():
            return TaskFile.objects.create(
                **task.tenant_ids,
                task=task,
                name=name,
                content_type=content_type,
                size=upload.size or 0,
                stored=stored,
                uploaded_at=at,
                uploaded_by=by,
            )
    except Exception:
        task_files().delete(stored)
        raise


@transaction.atomic
def remove_file(*, file: TaskFile) -> None:
    """Remove the file from the task; its content is deleted after the commit."""
    stored = file.stored
    file.delete()
    transaction.on_commit(partial(task_files().delete, stored))


def _lock(task: Task) -> None:
    """Lock the task while files are added. Raises TaskWithdrawn."""
    if Task.objects.select_for_update(of=["self"]).get(pk=task.pk).is_withdrawn:
        raise TaskWithdrawn


def _require_new(task: Task, upload: IO[bytes]) -> None:
    """Raise FileIsThereAlready when a file of the task has the same content."""
    for file in task.files.filter(size=upload.size).order_by("pk"):  # type: ignore[attr-defined]  # of an upload
        try:
            with task_files().open(file.stored) as content:
                is_same = _digest(content) == _digest(upload)
        except FileNotFoundError:
            continue
        if is_same:
            raise FileIsThereAlready(file.name)


def _digest(content: IO[bytes]) -> bytes:
    content.seek(0)
    digest = hashlib.file_digest(content, "sha256").digest()  # type: ignore[arg-type]  # Django's files read likewise
    content.seek(0)
    return digest


def clean_name(name: str) -> str:
    """Return the name without folders and control characters, at most 150 characters.

    Unicode is composed: a Mac sends »å« as two characters.
    """
    last = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    shown = "".join(c for c in last if c.isprintable()).strip()
    return _fitted(PurePath(shown))


def free_name(name: str, *, taken: Iterable[str]) -> str:
    """Return the name, or »plan (2).pdf« when there is a plan.pdf in upper or lower case."""
    path, others = PurePath(name), {other.casefold() for other in taken}
    numbered = (_fitted(path, f" ({number})") for number in count(2))
    return next(one for one in chain([name], numbered) if one.casefold() not in others)


def _fitted(path: PurePath, number: str = "") -> str:
    room = LONGEST_NAME - len(number) - len(path.suffix)
    return f"{path.stem[:room]}{number}{path.suffix}"


def accepted_type(name: str, upload: "UploadedFile[bytes]") -> str:
    """Return the content type to serve the file with. Raises why it is not accepted."""
    if not upload.size:
        raise FileIsEmpty
    if upload.size > MAX_BYTES:
        raise FileTooLarge
    suffix = PurePath(name).suffix.lower()
    if suffix not in ACCEPTED:
        raise FileTypeNotAccepted(suffix)
    upload.seek(0)
    head = upload.read(HEAD_BYTES)
    upload.seek(0)
    if not _looks_like(suffix, head):
        raise ContentIsSomethingElse(suffix)
    return ACCEPTED[suffix]


def _looks_like(suffix: str, head: bytes) -> bool:
    try:
        found = {match.extension for match in puremagic.magic_string(head)}
    except puremagic.PureError:
        found = set()
    if suffix in TEXT:
        return b"\0" not in head and not found - TEXT
    return suffix in found and _holds_its_entries(suffix, head)


def _holds_its_entries(suffix: str, head: bytes) -> bool:
    """Whether the first entries of a zipped document are those of its kind."""
    if suffix in OFFICE_FOLDERS:
        return OFFICE_FOLDERS[suffix] in head
    if ACCEPTED[suffix].startswith(OPEN):
        return f"mimetype{ACCEPTED[suffix]}".encode() in head
    return True
