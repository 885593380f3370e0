"""The command `dateline`: results on stdout, everything else on stderr.

Exit status: 0 done, 1 failed or done in part, 2 wrong usage; 130 if it was interrupted.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; never raises for what a user, a file or a terminal did."""
    # Imported here, as everything that is not needed for --help.
    from qa.cli.parser import parse
    from qa.errors import ConfigError, DatelineError, InvalidInput

    if isinstance(sys.stdout, io.TextIOWrapper):
        # Half a character from a file name, or a letter that a Latin-1 terminal does not have.
        sys.stdout.reconfigure(errors="backslashreplace")
    arguments = parse(argv)
    signal.signal(signal.SIGTERM, _stop)
    try:
        from qa.cli import commands

        status = commands.run(arguments)
        if sys.stdout:
            sys.stdout.flush()  # here, where a reader that has gone can be dealt with
    except (ConfigError, InvalidInput) as error:
        return _failed(str(error), 2)
    except DatelineError as error:
        return _failed(str(error), 1)
    except BrokenPipeError:
        # The reader of our output has gone; nothing is left to say.
        _drop_output()
        return 1
    except KeyboardInterrupt:
        return _failed("interrupted; what was finished is kept", 130)
    except Exception as error:  # noqa: BLE001  (the last line of defence: no traceback for a user)
        return _unexpected(error)
    return status


def _failed(why: str, status: int) -> int:
    from qa.cli.printing import harmless
    from qa.masking import without_keys

    # A key that was pasted into the wrong setting would be repeated with it. What a model's server
    # says of its failure, or an article's file name, must not command the terminal.
    print(f"dateline: {harmless(without_keys(why))}", file=sys.stderr)
    return status


def _unexpected(error: Exception) -> int:
    if os.environ.get("DATELINE_DEBUG"):
        traceback.print_exception(error)
    said = " ".join(str(error).split())[:300]
    if isinstance(error, OSError):  # a full disk, say, on which stdout lies
        _drop_output()
    return _failed(
        f"unexpected {type(error).__name__}: {said}. "
        "`dateline doctor` examines the archive; DATELINE_DEBUG=1 shows the traceback.",
        1,
    )


def _drop_output() -> None:
    """Keep Python from flushing stdout at exit, where it would fail once more."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # not a file: then nothing is flushed
        return


def _stop(_number: int, _frame: FrameType | None) -> None:
    # As Ctrl-C does: what is open is closed on the way out.
    raise KeyboardInterrupt
