"""The limit of uploads, before any view is called."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class BoundedUpload(FileUploadHandler):
    """Refuses a form with files by its length, before any of it is stored.

    Django limits a form's fields and not its files, and reads them all to find the CSRF token:
    without this anybody could fill the disk. Signed-in people may send somewhat more than a
    task's file, so that a file that is too large gets an error beside its field.
    """

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002  # Django's signature
        META: dict[str, Any],  # noqa: ARG002, N803  # as above
        content_length: int,
        *_more: Any,
    ) -> None:
        """Raises RequestDataTooBig."""
        user = getattr(self.request, "user", None)
        allowed = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if user is not None and user.is_authenticated:
            allowed = settings.UPLOAD_MAX_BYTES
        if content_length > allowed:
            raise RequestDataTooBig("A form with files is larger than UPLOAD_MAX_BYTES")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  # as above
        """Pass it on to the next handlers."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to them."""
