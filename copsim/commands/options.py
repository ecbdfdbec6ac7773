"""Options of single commands."""

import argparse

PORT = 8765
VIZ_PORT = 8766
WINDOW = 26
NETWORK_FORMATS = "graphml,csv,png"
PAPERS = ("a4", "letter")
LANGUAGES = ("en", "de")


def add_serving(parser: argparse.ArgumentParser, port: int) -> None:
    """Where a page is served."""
    parser.add_argument("--host", default="127.0.0.1", help="address to serve at (default: this machine only)")
    parser.add_argument("--port", type=_port, default=port, help=f"port to serve at (default: {port})")
    parser.add_argument("--no-browser", dest="browser", action="store_false", help="open no browser")


def add_link(parser: argparse.ArgumentParser) -> None:
    """A screen of the Lab instead of words."""
    parser.add_argument(
        "--link", default="", metavar="CODE",
        help="the plans of a screen of the Policy Lab (what follows # in its address), against no plan",
    )  # fmt: skip


def add_unknowns(parser: argparse.ArgumentParser) -> None:
    """Draws of what nobody knows."""
    parser.add_argument(
        "--unknowns", action="store_true",
        help="each seed draws every behaviour parameter from its explored range, the same in all arms, as the Policy "
        "Lab does; what you set yourself is not drawn",
    )  # fmt: skip


def add_printing(parser: argparse.ArgumentParser) -> None:
    """How the report is printed."""
    parser.add_argument("--pdf", action="store_true", help="make a PDF beside it (extra 'report', or a browser)")
    parser.add_argument("--paper", choices=PAPERS, default="a4", help="of the PDF (default: a4)")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the page (default: en)")


def add_observation(parser: argparse.ArgumentParser, command: str) -> None:
    """Options of the commands that look at one world closely."""
    if command == "network":
        parser.add_argument(
            "--format", default=NETWORK_FORMATS, metavar="LIST",
            help="what to write, of graphml, csv and png, separated by commas (default: all)",
        )  # fmt: skip
        parser.add_argument(
            "--window", type=_whole, default=WINDOW, metavar="WEEKS",
            help=f"weeks over which learning and contributions are counted (default: {WINDOW})",
        )  # fmt: skip
        parser.add_argument(
            "--least-strength", type=_number, default=0.0, metavar="X", help="leave out ties weaker than X (default: 0)"
        )
    if command == "panel":
        parser.add_argument(
            "--who", required=True, metavar="WHOM",
            help="seats such as 3,17,40-45, or experts, community:0 (its members), random:20 (a sample) or all",
        )  # fmt: skip
        parser.add_argument(
            "--chosen-week", type=_whole, metavar="WEEK",
            help="choose experts or members as of this week (default: the end of the run)",
        )  # fmt: skip


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of weeks >= 0")
    return int(text)


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text!r} is no strength from 0 to 1")
    return value


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port from 1 to 65535")
    return int(text)
