"""Facts as one printable page of HTML that stands on its own: words from the catalogue, one figure, no script."""

import re
from typing import Any

from markupsafe import Markup

from copsim.reporting.one_page.figure import drawn_svg
from copsim.reporting.one_page.words import amount, environment, num, said, texts, unit_said

MOST_WORDS = 350
PAPERS = {"a4": "A4", "letter": "letter"}
ADDRESS = "http://127.0.0.1:8765/"
MAIN = "net_result"
Facts = dict[str, Any]


def html(facts: Facts, courses: Facts, paper: str = "", address: str = ADDRESS) -> str:
    """The page of facts (copsim.app.findings.facts_of) and courses (courses_of).

    paper: a4, letter, or "" for what the printer holds; the page fits either. address: of the Lab that its link opens.
    """
    lead = facts["plans"][facts["lead"]]
    others = [plan for plan in facts["plans"] if plan is not lead]
    size = f" size: {PAPERS[paper]};" if paper else ""
    rows = list(lead["outcomes"].values())
    values = {
        "paper": Markup(f"@page {{{size} margin: 11mm 12mm; }}"),
        "lead": lead,
        "main": lead["outcomes"][MAIN],
        "settings": settings(lead),
        "rows": [_row(row) for row in (rows if not others else rows[:4])],
        "others": [{"name": p["name"], "cost": num(p["cost_head"]), **_row(p["outcomes"][MAIN])} for p in others],
        "break_even": _break_even(facts, lead),
        "figure": Markup(drawn_svg(courses)),
        "hinges": _hinges(facts),
        "fails": _fails(facts, lead["outcomes"][MAIN]),
        "early": _early(facts),
        "address": address,
    }
    return environment().get_template("page.html").render(**facts, **values)


def settings(plan: Facts) -> Any:
    """'membership self selected, released hours 0.5 h a person and week'."""
    parts = []
    for setting in plan["settings"]:
        value = setting["value"]
        if isinstance(value, bool):
            value = texts()["flag.true" if value else "flag.false"]
        elif isinstance(value, (int, float)):
            value = num(value)
        parts.append(f"{setting['name']} {value}")
    return ", ".join(parts) if parts else said("settings.none")


def _row(outcome: Facts) -> Facts:
    unit = outcome["unit"]
    return {
        "label": outcome["label"],
        "without": amount(outcome["without"], unit),
        "clear": outcome["clear"],
        "middle": amount(outcome["middle"], unit, signed=True),
        "range": _range(outcome["low"], outcome["high"], unit, signed=True),
        "better": said("row.better", k=outcome["better"], n=outcome["n"]),
    }


def _range(low: float, high: float, unit: str, signed: bool = False) -> Any:
    from copsim.reporting.one_page.words import scaled

    return said("range", low=num(scaled(low, unit), signed), high=num(scaled(high, unit), signed))


def _break_even(facts: Facts, lead: Facts) -> Any:
    week = lead["break_even"].get("week")
    return said("break_even", week=week) if facts["verdict"] == "yes" and week is not None else ""


def _hinges(facts: Facts) -> Any:
    if not facts["drawn"]:
        return said("hinges.not_drawn")
    if not facts["enough"]:
        return said("too_few", fewest=facts["fewest"])
    if not facts["movers"]:
        return said("hinges.none")
    movers = [said("hinges.mover", says=m["says"], correlation=m["correlation"]) for m in facts["movers"]]
    return said("hinges", movers=Markup("; ").join(movers))


def _fails(facts: Facts, main: Facts) -> Any:
    corner = facts["corner"]
    if not facts["drawn"]:
        return said("hinges.not_drawn")
    if not facts["enough"]:
        return said("too_few", fewest=facts["fewest"])
    if facts["turns"]:
        return said("fails.worst" if facts["worst"] else "fails.best", box=corner["box"], effect=corner["effect"])
    return said("fails.no_corner", losses=main["worse"] if facts["worst"] else 0, n=main["n"])


def _early(facts: Facts) -> Any:
    if not facts["early_pairs"]:
        return said("early.short")
    wire, parts = facts["tripwire"], []
    if not facts["enough"]:
        parts.append(said("too_few", fewest=facts["fewest"]))
    elif wire is None:
        parts.append(said("early.none"))
    else:
        threshold = amount(wire["threshold"], wire["unit"])
        parts.append(said("early.below" if wire["below"] else "early.above", label=wire["label"], threshold=threshold))
        (bad, bad_well), (good, good_well) = wire["bad_side"], wire["good_side"]
        counts = {"bad": bad, "bad_well": bad_well, "good": good, "good_well": good_well}
        parts.append(said("early.gain" if wire["gain"] else "early.half", **counts))
    signs = [_sign(sign) for sign in facts["watched"]]
    if signs:
        parts.append(said("early.watch", signs=Markup("; ").join(signs)))
    return Markup(" ").join(parts)


def _sign(sign: Facts) -> Any:
    from copsim.reporting.one_page.words import scaled

    low, high = (num(scaled(sign[end], sign["unit"])) for end in ("low", "high"))
    return said("early.sign", label=sign["label"], low=low, high=f"{high} {unit_said(sign['unit'])}".strip())


def text_of(page: str) -> str:
    """What can be read on a page: its text without styles, figure and tags."""
    body = page.partition("<body>")[2]
    body = re.sub(r"<(svg|style)\b.*?</\1>", " ", body, flags=re.DOTALL)
    return " ".join(Markup(re.sub(r"<[^>]*>", " ", body)).unescape().split())


def words_of(page: str) -> int:
    """Words on a page: runs of characters between spaces that hold a letter or digit."""
    return sum(1 for word in text_of(page).split() if re.search(r"\w", word))
