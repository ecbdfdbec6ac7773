"""Facts as one printable page of HTML that stands on its own: words from the catalogue, one figure, no script."""

import re
from typing import Any, NamedTuple

from markupsafe import Markup

from copsim.reporting.one_page.figure import drawn_svg
from copsim.reporting.one_page.words import Words, scaled, speaking

MOST_WORDS = 350
PAPERS = {"a4": "A4", "letter": "letter"}
ADDRESS = "http://127.0.0.1:8765/"
MAIN = "net_result"
Facts = dict[str, Any]


class Detail(NamedTuple):
    """How much is told: outcomes, settings of the plan, movers, early signs, and words of a name."""

    rows: int
    settings: int
    movers: int
    signs: int
    name: int


# The fullest that keeps to MOST_WORDS is taken.
DETAILS = (
    Detail(5, 5, 3, 3, 10),
    Detail(5, 4, 2, 2, 8),
    Detail(4, 3, 2, 1, 6),
    Detail(3, 3, 1, 1, 5),
    Detail(3, 2, 1, 0, 4),
    Detail(2, 1, 1, 0, 4),
    Detail(1, 1, 1, 0, 2),
)


def html(facts: Facts, courses: Facts, paper: str = "", address: str = ADDRESS) -> str:
    """The page of facts (copsim.app.findings.facts_of) and courses (courses_of), in at most 350 words.

    paper: a4, letter, or "" for what the printer holds; the page fits either. address: of the Lab that its link opens.
    """
    words = speaking(facts["language"])
    figure = Markup(drawn_svg(courses))
    size = f" size: {PAPERS[paper]};" if paper else ""
    around = {"figure": figure, "paper": Markup(f"@page {{{size} margin: 11mm 12mm; }}"), "address": address}
    page = ""
    for detail in DETAILS:
        page = words.environment.get_template("page.html").render({**facts, **_values(words, facts, detail), **around})
        if words_of(page) <= MOST_WORDS:
            break
    return page


def _values(words: Words, facts: Facts, detail: Detail) -> Facts:
    plans = [{**plan, "name": _named(plan["name"], detail.name)} for plan in facts["plans"]]
    lead = plans[facts["lead"]]
    main = lead["outcomes"][MAIN]
    others = [plan for plan in plans if plan is not lead]
    left_out = lead["more"] + max(0, len(lead["settings"]) - detail.settings)
    return {
        "lead": lead,
        "main": main,
        "more": left_out,
        "settings": settings(words, lead["settings"][: detail.settings]),
        "rows": [_row(words, row) for row in list(lead["outcomes"].values())[: detail.rows]],
        "others": [
            {"name": p["name"], "cost": words.num(p["cost_head"]), **_row(words, p["outcomes"][MAIN])} for p in others
        ],
        "break_even": _break_even(words, facts, lead),
        "hinges": _hinges(words, facts, detail.movers),
        "fails": _fails(words, facts, main),
        "early": _early(words, facts, detail.signs),
    }


def _named(name: str, most: int) -> str:
    said_words = name.split()
    return name if len(said_words) <= most else " ".join(said_words[:most]) + "…"


def settings(words: Words, chosen: list[Facts]) -> Any:
    """'membership self selected, released hours 0.5'."""
    parts = []
    for setting in chosen:
        value = setting["value"]
        if isinstance(value, bool):
            value = words.texts["flag.true" if value else "flag.false"]
        elif isinstance(value, (int, float)):
            value = words.plain(value)
        parts.append(words.said("setting", name=setting["name"], value=value))
    return Markup(words.texts["setting.between"]).join(parts) if parts else words.said("settings.none")


def _row(words: Words, outcome: Facts) -> Facts:
    unit = outcome["unit"]
    return {
        "label": outcome["label"],
        "without": words.amount(outcome["without"], unit),
        "sure": outcome["sure"],
        "middle": words.amount(outcome["middle"], unit, signed=True),
        "range": _range(words, outcome["low"], outcome["high"], unit, signed=True),
        "better": words.said("row.better", k=outcome["better"], n=outcome["n"]),
    }


def _range(words: Words, low: float, high: float, unit: str, signed: bool = False) -> Any:
    return words.said("range", low=words.num(scaled(low, unit), signed), high=words.num(scaled(high, unit), signed))


def _break_even(words: Words, facts: Facts, lead: Facts) -> Any:
    week = lead["break_even"].get("week")
    return words.said("break_even", week=week) if facts["verdict"] == "yes" and week is not None else ""


def _hinges(words: Words, facts: Facts, most: int) -> Any:
    if not facts["drawn"]:
        return words.said("hinges.not_drawn")
    if not facts["enough"]:
        return words.said("too_few", fewest=facts["fewest"])
    if not facts["movers"]:
        return words.said("hinges.none")
    movers = [words.said("hinges.mover", says=m["says"], correlation=m["correlation"]) for m in facts["movers"][:most]]
    return words.said("hinges", movers=Markup("; ").join(movers))


def _fails(words: Words, facts: Facts, main: Facts) -> Any:
    corner = facts["corner"]
    if not facts["drawn"]:
        return words.said("hinges.not_drawn")
    if not facts["enough"]:
        return words.said("too_few", fewest=facts["fewest"])
    if facts["turns"]:
        return words.said("fails.worst" if facts["worst"] else "fails.best", box=corner["box"], effect=corner["effect"])
    return words.said("fails.no_corner", losses=main["worse"] if facts["worst"] else 0, n=main["n"])


def _early(words: Words, facts: Facts, most: int) -> Any:
    if not facts["early_pairs"]:
        return words.said("early.short")
    wire, parts = facts["tripwire"], []
    if not facts["enough"]:
        parts.append(words.said("too_few", fewest=facts["fewest"]))
    elif wire is None:
        parts.append(words.said("early.none"))
    else:
        threshold = words.amount(wire["threshold"], wire["unit"])
        parts.append(
            words.said("early.below" if wire["below"] else "early.above", label=wire["label"], threshold=threshold)
        )
        (bad, bad_well), (good, good_well) = wire["bad_side"], wire["good_side"]
        counts = {"bad": bad, "bad_well": bad_well, "good": good, "good_well": good_well}
        parts.append(words.said("early.gain" if wire["gain"] else "early.half", **counts))
    signs = [_sign(words, sign) for sign in facts["watched"][:most]]
    if signs:
        parts.append(words.said("early.watch", signs=Markup("; ").join(signs)))
    return Markup(" ").join(parts)


def _sign(words: Words, sign: Facts) -> Any:
    low, high = (words.num(scaled(sign[end], sign["unit"])) for end in ("low", "high"))
    return words.said("early.sign", label=sign["label"], low=low, high=f"{high} {words.unit(sign['unit'])}".strip())


def text_of(page: str) -> str:
    """What can be read on a page: its text without styles, figure and tags."""
    body = page.partition("<body>")[2]
    body = re.sub(r"<(svg|style)\b.*?</\1>", " ", body, flags=re.DOTALL)
    return " ".join(Markup(re.sub(r"<[^>]*>", " ", body)).unescape().split())


def words_of(page: str) -> int:
    """Words on a page: runs of characters between spaces that hold a letter or digit."""
    return sum(1 for word in text_of(page).split() if re.search(r"\w", word))
