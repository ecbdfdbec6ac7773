"""``copsim compare``: paired effects of arms on the same luck."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from copsim.commands.budgets import Matched, equalized, words_of_matches, write_matches
from copsim.commands.contrast import Slice, renamed, slices
from copsim.commands.execution import Results, carry_out
from copsim.commands.request import Request
from copsim.config.compose import compose_arms
from copsim.config.grid import Arms
from copsim.config.unknowns import Unknowns, known_in, refuse_beyond
from copsim.errors import InputError

if TYPE_CHECKING:
    from copsim.commands.comparison import Comparison

MOST_SLICES_DRAWN = 4
EFFECT_WORDS = (
    ("metric", "", "Metric", "Column of summary.csv that the effect is on", ""),
    ("baseline", "", "Baseline", "Arm that the effect is measured against", ""),
    ("effect", "of the metric", "Effect", "Mean over seeds of arm less baseline in the same world", ""),
    ("low", "of the metric", "Low", "Lower end of the 95 % paired t-interval of the effect", ""),
    ("high", "of the metric", "High", "Upper end of the 95 % paired t-interval of the effect", ""),
    ("sd", "of the metric", "SD", "Standard deviation over seeds of the paired difference", ""),
    ("n", "pairs", "Pairs", "Seeds in which both arms have a value", ""),
    ("correlation", "1", "Pair correlation", "Correlation over seeds of arm and baseline", ""),
    ("runs_saved", "1", "Runs saved", "Unpaired over paired variance: without pairing so many times more runs", ""),
    ("baseline_mean", "of the metric", "Mean of the baseline", "Mean over the same pairs", ""),
    ("arm_mean", "of the metric", "Mean of the arm", "Mean over the same pairs", ""),
)
RANGE_WORDS = (
    ("middle", "of the metric", "Middle", "ranges.csv: median over seeds of arm less baseline in the same world", ""),
    ("low", "of the metric", "Low", "ranges.csv: a tenth of the pairs lies below", ""),
    ("high", "of the metric", "High", "ranges.csv: a tenth of the pairs lies above", ""),
    ("above", "share", "Above", "ranges.csv: share of pairs in which the arm has more than the baseline", ""),
    ("below", "share", "Below", "ranges.csv: share of pairs in which the arm has less than the baseline", ""),
)


def compare(request: Request) -> None:
    """Compare the arms that the request describes. Raises InputError if there are fewer than two."""
    arms = _arms_of_link(request) if request.link else compose_arms(request.overrides, request.scenario_file)
    if len(arms.scenarios) < 2:
        raise InputError("compare needs at least two arms; list them, for instance policy=none,self_selected")
    compare_arms(request, arms, request.baselines)


def _arms_of_link(request: Request) -> Arms:
    """The plans of a screen of the Policy Lab. Raises InputError if other settings than seeds stand beside the link."""
    from copsim.app.taking_along import arms_of_link

    refuse_beside_link(request)
    return arms_of_link(request.link.rpartition("#")[2], compose_arms(request.overrides).seeds)


def refuse_beside_link(request: Request) -> None:
    """A link holds all settings but seeds. Raises InputError for others beside it."""
    others = [text for text in request.overrides if not text.startswith("seeds=")]
    if others or request.scenario_file is not None:
        other = others[0] if others else f"--scenario {request.scenario_file}"
        raise InputError(f"--link holds all settings already, and {other} stands beside it; leave one of them out")


def compare_arms(request: Request, arms: Arms, baselines: Sequence[str]) -> None:
    """Simulate the arms and write effects against the named baselines (or the usual one), tables and figures.

    Like is compared with like: in a grid, arms with a baseline at the same other settings. Raises InputError for
    an unknown baseline.
    """
    parts = slices(arms.sweep, baselines)
    arms = with_unknowns(request, arms)
    arms, matched = equalized(request, arms, parts)
    carry_out(request, arms, lambda results, folder: _report(results, arms, parts, folder, matched, request.quiet))


def _report(results: Results, arms: Arms, parts: Sequence[Slice], folder: Path, matched: Matched, quiet: bool) -> str:
    """Write tables and figures into the folder; return what to print."""
    from copsim.commands.comparison import Comparison, bullets, console_width
    from copsim.commands.crossings import crossings, verdicts
    from copsim.commands.figures import draw_comparison, draw_crossings
    from copsim.commands.years import by_year

    drawn = arms.unknowns is not None
    compared = [Comparison(part, renamed(results.summary, part), results.dictionary, drawn) for part in parts]
    crossed = crossings(results.summary, parts, arms.sweep)
    sentences = [sentence for crossing in crossed for sentence in verdicts(crossing, results.dictionary)]
    _write_tables(compared, results, arms, folder)
    write_matches(matched, folder)
    pages = (
        ([f"{said_of(arms)}\n"] if drawn else [])
        + matched.pages()
        + [one.markdown() for one in compared]
        + [f"## Where arms cross\n\n{bullets(sentences)}\n"] * bool(crossed)
    )
    (folder / "table.md").write_text("\n".join(pages), encoding="utf-8")
    text_of_years = by_year(results, arms, parts, folder)
    draw_crossings(crossed, results.dictionary, folder)
    if len(parts) == 1 or (not crossed and len(parts) <= MOST_SLICES_DRAWN):
        for one in compared:
            draw_comparison(results, one.effects, one.part, folder)
    texts = [one.console(brief=len(parts) > 1) for one in compared]
    crossed_texts = [bullets(sentences, console_width())] * bool(crossed)
    of_forms = []
    if is_of_forms(arms):
        from copsim.commands.forms import report_forms

        of_forms.append(report_forms(arms, folder, quiet))
    return "\n\n".join(
        [*([said_of(arms)] if drawn else []), *matched.texts, *texts, *crossed_texts, *text_of_years, *of_forms]
    )


def with_unknowns(request: Request, arms: Arms) -> Arms:
    """The arms with draws of the unknowns, if the request or its link asks for them.

    Raises InputError for seeds beyond the draws that there are.
    """
    if request.unknowns and is_of_forms(arms):
        raise InputError("--unknowns does not go with form=: its worlds with a lost node have no draws; leave one out")
    if request.unknowns and arms.unknowns is None:
        named = [text.partition("=")[0] for text in request.overrides]
        arms = arms._replace(unknowns=Unknowns(known_in(list(arms.scenarios.values()), named)))
    if arms.unknowns is not None:
        refuse_beyond(arms.seeds)
    return arms


def said_of(arms: Arms) -> str:
    """What is drawn, in a sentence."""
    assert arms.unknowns is not None
    return (
        f"Each seed draws {arms.unknowns.count} unknowns from their explored ranges, the same in every arm: intervals "
        "of means and ranges of pairs cover luck and what nobody knows."
    )


def is_of_forms(arms: Arms) -> bool:
    """Whether the arms are forms of organization, and nothing else varies."""
    return all(list(varied) == ["form"] for varied in arms.sweep.values())


def _write_tables(compared: "Sequence[Comparison]", results: Results, arms: Arms, folder: Path) -> None:
    """effects, the settings of each arm, and a dictionary that knows the columns of effects too."""
    import pandas as pd

    from copsim.reporting.folder import write_table

    write_table(pd.concat([one.in_full(one.effects) for one in compared], ignore_index=True), folder / "effects")
    ranges = [one.in_full(one.ranges) for one in compared if one.ranges is not None]
    if ranges:
        write_table(pd.concat(ranges, ignore_index=True), folder / "ranges")
    settings = pd.DataFrame([{"arm": arm, **varied} for arm, varied in arms.sweep.items()])
    write_table(settings, folder / "arms", parquet=False)
    words = pd.DataFrame(
        EFFECT_WORDS + (RANGE_WORDS if ranges else ()), columns=["column", "unit", "label", "meaning", "better"]
    )
    words = pd.concat([words, words_of_matches()], ignore_index=True)
    write_table(pd.concat([results.dictionary, words], ignore_index=True), folder / "dictionary", parquet=False)
