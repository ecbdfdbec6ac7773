"""The page as a PDF: by weasyprint (the extra ``report``), else by a browser of the machine."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from copsim.errors import InputError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 120
Print = Callable[[str, str], bytes]


def printer() -> Print:
    """What makes a PDF of a page on a paper here. Errors: InputError if nothing does."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):  # not installed, or its libraries (pango) are missing
        if browser() is None:
            raise InputError(
                "a PDF needs weasyprint, or a browser such as Chromium; install it with: pip install 'copsim[report]', "
                "or leave --pdf out and print the HTML page from any browser"
            ) from None
        return by_browser
    return by_weasyprint


def by_weasyprint(page: str, paper: str = "a4") -> bytes:
    """PDF by weasyprint, which fetches nothing here: the page stands on its own."""
    import weasyprint

    sized = weasyprint.CSS(string=_sized(paper))
    return bytes(weasyprint.HTML(string=page, url_fetcher=_refuse).write_pdf(stylesheets=[sized]))


def _refuse(url: str) -> dict:
    raise ValueError(f"a report loads nothing, and {url} was asked for")


def browser() -> str | None:
    """The first browser that is found, or None."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def by_browser(page: str, paper: str = "a4") -> bytes:
    """PDF by a browser that is found on this machine, run without a window. Errors: InputError if it fails."""
    program = browser()
    if program is None:
        raise InputError("no browser was found to print with; install weasyprint with: pip install 'copsim[report]'")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page.replace("</head>", f"<style>{_sized(paper)}</style></head>"), encoding="utf-8")
        words = [program, "--headless", "--disable-gpu", "--no-sandbox", f"--user-data-dir={folder}/profile"]
        words += ["--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()]
        try:
            subprocess.run(words, capture_output=True, timeout=SECONDS, check=False)
            return target.read_bytes()
        except (subprocess.TimeoutExpired, OSError):
            raise InputError(f"{program} made no PDF; install weasyprint with: pip install 'copsim[report]'") from None


def _sized(paper: str) -> str:
    return f"@page {{ size: {'letter' if paper == 'letter' else 'A4'}; margin: 11mm 12mm; }}"
