"""The form for adding files to a task, and the message for each refused file."""

from typing import Any

from django import forms

from tasks import files
from tasks.scanning import FileIsInfected, ScannerIsAway, files_are_scanned

REFUSALS: dict[type[Exception], str] = {
    files.FileIsEmpty: "Filen er tom. Vælg en anden fil.",
    files.FileTooLarge: "Filen fylder mere end 50 MB. Del den op, eller gør den mindre.",
    files.FileTypeNotAccepted: "Filer af den type kan ikke tilføjes. Brug fx PDF, Word, Excel, "
    "PowerPoint, OpenDocument, billeder (PNG, JPEG) eller ren tekst.",
    files.ContentIsSomethingElse: "Filens indhold er noget andet, end dens navn siger. Gem den "
    "igen i det rigtige format, og prøv igen.",
    files.FileIsThereAlready: "Filen ligger her allerede og hedder »{of.name}«.",
    FileIsInfected: "Virusscanneren fandt noget skadeligt i filen ({of.what}). Den er ikke tilføjet. "
    "Sig det til jeres it-afdeling.",
    ScannerIsAway: "Filen kan ikke blive tjekket for virus lige nu og er derfor ikke tilføjet. Prøv "
    "igen om lidt.",
}
NOT_WHOLE = "Filen kom ikke helt frem. Prøv igen."


def refusal_message(refusal: Exception) -> str:
    """Return why the file was refused, and what to do."""
    return REFUSALS[type(refusal)].format(of=refusal)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or several files, cleaned to a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = data if isinstance(data, list) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in sent or [None]]


class FilesForm(forms.Form):
    """Checks only that files were sent; ``tasks.files`` checks each of them."""

    file = ManyFilesField(
        label="Filer",
        allow_empty_file=True,
        error_messages={
            "required": "Vælg en fil.",
            "invalid": NOT_WHOLE,
            "missing": NOT_WHOLE,
        },
    )

    def __init__(self, *given: Any, is_private: bool = False, **more: Any) -> None:
        """``is_private``: partners do not see the task."""
        super().__init__(*given, **more)
        scanned = (
            "De bliver tjekket for virus."
            if files_are_scanned()
            else "De bliver ikke tjekket for virus."
        )
        opened = (
            "Kun I kan åbne filerne."
            if is_private
            else "Leverandøren og KOMBIT kan også åbne filerne."
        )
        limits = "Du kan vælge flere. Hver må fylde højst 50 MB."
        self.fields["file"].help_text = f"{limits} {opened} {scanned}"

    def refuse(self, name: str, refusal: Exception) -> None:
        """Add the error of a refused file."""
        self.add_error("file", f"»{name}«: {refusal_message(refusal)}")
