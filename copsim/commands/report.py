"""``copsim report``: one printable page on whether a plan pays in a firm."""

import os
import shlex
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from copsim.commands.execution import RESULTS
from copsim.commands.progress import Progress
from copsim.commands.request import Request
from copsim.config.compose import compose_arms
from copsim.errors import InputError
from copsim.reporting.folder import writing

if TYPE_CHECKING:
    from copsim.app.screen import Screen

PAIRS = 100
MOST_PLANS = 4


def report(request: Request) -> None:
    """Write the page, and a PDF if asked for. Raises InputError for what cannot be asked or written."""
    from copsim.reporting.one_page.printing import printer

    out = _place(request)
    print_pdf = printer() if request.pdf else None
    screen, link = _screen_of_link(request) if request.link else _screen_of_words(request)
    page, facts = _made(screen, link, request)
    with writing(out):
        _write(out, page.encode())
        if print_pdf is not None:
            _write(out.with_suffix(".pdf"), print_pdf(page, request.paper))
    if not request.quiet:
        from copsim.reporting.one_page.page import text_of
        from copsim.reporting.one_page.words import texts

        print(text_of(page).partition(f" {texts(request.language)['question.title']} ")[0])
        files = f"{out} and {out.with_suffix('.pdf').name}" if request.pdf else str(out)
        print(f"{facts['pairs']} pairs of runs. The report is {files}: open it in a browser, or print it on one page.")


def _place(request: Request) -> Path:
    out = request.out or RESULTS / f"report-{datetime.now().astimezone():%Y-%m-%d_%H-%M-%S}.html"
    if out.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"--out {out} must end in .html; a PDF beside it is made with --pdf")
    for path in [out, *([out.with_suffix(".pdf")] if request.pdf else [])]:
        if path.exists() and not request.overwrite:
            raise InputError(f"{path} exists; choose another with --out, or replace it with --overwrite")
    return out


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _made(screen: "Screen", link: str, request: Request) -> tuple[str, dict]:
    from copsim.app.evidence import Evidence
    from copsim.app.findings import courses_of, facts_of
    from copsim.app.workshop import Workshop
    from copsim.reporting.one_page.page import html

    command = "" if request.link else shlex.join(request.words())
    workshop = Workshop()
    try:
        with Progress(f"simulating {len(screen.plans) + 1} worlds a pair", request.quiet) as progress:
            evidence = Evidence(screen, workshop, progress)
            evidence.gather()
        facts = facts_of(evidence, link, command, request.language)
        return html(facts, courses_of(evidence, request.language), request.paper), facts
    finally:
        workshop.close()


def _screen_of_link(request: Request) -> tuple["Screen", str]:
    from copsim.app.codec import unpacked
    from copsim.app.limits import Limits
    from copsim.app.screen import read_screen
    from copsim.commands.compare import refuse_beside_link

    refuse_beside_link(request)
    code = request.link.rpartition("#")[2]
    body = {key: value for key, value in unpacked(code).items() if key not in ("budget", "look", "kept")}
    screen = read_screen(body, Limits(people=2_000_000, weeks=10_400, person_weeks=10**12))
    return replace(screen, unknowns=True, pairs=_pairs(request.overrides, screen.pairs)), code


def _screen_of_words(request: Request) -> tuple["Screen", str]:
    """Arms that differ in their policy are plans of one firm; doing nothing is always what they are compared with."""
    from copsim.app.presets import as_screen
    from copsim.app.screen import Plan, Screen

    arms = compose_arms(request.overrides, request.scenario_file)
    bodies = {arm: as_screen(scenario) for arm, scenario in arms.scenarios.items()}
    firm, *others = [(body["firm"], body["events"]) for body in bodies.values()]
    if any(other != firm for other in others):
        raise InputError("a report compares plans in one firm, and these settings make several; vary the policy only")
    plans = [(arm, body["plans"][0]) for arm, body in bodies.items()]
    plans = [(arm, plan) for arm, plan in plans if plan["policy"] or plan["measures"]]
    if not plans:
        raise InputError("a report needs a plan beside doing nothing; name one, for instance policy=self_selected")
    if len(plans) > MOST_PLANS:
        raise InputError(f"a report takes up to {MOST_PLANS} plans, got {len(plans)}; name fewer")
    made = tuple(Plan(arm[:60], plan["policy"], tuple(plan["measures"])) for arm, plan in plans)
    screen = Screen(firm[0], tuple(firm[1]), made, pairs=_pairs(request.overrides, PAIRS))
    return screen, _link_of(screen)


def _pairs(overrides: Sequence[str], usual: int) -> int:
    """Pairs of runs: seeds=N, a count, since pair n has seed n and the n-th draw of the unknowns."""
    from copsim.config.unknowns import POINTS

    named = [text for text in overrides if text.startswith("seeds=")]
    if not named:
        return usual
    word = named[0].removeprefix("seeds=")
    if not word.isascii() or not word.isdigit() or not 2 <= int(word) <= POINTS:
        raise InputError(
            f"{named[0]} is refused: a report takes a count of pairs from 2 to {POINTS}, such as seeds=100"
        )
    return int(word)


def _link_of(screen: "Screen") -> str:
    """The code that shows a screen in the Lab; '' where the Lab refuses it (a file, too many people)."""
    from copsim.app.codec import packed, unpacked
    from copsim.app.limits import Limits
    from copsim.app.screen import read_screen

    plans = [{"name": p.name, "policy": p.policy, "measures": list(p.measures)} for p in screen.plans]
    body = {"firm": screen.firm, "events": list(screen.events), "plans": plans, "pairs": screen.pairs}
    body = {key: value for key, value in body.items() if value}
    try:
        read_screen(body, Limits())
        code = packed(body)
        unpacked(code)
    except InputError:
        return ""
    return code
