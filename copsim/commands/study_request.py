"""Words of ``copsim study``, as a request."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml

from copsim.errors import InputError, nearest

STORES = Path("results") / "studies"
VERBS = {
    "list": "list the studies that come with copsim, and those that are in results/studies",
    "plan": "say how many cases a study has, and what time and disk it takes, judged by a pilot",
    "run": "run what is missing of a study",
    "resume": "go on with a study as it was last asked for",
    "status": "say how far a study is",
    "verify": "read every page, run a random sample of cases again and compare to the bit",
    "export": "write results, report, tables, figures and provenance into a folder",
    "merge": "put the shards of a study together",
}
EXAMPLES = {
    "list": "copsim study list",
    "plan": "copsim study plan membership_by_workload",
    "run": "copsim study run first_look seeds=100 backend=processes backend.workers=2",
    "resume": "copsim study resume first_look",
    "status": "copsim study status first_look",
    "verify": "copsim study verify first_look --sample 20",
    "export": "copsim study export first_look --out results/first_look",
    "merge": "copsim study merge first_look",
}
OVERVIEW = """usage: copsim study VERB [NAME] [key=value ...] [options]

verbs:
{verbs}

A study is one of conf/study/, or a YAML file of your own. 'copsim study run --help' tells more.
"""


class StudyRequest(NamedTuple):
    """What is asked of a study. ``changes``: settings by dotted key, and seeds; ``backend``: its name and settings."""

    verb: str
    name: str = ""
    changes: dict[str, Any] = {}  # noqa: RUF012 - a named tuple's default, never changed
    backend: str = "threads"
    backend_changes: dict[str, Any] = {}  # noqa: RUF012
    store: Path | None = None
    shard: str | None = None
    parts: tuple[Path, ...] = ()
    yes: bool = False
    again: bool = False
    sample: int = 20
    seed: int = 0
    out: Path | None = None
    overwrite: bool = False
    quiet: bool = False
    words: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Name of the study without the folder and ending of its file."""
        return Path(self.name).stem if self.name.endswith((".yaml", ".yml")) else self.name

    @property
    def folder(self) -> Path:
        """Where the study is kept."""
        return self.store if self.store is not None else STORES / self.title

    def command(self) -> str:
        """Words that ask for the same study again, for another verb to be put between."""
        import shlex

        return shlex.join([*self.words, *([] if self.store is None else ["--store", str(self.store)])])


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}; see '{self.prog} --help'")


def read_study(words: Sequence[str]) -> StudyRequest | None:
    """The request that the words after ``copsim study`` make; None if there are none (help was shown).

    Raises InputError for what is unknown, SystemExit(0) after ``--help``.
    """
    if not words or words[0] in ("-h", "--help"):
        width = max(map(len, VERBS)) + 2
        print(OVERVIEW.format(verbs="\n".join(f"  {verb:{width}}{meaning}" for verb, meaning in VERBS.items())), end="")
        return None
    verb = words[0]
    if verb not in VERBS:
        raise InputError(f"unknown verb {verb!r} of study{nearest(verb, VERBS)}; known: {', '.join(VERBS)}")
    found = vars(_parser_of(verb).parse_intermixed_args(list(words[1:])))
    if verb == "list":
        return StudyRequest(verb)
    given = found.pop("words", [])
    if verb == "merge":
        found["parts"] = tuple(Path(part) for part in given)
        given = []
    return StudyRequest(verb, words=tuple(given), **found, **_settings(given))


def _parser_of(verb: str) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=f"copsim study {verb}",
        description=VERBS[verb][0].upper() + VERBS[verb][1:] + ".",
        epilog=f"example:\n  {EXAMPLES[verb]}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    if verb == "list":
        return parser
    parser.add_argument("name", help="study that comes with copsim, or YAML file")
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store (default: results/studies/NAME)")
    if verb in ("plan", "run", "resume"):
        parser.add_argument(
            "words", nargs="*", metavar="key=value",
            help="backend=threads|processes|dask|slurm, backend.workers=4 and the like"
            + ("" if verb == "resume" else "; seeds=40; stop.flow=0.01; or a setting that all cases share"),
        )  # fmt: skip
    _add_options(parser, verb)
    return parser


def _add_options(parser: argparse.ArgumentParser, verb: str) -> None:
    if verb in ("run", "resume"):
        parser.add_argument("--shard", metavar="I/N", help="run part I of N into a store of its own; merge them later")
        parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
    if verb == "run":
        parser.add_argument("--yes", action="store_true", help="run it although it has many cases")
    if verb == "resume":
        parser.add_argument("--retry-failed", dest="again", action="store_true", help="run failed cases again")
    if verb == "merge":
        parser.add_argument("words", nargs="*", metavar="DIR", help="stores of the shards (default: those beside)")
    if verb == "verify":
        parser.add_argument("--sample", type=_whole, default=20, metavar="N", help="cases to run again (default: 20)")
        parser.add_argument("--seed", type=_whole, default=0, metavar="N", help="of the choice of cases (default: 0)")
    if verb == "export":
        parser.add_argument(
            "--out", type=Path, metavar="DIR", help="output folder (default: NAME.export beside the store)"
        )
        parser.add_argument("--overwrite", action="store_true", help="write into a folder that has content")
        parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def _settings(words: Sequence[str]) -> dict[str, Any]:
    """Changes of the study and of the backend."""
    changes: dict[str, Any] = {}
    backend, of_backend = "threads", {}
    for word in words:
        key, equals, text = word.partition("=")
        if not equals or not key:
            raise InputError(f"cannot read {word!r}; write key=value, for instance seeds=40")
        if key == "backend":
            backend = text
        elif key.startswith("backend."):
            of_backend[key.removeprefix("backend.")] = _value(word, text)
        elif key in changes:
            raise InputError(f"{key} is given twice; keep one")
        else:
            changes[key] = _value(word, text)
    return {"changes": changes, "backend": backend, "backend_changes": of_backend}


def _value(word: str, text: str) -> Any:
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError:
        raise InputError(f"cannot read {word!r}; write key=value, for instance seeds=40") from None
    if isinstance(value, str) and "," in value:
        raise InputError(f"{word} lists several values, but all cases share a setting; vary it in the study's levers")
    return value


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number >= 0")
    return int(text)
