"""Tables of the model's description, made from the code: parameters, levers, metrics, and the order of a week.

``python -m copsim.reporting.model_tables docs/model`` writes them (``make tables``).
"""

import ast
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from copsim.config.catalogue import as_markdown
from copsim.config.declare import Declared, declared
from copsim.config.scenario import Scenario
from copsim.metrics.catalogue import METRICS

MECHANISMS = Path(__file__).parents[1] / "mechanisms"
NOTE = "Made from the code by `make tables`; a test holds it to the code.\n\n"


def tables() -> dict[str, str]:
    """Every table as a Markdown page, by file name."""
    return {
        "parameters.md": f"# Parameters\n\n{NOTE}{as_markdown()}",
        "levers.md": f"# Levers\n\n{NOTE}{lever_table()}",
        "metrics.md": f"# Metrics\n\n{NOTE}{metric_table()}",
        "schedule.md": f"# The order of a week\n\n{NOTE}{schedule_table()}",
    }


def levers() -> Iterator[Declared]:
    """What an organization can choose, and the culture that it cannot."""
    for parameter in declared(Scenario):
        is_lever = parameter.path.startswith("policy.") and parameter.path != "policy.label"
        if is_lever or parameter.path.startswith("organization.culture."):
            yield parameter


def lever_table() -> str:
    """Lever, its settings, the mechanism that reads it, the metric that feels it first."""
    rows = [
        (
            f"`{p.path}`",
            " · ".join(p.options) if p.options else f"{shown(p.default)} ({p.unit})",
            str(p.read_by),
            METRICS[p.felt].label if p.felt in METRICS else "",
            p.doc,
        )
        for p in levers()
    ]
    return table(("lever", "settings, or default (unit)", "read by", "felt first in", "meaning"), rows)


def metric_table() -> str:
    """Every metric with its unit and meaning."""
    rows = [(f"`{m.name}`", m.label, m.unit, m.better, m.doc) for m in METRICS.values()]
    return table(("metric", "label", "unit", "better", "meaning"), rows)


def schedule_table() -> str:
    """The acts of a week in their order: file, what the act does, and what the mechanism reads and writes."""
    rows: list[tuple[str, ...]] = []
    told: set[str] = set()
    for number, (module, act) in enumerate(acts(), start=1):
        source = ast.parse(source_of(module).read_text(encoding="utf-8"))
        done = next(n for n in source.body if isinstance(n, ast.FunctionDef) and n.name == act)
        rows.append((str(number), f"`{module}.{act}`", first_line(done), "" if module in told else about(source)))
        told.add(module)
    return table(("", "act", "what happens", "the mechanism"), rows)


def source_of(module: str) -> Path:
    """File of a mechanism, or of the rival of that name."""
    here = MECHANISMS / f"{module}.py"
    return here if here.is_file() else MECHANISMS / "rivals" / f"{module}.py"


def acts() -> Iterator[tuple[str, str]]:
    """(mechanism, act) in the order in which a week calls them."""
    source = ast.parse((MECHANISMS / "schedule.py").read_text(encoding="utf-8"))
    functions = {n.name: n for n in source.body if isinstance(n, ast.FunctionDef)}
    yield from calls_of(functions["week"], functions)


def calls_of(function: ast.FunctionDef, known: dict[str, ast.FunctionDef]) -> Iterator[tuple[str, str]]:
    """Calls within one function of the schedule, those of its own parts written out."""
    calls = [n for n in ast.walk(ast.Module(body=function.body, type_ignores=[])) if isinstance(n, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            yield node.func.value.id, node.func.attr
        elif isinstance(node.func, ast.Name) and node.func.id in known:
            yield from calls_of(known[node.func.id], known)


def first_line(function: ast.FunctionDef) -> str:
    """First paragraph of a docstring, on one line."""
    return " ".join((ast.get_docstring(function) or "").split("\n\n")[0].split())


def about(source: ast.Module) -> str:
    """What the header of a mechanism says after its first line, on one line."""
    paragraphs = (ast.get_docstring(source) or "").split("\n\n")
    return " ".join(" ".join(paragraphs[1:]).split())


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def shown(value: object) -> str:
    """A default as it is written in a scenario."""
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def write(folder: Path) -> None:
    """Write every table into a folder."""
    for name, text in tables().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
