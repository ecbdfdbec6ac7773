"""The command line: ``copsim run|compare|demo|network|panel|report|app|viz|study|cases|parameters``."""

import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from copsim.commands.request import Request, read
from copsim.errors import InputError

REFUSED = 2
INTERRUPTED = 130
GARBAGE = 50_000  # new objects before garbage is looked for: imports make many and leave none, a tenth of the start


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words after ``copsim`` ask for and return the exit code.

    0: done. 2: refused, after one sentence on standard error, with nothing written. 130: interrupted.
    """
    if words is None:
        gc.set_threshold(GARBAGE, 20, 20)
        signal.signal(signal.SIGTERM, _interrupt)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a console that lacks a sign shows a question mark
    try:
        asked = list(sys.argv[1:] if words is None else words)
        if asked[:1] == ["study"]:
            _do_study(asked[1:])
        elif asked[:1] == ["cases"]:
            _do_cases(asked[1:])
        elif (request := read(asked)) is not None:
            _do(request)
        sys.stdout.flush()
    except InputError as error:
        print("copsim:", " ".join(str(error).split()), file=sys.stderr)  # one line, whatever it quotes
        return REFUSED
    except KeyboardInterrupt:
        print("copsim: interrupted; nothing was written", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader, for instance head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _do(request: Request) -> None:
    """Heavy modules are imported where they are used, so that help comes at once."""
    if request.command == "parameters":
        from copsim.config.catalogue import FORMATS

        sys.stdout.write(FORMATS[request.format]())
    elif request.command == "run":
        from copsim.commands.run import run

        run(request)
    elif request.command == "compare":
        from copsim.commands.compare import compare

        compare(request)
    elif request.command == "app":
        from copsim.commands.app import app

        app(request)
    elif request.command == "report":
        from copsim.commands.report import report

        report(request)
    elif request.command == "viz":
        from copsim.commands.viz import viz

        viz(request)
    elif request.command == "network":
        from copsim.commands.network import network

        network(request)
    elif request.command == "panel":
        from copsim.commands.panel import panel

        panel(request)
    else:
        from copsim.commands.demo import demo

        demo(request)


def _do_study(words: Sequence[str]) -> None:
    from copsim.commands.study_request import read_study

    request = read_study(words)
    if request is not None:
        from copsim.commands.study import study

        study(request)


def _do_cases(words: Sequence[str]) -> None:
    from copsim.commands.cases_request import read_cases

    request = read_cases(words)
    if request is not None:
        from copsim.commands.cases import cases

        cases(request)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
