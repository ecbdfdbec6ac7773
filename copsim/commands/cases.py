"""``copsim cases``: list, run and pages."""

import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.cases.case import ALL
from copsim.cases.catalogue import CASES, cases_named
from copsim.commands.cases_request import CasesRequest
from copsim.commands.progress import Progress, say
from copsim.reporting.folder import output_folder, write_manifest, write_table, writing
from copsim.reporting.manifest import made_with

if TYPE_CHECKING:
    import pandas as pd

    from copsim.cases.case import Case
    from copsim.cases.running import CaseResults

RESULTS = Path("results")
DIGITS = 16
SHORT = ("case", "pattern", "verdict", "share", "low", "high", "share_counterfactual", "share_of_draws")


def cases(request: CasesRequest) -> None:
    """Do what is asked of cases. Raises InputError, one sentence."""
    VERBS[request.verb](request)


def _list(_: CasesRequest) -> None:
    width = max(map(len, CASES)) + 2
    for name, case in CASES.items():
        print(f"{name:{width}}{case.source:5}{case.question}")


def _run(request: CasesRequest) -> None:
    """Run, write the folder, print the table."""
    from copsim.cases.running import run_cases

    chosen = list(CASES.values()) if request.every else cases_named(request.names)
    started = datetime.now(UTC)
    out = request.out
    if out is None:
        out = RESULTS / f"cases-{started.astimezone():%Y-%m-%d_%H-%M-%S}"
    with output_folder(out, request.overwrite) as folder:
        with Progress(f"running {len(chosen)} case{'s' if len(chosen) > 1 else ''}", request.quiet) as progress:
            results = run_cases(chosen, request.seeds, request.draws, progress=progress)
        say("writing tables and figures", request.quiet)
        with writing(out):
            _write(request, chosen, results, folder, started)
    if not request.quiet:
        _print(results.verdicts, request.format)
        if request.format == "md":
            print(f"\nResults in {out}: verdicts, values and levels as CSV, figures/, dictionary.csv, manifest.json.")


def _write(
    request: CasesRequest, chosen: "list[Case]", results: "CaseResults", folder: Path, started: datetime
) -> None:
    from copsim.reporting.case_figures import draw_case, draw_overview
    from copsim.reporting.case_tables import dictionary_of_cases
    from copsim.reporting.saving import save

    for name in ("verdicts", "values", "levels"):
        write_table(getattr(results, name), folder / name, parquet=False)
    write_table(dictionary_of_cases(), folder / "dictionary", parquet=False)
    (folder / "figures").mkdir()
    for case in chosen:
        save(draw_case(case, results.values, results.verdicts), folder / "figures" / case.name)
    if len(chosen) > 1:
        save(draw_overview(chosen, results.verdicts), folder / "figures" / "overview")
    write_manifest(_manifest(request, chosen, results, started), folder)


def _manifest(request: CasesRequest, chosen: "list[Case]", results: "CaseResults", started: datetime) -> dict[str, Any]:
    from copsim.cases.running import FIRST_DRAW, SAMPLE_SEED
    from copsim.study.case import scenario_digest, tree_of
    from copsim.study.version import model_version

    version = model_version()
    return {
        "command": shlex.join(request.command()),
        "started": started.isoformat(timespec="seconds"),
        "wall_seconds": round((datetime.now(UTC) - started).total_seconds(), 1),
        **made_with(),
        "model": version,
        "seeds": list(request.seeds),
        "draws": {"count": request.draws, "sample_seed": SAMPLE_SEED, "first_seed": FIRST_DRAW},
        "refused_draws": results.refused,
        "worlds": {
            case.name: {
                arm: scenario_digest(tree_of(scenario), version)[:DIGITS] for arm, scenario in case.scenarios().items()
            }
            for case in chosen
        },
    }


def _print(verdicts: "pd.DataFrame", form: str) -> None:
    """All columns as CSV or JSON; the main ones as a table."""
    if form == "csv":
        sys.stdout.write(verdicts.to_csv(index=False, float_format="%.4g", lineterminator="\n"))
    elif form == "json":
        sys.stdout.write(verdicts.to_json(orient="records", indent=1) + "\n")
    else:
        rows = [SHORT, *(_cells(row) for row in verdicts[list(SHORT)].itertuples(index=False))]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        print("\n".join([lines[0], "|" + "---|" * len(SHORT), *lines[1:]]))


def _cells(row: Any) -> tuple[str, ...]:
    cells = [value if isinstance(value, str) else f"{value:.2f}" for value in row]
    return tuple(f"**{cell}**" if row.pattern == ALL and place == 2 else cell for place, cell in enumerate(cells))


def _pages(request: CasesRequest) -> None:
    """Pages and figures from a stored folder; nothing is run."""
    from copsim.reporting.case_pages import with_gallery, write_pages
    from copsim.reporting.case_tables import read_stored

    assert request.stored is not None
    stored = read_stored(request.stored)
    first_page = None if request.readme is None else with_gallery(stored, request.readme, request.docs)
    with writing(request.docs):
        written = write_pages(stored, request.docs)
        if request.readme is not None and first_page is not None:
            request.readme.write_text(first_page, encoding="utf-8")
    print(f"{len(written)} pages in {request.docs}, made from {request.stored}.")


VERBS = {"list": _list, "run": _run, "pages": _pages}
