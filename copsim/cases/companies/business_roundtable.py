"""S12 Business Roundtable: chief executives of different companies meet."""

from copsim.cases.case import CASE, COUNTERFACTUAL, Arm, Case, Lives, Statement

TWIN = "twin"
YEARS_2 = 104


def alive(lives: Lives, arm: str) -> float:
    """Communities that live after two years."""
    return float(lives[arm].columns["communities"][YEARS_2 - 1])


def transfers(lives: Lives, arm: str) -> float:
    """Expertise that came from people of other companies in three years, per person and year, less that of the twin."""
    return _transfers(lives, arm) - _transfers(lives, TWIN)


def _transfers(lives: Lives, arm: str) -> float:
    lived = lives[arm]
    return lived.metric("flow") * lived.total("flow_companies") / max(1.0, lived.total("flow"))


CASE_OF_ROUNDTABLE = Case(
    name="business_roundtable",
    source="S12",
    title="Business Roundtable: a community that no firm pays for",
    question="Does a community of chief executives from different companies live without any firm's support?",
    happened=(
        "Chief executives of different companies meet to talk about what they have in common. No company owns the "
        "meetings, pays for them, or says what they are about."
    ),
    represented=(
        "Forty people, each the head of a company of their own, with two communities that reach across companies and "
        "meet once a month. No lever of a firm is set: no money, no time, no facilitators, no sponsor, no reward."
    ),
    left_out=(
        "The companies themselves: whoever works for the chief executives, and what the executives learn there. "
        "Standing, lobbying, and the staff of the Roundtable."
    ),
    reading=(
        "In the model nothing but a community that reaches across companies brings people of different companies "
        "together, so that the second statement can hold there only: it is built in. The first is not: communities "
        "end when hardly anybody comes."
    ),
    arms={
        CASE: Arm("two communities across companies"),
        COUNTERFACTUAL: Arm("the same communities, each within one company", {"policy.form.reach": "firm"}),
        TWIN: Arm("no communities", programme=False),
    },
    statements=(
        Statement("alive", "At least one community lives after two years", "communities", alive, least=1.0),
        Statement(
            "transfers",
            "More expertise passes between companies than in the twin without communities",
            "expertise/person/year",
            transfers,
            least=0.0,
            beyond=True,
        ),
    ),
)
