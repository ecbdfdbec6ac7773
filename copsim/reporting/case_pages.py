"""Pages of company cases, made from stored results: one a case, one of all, and the gallery of the first page."""

from pathlib import Path

from copsim.cases.case import ALL, Case
from copsim.errors import InputError
from copsim.reporting.case_figures import draw_case, draw_overview
from copsim.reporting.case_tables import (
    Stored,
    finding,
    held,
    held_otherwise,
    kind_of_failure,
    level_rows,
    named_arm,
    reason,
)
from copsim.reporting.saving import save_png

BEGIN, END = "<!-- cases: begin -->", "<!-- cases: end -->"
FIGURES = "figures"
MADE = "<!-- Made by `make cases`, or from stored results by `copsim cases pages`; change the case, not this page. -->"
RULE = (
    "A statement is *shown* if it holds in at least half of the case's worlds, more often than in the counterfactual "
    "with the same chance events (too often to be chance: exact McNemar test, 5 %), and, where it is about a mean, "
    "with the whole 95 % interval of the mean. Else it is *not shown*: *not reached* in half of the worlds, or *as "
    "often without it*, or *perhaps luck*, or the *mean too close to the bound*. A counterfactual in 0 of 20 worlds "
    "can be so by definition, where what is judged cannot happen without the measure; the page says so. Twelve "
    "verdicts at 5 % mean that about one in two such runs has one that is *shown* by luck alone, if nothing were true. "
    "The pattern of a case is shown if all of its statements hold in the same worlds."
)


def write_pages(stored: Stored, docs: Path) -> list[Path]:
    """A page a case, README.md of all, and their figures. Returns the pages."""
    (docs / FIGURES).mkdir(parents=True, exist_ok=True)
    written = []
    for case in stored.cases:
        save_png(draw_case(case, stored.values, stored.verdicts), docs / FIGURES / case.name)
        written.append(docs / f"{case.name}.md")
        written[-1].write_text(page(case, stored), encoding="utf-8")
    save_png(draw_overview(stored.cases, stored.verdicts), docs / FIGURES / "overview")
    written.append(docs / "README.md")
    written[-1].write_text(index(stored), encoding="utf-8")
    return written


