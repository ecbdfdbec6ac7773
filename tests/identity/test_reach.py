"""What one person does differently reaches only those to whom a chain of recorded contacts leads.

Within a week effects pass from phase to phase (asking, meetings, questions, contacts at work), one link a phase, since
everything else waits for the end of the week. A community links all who belong to it or act in it. Whoever belongs to
one also makes it known to their ties: the team from the start, and everybody met since.
"""

from pathlib import Path

import pandas as pd
import pytest

import copsim

HEADCOUNT, TEAMS = 300, 24
PHASES = (("tie",), ("meeting", "duty"), ("query",), ("work",))


def roster(path: Path, seat: int, hours: float) -> Path:
    """The default firm as a roster in which one seat has other assigned hours."""
    seats = pd.DataFrame({"seat": range(HEADCOUNT)})
    seats["unit"] = seats["seat"] * 6 // HEADCOUNT
    seats["team"] = seats["seat"] * TEAMS // HEADCOUNT
    seats["site"] = seats["team"] % 4
    seats["assigned_hours"] = 28.0
    seats.loc[seat, "assigned_hours"] = hours
    seats.to_csv(path, index=False)
    return path


def ledger_of(roster: Path, policy: str, weeks: int) -> pd.DataFrame:
    """The first weeks of the firm of a roster."""
    words = [f"policy={policy}", f"weeks={weeks}", "warmup_weeks=0", f"organization.roster={roster}"]
    return copsim.simulate(copsim.compose(words), [4], detail="ledger").ledger


def linked(events: pd.DataFrame, members: dict[int, set[int]]) -> list[set[int]]:
    """Sets of seats that the events of one phase link."""
    two = events[(events["seat"] >= 0) & (events["other_seat"] >= 0)]
    links = [{int(a), int(b)} for a, b in zip(two["seat"], two["other_seat"], strict=True)]
    acting = events[(events["community"] >= 0) & (events["seat"] >= 0)]
    return links + [members.get(int(q), set()) | set(map(int, g["seat"])) for q, g in acting.groupby("community")]


def reached(ledger: pd.DataFrame, seat: int, weeks: int) -> set[int]:
    """Seats that a chain of links leads to."""
    found, members = {seat}, dict[int, set[int]]()
    known = {
        i: {j for j in range(HEADCOUNT) if j * TEAMS // HEADCOUNT == i * TEAMS // HEADCOUNT} for i in range(HEADCOUNT)
    }
    for week in range(weeks):
        events = ledger[ledger["week"] == week]
        inside = set().union(*members.values())
        step = [known[i] for i in found & inside]
        found = found.union(*step)
        for channels in PHASES:
            links = linked(events[events["channel"].isin(channels)], members)
            found = found.union(*[link for link in links if link & found])
        for row in events[(events["other_seat"] >= 0) & (events["seat"] >= 0)].itertuples():
            known[int(row.seat)].add(int(row.other_seat))
            known[int(row.other_seat)].add(int(row.seat))
        for row in events[events["kind"] == "join"].itertuples():
            members.setdefault(int(row.community), set()).add(int(row.seat))
    return found


@pytest.mark.parametrize(("policy", "weeks"), [("none", 4), ("expert_recognised", 2), ("self_selected", 1)])
def test_one_more_free_hour_changes_nobody_out_of_reach(tmp_path: Path, policy: str, weeks: int) -> None:
    """With communities everybody is soon within reach of everybody, so there the claim is held over fewer weeks."""
    outside = []
    for seat in (5, 101, 230):
        plain = ledger_of(roster(tmp_path / "plain.csv", seat, 28.0), policy, weeks)
        freed = ledger_of(roster(tmp_path / "freed.csv", seat, 27.0), policy, weeks)
        reach = reached(plain, seat, weeks) | reached(freed, seat, weeks)
        outside.append(HEADCOUNT - len(reach))
        tables = [
            table[~table["seat"].isin(reach) & ~table["other_seat"].isin(reach)].reset_index(drop=True)
            for table in (plain, freed)
        ]
        pd.testing.assert_frame_equal(*tables, check_exact=True)
    assert min(outside) >= HEADCOUNT / 5, outside
