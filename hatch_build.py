"""The build: compiles translations, and carries what lies at the top level into the wheel."""

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
SHIPPED = {"checklists": "checklists", "resources": "resources", "docs/manual": "manual"}
"""What a wheel carries, and under which name beside the code."""


class InspectorBuildHook(BuildHookInterface[Any]):
    """Prepare a build; an editable install reads both folders where they are."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the translations, then name the folders that a wheel carries."""
        compile_catalogues(Path(self.root) / "resources" / "locale")
        if self.target_name == "wheel" and version == "standard":
            for source, name in SHIPPED.items():
                build_data["force_include"][source] = f"inspector/_shipped/{name}"


def compile_catalogues(locale: Path) -> None:
    """Write the .mo beside each .po under a folder, whole or not at all."""
    for source in locale.rglob("*.po"):
        with source.open("rb") as stream:
            catalogue = read_po(stream, abort_invalid=True)
        compiled = source.with_suffix(".mo")
        partial = compiled.with_suffix(f".{os.getpid()}.partial")
        with partial.open("wb") as stream:
            write_mo(stream, catalogue)
        partial.replace(compiled)


if __name__ == "__main__":
    compile_catalogues(ROOT / "resources" / "locale")
