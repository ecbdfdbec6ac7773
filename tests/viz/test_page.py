"""The page of ``copsim viz``: its controls are the declarations, its parts build, and it survives what people do."""

import sys

import pytest

from copsim.cli import main
from copsim.config.compose import compose
from copsim.config.declare import declared
from copsim.config.scenario import Scenario
from copsim.viz.model import ViewedModel
from copsim.viz.sliders import SHOWN, sliders

SMALL = [
    "organization.headcount=24", "organization.units=2", "organization.sites=1", "weeks=6", "warmup_weeks=4",
    "policy=self_selected",
]  # fmt: skip


@pytest.fixture(scope="module")
def base() -> Scenario:
    return compose(SMALL)


def test_every_control_is_a_declared_parameter_at_its_value(base: Scenario) -> None:
    known = {p.path: p for p in declared(Scenario)}
    controls = sliders(base)
    assert [key.replace("__", ".") for key in controls] == list(SHOWN)
    for key, control in controls.items():
        parameter = known[key.replace("__", ".")]
        assert parameter.path.rpartition(".")[2].replace("_", " ") in control["label"]
        if "min" in control:
            assert control["min"] <= control["value"] <= control["max"]
            assert parameter.unit in control["label"] or parameter.unit == "1"
        else:
            assert control["value"] in control.get("values", [True, False])


def test_the_controls_make_the_same_world_as_the_words(base: Scenario) -> None:
    values = {key: control["value"] for key, control in sliders(base).items()}
    assert ViewedModel(base, 3, **values).scenario == base


def test_settings_that_exclude_each_other_are_told_and_leave_the_world_as_it_was(base: Scenario) -> None:
    model = ViewedModel(base, 3, policy__membership__required_attendance=0.5)
    assert "contradicts membership.rule=self_selected" in model.refused
    assert model.scenario == base


def test_a_step_past_the_horizon_is_none(base: Scenario) -> None:
    model = ViewedModel(base, 3)
    for _ in range(8):
        model.step()
    assert (model.week, model.steps, model.running) == (6, 6, False)


@pytest.mark.slow
def test_the_parts_of_the_page_build_and_follow_the_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    solara = pytest.importorskip("solara", reason="solara is not installed: pip install -e '.[dev]'")
    from mesa.visualization.utils import force_update

    from copsim.viz import page

    monkeypatch.setenv(page.WORDS, '["' + '", "'.join([*SMALL, "seed=5"]) + '"]')
    model, controls = page.parameters()
    assert model.seed == controls["seed"]["value"] == 5

    @solara.component
    def Parts() -> None:
        with solara.Column():
            page.Told(model)
            page.Who(model)
            page.Courses(model)

    _, context = solara.render(Parts(), handle_error=False)
    assert any("Week 0 of 6, seed 5" in text for text in _texts(context))
    model.step()
    force_update()
    assert any("Week 1 of 6" in text for text in _texts(context))
    context.close()
    _, whole = solara.render(page.Page(), handle_error=False)
    whole.close()


def _texts(context):
    import ipyvuetify

    return [str(child) for html in context.find(ipyvuetify.Html).widgets for child in html.children]


def test_without_the_extra_the_command_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "solara" else sys)
    assert main(["viz", "policy=open"]) == 2
    assert "pip install 'copsim[viz]'" in capsys.readouterr().err
