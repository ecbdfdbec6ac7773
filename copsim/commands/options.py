"""Options of single commands."""

import argparse

PORT = 8765
VIZ_PORT = 8766
PAPERS = ("a4", "letter")


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


def add_printing(parser: argparse.ArgumentParser) -> None:
    """How the report is printed."""
    parser.add_argument("--pdf", action="store_true", help="make a PDF beside it (extra 'report', or a browser)")
    parser.add_argument("--paper", choices=PAPERS, default="a4", help="of the PDF (default: a4)")


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port from 1 to 65535")
    return int(text)
