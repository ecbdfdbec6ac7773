"""Words of ``copsim cases``, as a request."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from copsim.config.seeds import seeds_of
from copsim.errors import InputError, nearest

VERBS = {
    "list": "list the company cases and the question that each asks",
    "run": "run cases and say which patterns are shown",
    "pages": "make the pages, the figures and the gallery anew from stored results",
}
EXAMPLES = {
    "list": "copsim cases list",
    "run": "copsim cases run hills shell --out results/cases",
    "pages": "copsim cases pages results/example/cases",
}
FORMATS = ("md", "csv", "json")
SEEDS, DRAWS = 20, 64
QUICK_SEEDS, QUICK_DRAWS = 5, 8


class CasesRequest(NamedTuple):
    """What is asked of cases. ``names`` empty with ``every``: all of them. ``docs`` and ``readme``: where pages go."""

    verb: str
    names: tuple[str, ...] = ()
    every: bool = False
    seeds: tuple[int, ...] = tuple(range(SEEDS))
    draws: int = DRAWS
    format: str = "md"
    stored: Path | None = None
    docs: Path = Path("docs") / "cases"
    readme: Path | None = None
    out: Path | None = None
    overwrite: bool = False
    quiet: bool = False
    words: tuple[str, ...] = ()

    def command(self) -> list[str]:
        """Words that ask for the same again, into a new folder."""
        return ["copsim", "cases", self.verb, *self.words]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}; see '{self.prog} --help'")


def read_cases(words: Sequence[str]) -> CasesRequest | None:
    """The request that the words after ``copsim cases`` make; None if there are none (help was shown).

    Raises InputError for what is unknown, SystemExit(0) after ``--help``.
    """
    if not words or words[0] in ("-h", "--help"):
        lines = [f"  {verb:8}{meaning}" for verb, meaning in VERBS.items()]
        print("usage: copsim cases VERB [NAME ...] [options]\n\nverbs:\n" + "\n".join(lines))
        print("\nA case is one of 'copsim cases list'. 'copsim cases run --help' tells more.")
        return None
    verb = words[0]
    if verb not in VERBS:
        raise InputError(f"unknown verb {verb!r} of cases{nearest(verb, VERBS)}; known: {', '.join(VERBS)}")
    found = vars(_parser_of(verb).parse_intermixed_args(list(words[1:])))
    if verb == "run":
        return _run(found)
    return CasesRequest(verb, **found)


def _parser_of(verb: str) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=f"copsim cases {verb}",
        description=VERBS[verb][0].upper() + VERBS[verb][1:] + ".",
        epilog=f"example:\n  {EXAMPLES[verb]}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    if verb == "run":
        _add_run(parser)
    if verb == "pages":
        parser.add_argument("stored", type=Path, metavar="DIR", help="folder that 'copsim cases run' wrote")
        parser.add_argument("--docs", type=Path, default=Path("docs") / "cases", metavar="DIR", help="where pages go")
        parser.add_argument("--readme", type=Path, metavar="FILE", help="page whose gallery is to be made anew too")
    return parser


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "asked", nargs="*", metavar="NAME", help=f"cases, and seeds=N (default: {SEEDS}), draws=N (default: {DRAWS})"
    )
    parser.add_argument("--all", dest="every", action="store_true", help="all cases")
    parser.add_argument(
        "--quick", action="store_true", help=f"{QUICK_SEEDS} seeds and {QUICK_DRAWS} draws: a look, no conclusion"
    )
    parser.add_argument("--format", choices=FORMATS, default="md", help="of the table that is printed (default: md)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="output folder (default: a new one in results/)")
    parser.add_argument("--overwrite", action="store_true", help="write into a folder that has content")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def _run(found: dict[str, object]) -> CasesRequest:
    asked, quick = [str(word) for word in found.pop("asked")], bool(found.pop("quick"))  # type: ignore[attr-defined]
    names = tuple(word for word in asked if "=" not in word)
    settings = [word for word in asked if "=" in word]
    if bool(names) == bool(found["every"]):
        raise InputError("name the cases to run, or all of them with --all, not both; see 'copsim cases list'")
    counts: dict[str, object] = {"seeds": QUICK_SEEDS if quick else SEEDS, "draws": QUICK_DRAWS if quick else DRAWS}
    for word in settings:
        key, _, text = word.partition("=")
        if key not in counts:
            raise InputError(f"cannot read {word!r}; a case takes seeds=N and draws=N{nearest(key, counts)}")
        counts[key] = _value(key, text)
    words = (*names, *(["--all"] if found["every"] else []), *(["--quick"] if quick else []), *settings)
    seeds, draws = tuple(seeds_of(counts["seeds"])), counts["draws"]
    return CasesRequest("run", names, seeds=seeds, draws=draws, words=words, **found)  # type: ignore[arg-type]


def _value(key: str, text: str) -> object:
    """A count, or for seeds a list of numbers such as [3,7]."""
    if text.isdecimal():
        return int(text)
    inside = text.removeprefix("[").removesuffix("]").split(",")
    if key == "seeds" and text.startswith("[") and all(part.strip().isdecimal() for part in inside):
        return [int(part) for part in inside]
    example = "seeds=20 or seeds=[3,7]" if key == "seeds" else "draws=64, or draws=0 for none"
    raise InputError(f"{key}={text} is refused: it is no count; write {example}")
