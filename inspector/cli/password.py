"""inspector password: lock a workspace with a password, change it, take it away."""

from pathlib import Path
from typing import Annotated

import typer

from inspector.cli import secret
from inspector.cli.options import WorkspaceFile, command, noun
from inspector.i18n.gettext import _

group = noun(
    _("Password of the workspace: set or change, remove."),
    "inspector password set -w W.inspection",
)


@command(
    group,
    "set",
    _("Encrypt the workspace and its snapshots with a password, or change the one it has."),
    "inspector password set -w W.inspection --new-password-file E:/密码.txt",
)
def set_(
    workspace: WorkspaceFile,
    new_password_file: Annotated[
        Path | None,
        typer.Option(
            "--new-password-file",
            help=_("The file whose first line is the new password; asked for without."),
        ),
    ] = None,
) -> None:
    from inspector.services import secrecy

    is_locked = secrecy.is_locked(workspace)
    present = secret.password_of(workspace) if is_locked else None
    if new_password_file is not None:
        password = secret.from_file(new_password_file)
    else:
        # What is given for a workspace without a password can only be the one it is to have.
        password = (None if is_locked else secret.given()) or secret.asked_twice()
    files = secrecy.set_password(workspace, password, present)
    print(
        _("Encrypted: the workspace with its snapshots, {count} files in all.").format(
            count=len(files)
        )
    )
    print(
        _(
            "Whoever forgets the password cannot open the file any more, nor can anybody for them."
            " Copies made before are as they were."
        )
    )


@command(
    group,
    "remove",
    _("Write the workspace and its snapshots without encryption."),
    "inspector password remove -w W.inspection",
)
def remove(workspace: WorkspaceFile) -> None:
    from inspector.services import secrecy

    files = secrecy.remove_password(workspace, secret.password_of(workspace))
    print(
        _("No longer encrypted: the workspace with its snapshots, {count} files in all.").format(
            count=len(files)
        )
    )
