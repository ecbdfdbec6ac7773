"""Networks as graphs of networkx, and as GraphML that networkx, igraph and Gephi read."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from copsim.errors import InputError, nearest

if TYPE_CHECKING:
    from copsim.observation.network import Network

RELATIONS = ("ties", "learning", "memberships")
WEIGHTS = {"ties": "strength", "learning": "learned"}


def graph_of(network: "Network", relation: str) -> Any:
    """A graph of one relation, directed from source to target; memberships make a two-mode graph without direction.

    Errors: InputError for another relation.
    """
    if relation not in RELATIONS:
        raise InputError(f"relation {relation!r} is not known{nearest(relation, RELATIONS)}; choose {listed()}")
    import networkx

    graph = networkx.Graph() if relation == "memberships" else networkx.DiGraph()
    graph.graph.update(
        arm=network.arm, seed=str(network.seed), week=network.week, window=network.window, relation=relation
    )
    for person, attributes in _people(network, relation):
        graph.add_node(person, **attributes)
    if relation == "memberships":
        _add_memberships(graph, network)
    else:
        table = network.ties if relation == "ties" else network.learning
        table = table.rename(columns={WEIGHTS[relation]: "weight"})
        for row in records(table):
            graph.add_edge(row.pop("source"), row.pop("target"), **row)
    return graph


def _people(network: "Network", relation: str) -> list[tuple[str, dict[str, Any]]]:
    table = network.people.assign(label=network.people["seat"].map(str), kind="person")
    more = {"bipartite": 0} if relation == "memberships" else level_columns(network)
    table = table.assign(**more)
    return [(row.pop("person"), row) for row in records(table)]


def level_columns(network: "Network") -> dict[str, list[str]]:
    """How each person belongs to each living community: columns level_0 and so on; "none" for who does not."""
    levels = network.memberships.set_index(["community", "person"])["level"].to_dict()
    alive = network.communities.loc[network.communities["alive"], "community"].tolist()
    return {f"level_{q}": [levels.get((q, person), "none") for person in network.people["person"]] for q in alive}


def _add_memberships(graph: Any, network: "Network") -> None:
    for row in records(network.communities[network.communities["alive"]].drop(columns="alive")):
        number = row["community"]
        graph.add_node(f"c{number}", label=f"community {number}", kind="community", bipartite=1, **row)
    for row in records(network.memberships):
        graph.add_edge(row.pop("person"), f"c{row.pop('community')}", weight=1.0, **row)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries of plain Python values."""
    columns = [table[name].tolist() for name in table.columns]
    return [dict(zip(table.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def save_graphml(network: "Network", path: str | Path, relation: str = "ties") -> Path:
    """Write one relation as GraphML: the same bytes for the same network, whole or not at all.

    Errors: InputError for another relation, or a path that cannot be written.
    """
    graph, path = graph_of(network, relation), Path(path)
    import networkx

    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(temporary, "wb") as file:  # the writer without lxml: its bytes do not depend on what is installed
            networkx.write_graphml_xml(graph, file)
        os.replace(temporary, path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}; choose another path") from None
    finally:
        if temporary.exists():
            temporary.unlink()
    return path


def listed() -> str:
    """The relations in words."""
    return f"{', '.join(RELATIONS[:-1])} or {RELATIONS[-1]}"
