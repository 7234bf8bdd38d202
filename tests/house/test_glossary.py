"""The words in the interface and the words in the code stay paired."""

import re

from tests.house.code import first_party_models, root

ROW = re.compile(r"^\| (?P<danish>[^|]+?) \| `(?P<english>\w+)` \|", re.MULTILINE)


def test_every_model_is_in_the_glossary():
    text = (root() / "docs/glossary.md").read_text()
    glossary = {row["english"]: row["danish"] for row in ROW.finditer(text)}
    wrong = {
        f"`{name}` has {glossary.get(name, 'no row')}, not {danish}"
        for model in first_party_models()
        if glossary.get(name := model.__name__) != (danish := model._meta.verbose_name)
    }

    assert wrong == set(), "Say the same in docs/glossary.md and in the model's verbose_name"
