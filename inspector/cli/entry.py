"""The entry of the command line: language first, then the command; every failure a sentence."""

import gettext
import os
import sys
from collections.abc import Sequence

from inspector import paths
from inspector.domain.errors import Refused
from inspector.i18n.gettext import _, current, recognised, use

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def run(arguments: Sequence[str]) -> int:
    """Run one command and return the exit status: 0 done, 1 refused, 2 wrong usage."""
    _choose_language(arguments)
    from typer import Abort, Exit
    from typer.exceptions import TyperException

    from inspector.cli.main import app
    from inspector.cli.wording import usage_sentence

    try:
        status = app(args=list(arguments), prog_name="inspector", standalone_mode=False)
    except Refused as refusal:
        return _say_refusal(refusal)
    except TyperException as error:
        print(usage_sentence(error), file=sys.stderr)
        return WRONG_USAGE
    except Exit as exit_:
        return exit_.exit_code
    except (Abort, KeyboardInterrupt):
        print(_("Stopped."), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        from inspector.logs import write_report

        report = write_report(error)
        print(
            _(
                "The program met a fault of its own and stopped; what was saved is safe. "
                "Please send this report to whoever looks after the program: {report}"
            ).format(report=report),
            file=sys.stderr,
        )
        return REFUSED
    return status if isinstance(status, int) else DONE


def _say_refusal(refusal: Refused) -> int:
    from inspector.i18n.messages import sentence

    for issue in refusal.issues:
        print(sentence(issue), file=sys.stderr)
    return REFUSED


def _choose_language(arguments: Sequence[str]) -> None:
    """Set the language before the commands are loaded, since their help is worded on loading."""
    for at, argument in enumerate(arguments):
        name, _equals, value = argument.partition("=")
        if name == "--lang":
            chosen = recognised(value or next(iter(arguments[at + 1 : at + 2]), ""))
            if chosen is not None:
                use(chosen)
    os.environ["LANGUAGE"] = current()
    gettext.bindtextdomain("inspector", str(paths.resources() / "locale"))
    gettext.textdomain("inspector")
