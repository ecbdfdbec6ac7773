"""GraphML holds the network: read back it is the same, and the same network has the same bytes."""

from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest

import copsim
from copsim.config.scenario import Scenario
from copsim.errors import InputError
from copsim.observation.graphs import RELATIONS, records
from copsim.observation.network import Network

SEED, WEEKS, WINDOW = 3, 20, 8


@pytest.mark.parametrize("relation", RELATIONS)
def test_read_back_a_graph_is_what_was_written(relation: str, network: Network, tmp_path: Path) -> None:
    written = network.graph(relation)
    read = networkx.read_graphml(network.save(tmp_path / "it.graphml", relation))
    assert dict(read.nodes(data=True)) == dict(written.nodes(data=True))
    assert read.is_directed() is (relation != "memberships")
    ends = {edge[:2]: edge[2] for edge in written.edges(data=True)}
    assert {edge[:2]: edge[2] for edge in read.edges(data=True)} == ends
    for name in ("arm", "seed", "week", "window", "relation"):
        assert read.graph[name] == written.graph[name], name
    assert [path.name for path in tmp_path.iterdir()] == ["it.graphml"]


def test_nodes_are_people_with_all_that_is_known_of_them(network: Network) -> None:
    graph = network.graph("ties")
    levels = network.memberships.set_index(["person", "community"])["level"].to_dict()
    for row in records(network.people):
        node = graph.nodes[row.pop("person")]
        assert {name: node[name] for name in row} == row
        assert node["label"] == str(row["seat"])
    for (person, community), level in levels.items():
        assert graph.nodes[person][f"level_{community}"] == level
    told = sum(node[f"level_{q}"] != "none" for _, node in graph.nodes(data=True) for q in range(4))
    assert told == len(levels)


@pytest.mark.parametrize(("relation", "weight"), [("ties", "strength"), ("learning", "learned")])
def test_weights_are_strengths_and_amounts(relation: str, weight: str, network: Network) -> None:
    graph, table = network.graph(relation), getattr(network, relation)
    assert graph.number_of_edges() == len(table) > 0
    for source, target, value in table[["source", "target", weight]].itertuples(index=False):
        assert graph.edges[source, target]["weight"] == value


def test_memberships_make_a_two_mode_graph(network: Network) -> None:
    graph = network.graph("memberships")
    people = {node for node, kind in graph.nodes(data="bipartite") if kind == 0}
    assert networkx.is_bipartite(graph)
    assert people == set(network.people["person"])
    assert set(graph) - people == {"c0", "c1", "c2", "c3"}
    for row in records(network.memberships):
        edge = graph.edges[row["person"], f"c{row['community']}"]
        assert (edge["level"], edge["role"]) == (row["level"], row["role"])
    for row in records(network.communities):
        assert graph.degree[f"c{row['community']}"] == row["members"] == graph.nodes[f"c{row['community']}"]["members"]


def test_attributes_have_types_and_no_name_has_two(network: Network, tmp_path: Path) -> None:
    for relation in RELATIONS:
        root = ElementTree.parse(network.save(tmp_path / "it.graphml", relation)).getroot()
        keys = [key.attrib for key in root if key.tag.endswith("key")]
        names = [(key["for"], key["attr.name"]) for key in keys]
        assert len(names) == len(set(names))
        types = {(key["for"], key["attr.name"]): key["attr.type"] for key in keys}
        assert set(types.values()) <= {"long", "double", "boolean", "string"}
        assert (types["node", "expert"], types["node", "expertise_job"]) == ("boolean", "double")
        assert (types["node", "seat"], types["node", "label"]) == ("long", "string")
        assert types["edge", "weight"] == "double"


def test_the_same_seed_has_the_same_bytes_and_another_seed_others(
    scenario: Scenario, network: Network, tmp_path: Path
) -> None:
    again = copsim.network(scenario, SEED, WEEKS, WINDOW)
    other = copsim.network(scenario, SEED + 1, WEEKS, WINDOW)
    for relation in RELATIONS:
        first, second, third = (
            one.save(tmp_path / f"{n}.graphml", relation).read_bytes() for n, one in enumerate((network, again, other))
        )
        assert first == second != third


def test_an_unknown_relation_and_a_path_that_cannot_be_written_are_refused(network: Network, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"relation 'tie' is not known \(did you mean 'ties'\?\)"):
        network.graph("tie")
    with pytest.raises(InputError, match=r"cannot write .*choose another path"):
        network.save(tmp_path / "missing" / "it.graphml")
    assert list(tmp_path.iterdir()) == []
