"""Bring the Chinese catalogue in step with the code: new sentences come in, gone ones go out.

A new sentence stands in the .po with an empty translation, which the tests refuse until someone
writes it. Nothing is guessed from similar sentences.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from inspector import __version__

ROOT = Path(__file__).parent.parent
PO = ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES" / "inspector.po"
HEADER = "# Chinese sentences and words of Inspector; `make catalogue` keeps it in step."


def main() -> None:
    """Update the catalogue and say what changed."""
    with PO.open("rb") as stream:
        old = read_po(stream, abort_invalid=True)
    known = {str(message.id): message.string for message in old if message.id}
    marked = sentences()
    new = Catalog(
        locale="zh_CN",
        project="inspector",
        version=__version__,
        header_comment=HEADER,
        fuzzy=False,
    )
    new.last_translator = "Inspector contributors"
    new.language_team = "Inspector contributors"
    new.msgid_bugs_address = ""
    new.creation_date = old.creation_date
    new.revision_date = old.creation_date
    for sentence in marked:
        new.add(sentence, known.get(sentence, ""))
    with PO.open("wb") as stream:
        write_po(stream, new, width=100, sort_output=True, no_location=True)
    for sentence in sorted(marked - known.keys()):
        print(f"to translate: {sentence}")
    for sentence in sorted(known.keys() - marked):
        print(f"gone: {sentence}")


def sentences() -> set[str]:
    """Return every sentence that the code marks for translation."""
    found = extract_from_dir(ROOT / "inspector", [("**.py", "python")], {}, {"_": None, "N_": None})
    return {str(message) for _, _, message, _, _ in found}


if __name__ == "__main__":
    main()