def page(case: Case, stored: Stored) -> str:
    """What happened, what is represented, what came out, and how sure that is."""
    said = stored.said(case)
    parts = [
        MADE,
        f"# {case.title}",
        f"*Case {case.source} of the source (Wenger and Snyder, 2000).* **{case.question}**",
        f"**{finding(case, said)}**",
        "*A computer model of a made-up firm of this kind. It neither confirms nor refutes what the company reports.*",
        f"## What happened\n\n{case.happened}",
        f"## What is compared\n\n{_worlds(case, said[ALL].seeds)}",
        f"## What came out\n\n{_statements(case, stored)}",
        f"![{case.question}]({FIGURES}/{case.name}.png)",
        _levels(case, stored),
        f"## How sure that is\n\n{_sure(case, stored)}",
        f"## How to read it\n\n{case.reading}",
        f"## What is represented, and what is not\n\n{case.represented}\n\n*Left out:* {case.left_out}",
        f"## Run it yourself\n\n```sh\ncopsim cases run {case.name}\ncopsim run scenario={case.name} seeds=20\n```\n\n"
        f"The settings are in [conf/scenario/{case.name}.yaml](../../conf/scenario/{case.name}.yaml), the statements "
        f"in [copsim/cases/companies/{case.name}.py](../../copsim/cases/companies/{case.name}.py).",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _worlds(case: Case, seeds: int) -> str:
    lines = [f"- *{named_arm(case, name)}*: {arm.words}" for name, arm in case.arms.items()]
    return (
        f"The firm is simulated {seeds} times, each time with other chance events: people, problems, ideas, job "
        "offers. Each time every set-up below meets the same chance events, so that nothing but the set-up differs. "
        "One simulation of a set-up is called a world.\n\n" + "\n".join(lines)
    )


def _statements(case: Case, stored: Stored) -> str:
    said = stored.said(case)
    rows = ["| statement | verdict | what decides it |", "|---|---|---|"]
    for one in case.statements:
        word = "**shown**" if said[one.name].shown else f"not shown: {kind_of_failure(said[one.name])}"
        why = reason(one, said[one.name])
        rows.append(f"| {one.words} | {word} | {why[0].upper()}{why[1:]} |")
    return "\n".join(rows)


def _levels(case: Case, stored: Stored) -> str:
    rows = level_rows(case, stored.levels)
    if not rows:
        return ""
    names = [named_arm(case, arm) for arm in case.arms]
    lines = [f"| | {' | '.join(names)} |", "|---|" + "---:|" * len(names)]
    lines += [f"| {name} | {' | '.join(cells)} |" for name, cells in rows]
    return "Means over seeds, with 95 % intervals:\n\n" + "\n".join(lines)


def _sure(case: Case, stored: Stored) -> str:
    total, manifest = stored.said(case)[ALL], stored.manifest
    parts = [
        f"All statements hold together in {held(total)} worlds of the case; with so few, the true share may lie "
        f"anywhere from {total.low:.0%} to {total.high:.0%} (95 % interval). In the counterfactual they do in "
        f"{held_otherwise(total)}."
    ]
    if total.draws:
        parts.append(
            f"What people are like is assumed, so all assumptions about it were varied at once, {total.draws} times, "
            f"as far as seems possible: the statements then hold together in {total.share_of_draws:.0%} of the case's "
            f"worlds and in {total.share_of_draws_counterfactual:.0%} of the counterfactual's."
        )
    parts.append(
        "This says what the model does, not what the company did: sizes and numbers of the firm are assumed. The rule "
        f"is on the [page of all cases](README.md). Made by `{manifest['command']}`, model {manifest['model']}."
    )
    return " ".join(parts)


def index(stored: Stored) -> str:
    """All cases on one page."""
    shown = sum(stored.said(case)[ALL].shown for case in stored.cases)
    rows = ["| case | question | verdict and what decides it |", "|---|---|---|"]
    for case in stored.cases:
        rows.append(f"| [{case.title}]({case.name}.md) | {case.question} | {finding(case, stored.said(case))} |")
    parts = [
        MADE,
        "# Company cases",
        "Twelve cases that the source tells, as model firms that are lived through with and without what the company "
        f"did. Of {len(stored.cases)} patterns {shown} {'is' if shown == 1 else 'are'} shown. A case that is not shown "
        "is a result too: no behaviour was changed to make a case come out.",
        f"![All cases]({FIGURES}/overview.png)",
        "\n".join(rows),
        f"## The rule\n\n{RULE}",
        "Why cases are not shown, as far as it was found out: "
        "[docs/decisions/0006-cases.md](../decisions/0006-cases.md).",
        "```sh\ncopsim cases list\ncopsim cases run hills\ncopsim cases run --all --format csv\n"
        "make cases   # all of it, these pages and the gallery of the first page\n```",
    ]
    return "\n\n".join(parts) + "\n"


def gallery(stored: Stored, docs: str) -> str:
    """A row a case: question, command, figure, finding."""
    rows = ["| question | command | finding |", "|---|---|---|"]
    for case in stored.cases:
        rows.append(
            f"| [{case.question}]({docs}/{case.name}.md) | `copsim cases run {case.name}` | "
            f"{finding(case, stored.said(case), brief=True)} [figure]({docs}/{FIGURES}/{case.name}.png) |"
        )
    return f"{BEGIN}\n" + "\n".join(rows) + f"\n{END}"


def with_gallery(stored: Stored, readme: Path, docs: Path) -> str:
    """The text of a page with the gallery between its marks. Errors: InputError if the page has none."""
    try:
        text = readme.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot read {readme}: {error.strerror}; check the path") from None
    if BEGIN not in text or END not in text:
        raise InputError(f"{readme} has no place for the gallery; write the lines {BEGIN} and {END} where it belongs")
    head, rest = text.split(BEGIN, 1)
    return head + gallery(stored, docs.as_posix()) + rest.split(END, 1)[1]
