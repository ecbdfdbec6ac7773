"""What the columns of networks and panels mean: unit, label and meaning, by table."""

import pandas as pd

from copsim.state.world import USES

WHO = (
    ("person", "", "Person", "Lasting identity, the same in every world: seat@hire_week"),
    ("seat", "", "Seat", "Lasting number of the seat"),
    ("hire_week", "week", "Hired in", "Reported week of hiring; negative: before week 0"),
    ("unit", "", "Unit", "Number of the unit"),
    ("team", "", "Team", "Number of the team"),
    ("site", "", "Site", "Number of the site"),
    ("job_topic", "", "Topic of the job", "Number of the topic"),
    ("tenure", "weeks", "Tenure", "Weeks since hiring"),
    (
        "expert",
        "",
        "Expert",
        "Whether in the upper tenth of expertise at week 0, or above that mark at hire",
    ),
    ("expertise_job", "0-1", "Expertise on the job", "Expertise on the topic of the job"),
    ("expertise_mean", "0-1", "Mean expertise", "Mean over all topics"),
    ("expertise_total", "topics", "Total expertise", "Sum over all topics"),
    ("passion_job", "0-1", "Passion for the job", "Passion for the topic of the job"),
    ("assigned_hours", "h/week", "Assigned hours", "Hours of assigned work of the seat"),
    ("overload", "share of capacity", "Overload", "Running mean of hours beyond capacity"),
)
BELONGING = (
    ("communities", "", "Communities", "Numbers of the communities to which the person belongs, such as 0 3"),
    ("memberships", "", "Memberships", "How many communities that are"),
)
KNOWING = (
    ("ties", "ties", "Ties", "People kept in mind, however weak the tie"),
    ("tie_strength", "ties", "Strength of ties", "Sum of their strengths (a tie at full strength counts 1)"),
)
PEOPLE = (
    *WHO,
    *BELONGING,
    ("main_community", "", "Main community", "Where the person contributed most in the window, then attended most, then"
     " the lowest number; -1 for none"),
    ("role", "", "Role", "The one closest to the core in any community, as in memberships; none for no member"),
    *KNOWING,
    ("learned", "expertise", "Learned", "Expertise gained from others in the window, whether they are still there or"
     " not"),
    ("taught", "expertise", "Taught", "Expertise that others gained from this person in the window"),
)  # fmt: skip
PAIR = (
    ("same_unit", "", "Same unit", "Whether both work in one unit"),
    ("same_team", "", "Same team", "Whether both work in one team"),
    ("same_site", "", "Same site", "Whether both work at one site"),
)
TIES = (
    ("source", "", "Source", "Person who keeps the tie"),
    ("target", "", "Target", "Person whom the source keeps in mind"),
    *PAIR,
    ("strength", "0-1", "Strength", "Strength of the tie; weight in GraphML"),
)
LEARNING = (
    ("source", "", "Source", "Person who taught"),
    ("target", "", "Target", "Person who learned"),
    *PAIR,
    ("learned", "expertise", "Learned", "Expertise gained from source in the window; weight in GraphML"),
    ("by_tie", "expertise", "By asking", "Part gained by asking for help along a tie"),
    ("by_meeting", "expertise", "At meetings", "Part gained at meetings of communities"),
    ("by_query", "expertise", "By answers", "Part gained from answers to questions between meetings"),
    ("by_practice", "expertise", "By reading", "Part gained by reading practice that source wrote last"),
    ("by_mentoring", "expertise", "By mentoring", "Part gained from source as an assigned mentor"),
    ("by_directory", "expertise", "By directory", "Part gained from source, found in the expert directory"),
)
MEMBERSHIPS = (
    ("person", "", "Person", "Who belongs"),
    ("community", "", "Community", "To which community; node c0 and so on in GraphML"),
    ("level", "", "Level", "How: reader, participant or obliged"),
    ("contributions", "1", "Contributions", "Answers, stories and items of practice for the community in the window"),
    ("attended", "meetings", "Attended", "Meetings attended in the window"),
    ("role", "", "Role", "core: the fewest who made half of all contributions, equals all in; active: others who"
     " contributed or came to half of the meetings; peripheral: the rest; member without a window"),
)  # fmt: skip
COMMUNITIES = (
    ("community", "", "Community", "Lasting number"),
    ("alive", "", "Alive", "Whether it is there; GraphML holds those alive"),
    ("topics", "", "Topics", "Numbers of the topics of its domain"),
    ("members", "people", "Members", "Who belongs"),
    ("core", "people", "Core", "Members in the core"),
    ("active", "people", "Active", "Active members"),
    ("peripheral", "people", "Peripheral", "Peripheral members"),
    ("units", "units", "Units", "Units from which members come"),
)
OVERVIEW = (
    ("people", "people", "People", "Everybody employed"),
    ("member_share", "share of people", "Members", "People in at least one community"),
    ("several_share", "share of people", "In several", "People in two or more communities"),
    ("core_share", "share of people", "Core", "People in the core of at least one community"),
    ("active_share", "share of people", "Active", "People who are active in one, and in the core of none"),
    ("peripheral_share", "share of people", "Peripheral", "People who are peripheral members only"),
    ("communities", "communities", "Communities", "Communities alive"),
    ("memberships", "memberships", "Memberships", "Pairs of person and community"),
    ("ties", "ties", "Ties", "Ties kept, counted by who keeps them"),
    ("ties_each", "ties/person", "Ties each", "Mean number of ties that a person keeps"),
    ("mean_strength", "0-1", "Mean strength", "Mean strength of ties"),
    ("density", "share of pairs", "Density", "Ties over all ordered pairs of people"),
    ("reciprocity", "share of ties", "Reciprocity", "Ties that the other keeps too"),
    ("ties_across_units", "share of ties", "Across units", "Ties to people of another unit"),
    ("ties_between_fellows", "share of ties", "Between fellows", "Ties between members of the same community"),
    ("learned", "expertise", "Learned", "Expertise gained in the window from people who are still there"),
    ("learned_across_units", "share of learned", "Learned across units", "Part of it from people of another unit"),
)
PANEL = (
    (
        "status",
        "",
        "Status",
        "present; hired (came at the week's end); left (worked, then quit or was laid off at its end); vacant; closed "
        "(a seat that there is not yet, or no more)",
    ),
    *WHO,
    *BELONGING,
    *KNOWING,
    ("price", "0-1", "Price of an hour", "Shadow price of time at the week's end: near 1 when no hour is free"),
    *[(f"hours_{use}", "h", f"Hours: {use}", f"Hours of the week for {use}") for use in USES],
    ("hours", "h", "Hours", "All hours of the week"),
    ("gained", "expertise", "Gained", "Expertise gained in the week, before forgetting"),
    ("gained_work", "expertise", "Gained at work", "Part from the routine of the job"),
    ("gained_alone", "expertise", "Gained from problems", "Part from solving own problems"),
    ("gained_tie", "expertise", "Gained by asking", "Part from help along ties"),
    ("gained_meeting", "expertise", "Gained at meetings", "Part from meetings of communities"),
    ("gained_query", "expertise", "Gained by answers", "Part from answers between meetings"),
    ("gained_practice", "expertise", "Gained by reading", "Part from codified practice"),
    ("gained_mentoring", "expertise", "Gained by mentoring", "Part from an assigned mentor"),
    ("gained_directory", "expertise", "Gained by directory", "Part from help of people found in the expert directory"),
    ("gained_classroom", "expertise", "Gained by training", "Part from classroom training"),
    ("gained_from", "", "Gained from", "People from whom something was gained, most first"),
    ("taught", "expertise", "Taught", "Expertise that others gained from this person in the week"),
    ("contributions", "1", "Contributions", "Answers, stories and items of practice in the week"),
    ("attended", "meetings", "Attended", "Meetings of communities attended in the week"),
    ("open_problems", "problems", "Open problems", "Problems that wait at the seat at the week's end"),
    ("expertise_0", "0-1", "Expertise by topic", "Expertise on topic 0; a column for each topic"),
)
KEYS = (
    ("arm", "", "Arm", "Name of the scenario"),
    ("seed", "", "Seed", "Seed of the world"),
    ("week", "week", "Week", "Of networks: reported weeks that have passed. Of panels: the reported week; state is that"
     " at its end"),
)  # fmt: skip
WORDS = {
    "people": PEOPLE,
    "ties": TIES,
    "learning": LEARNING,
    "memberships": MEMBERSHIPS,
    "communities": COMMUNITIES,
    "overview": OVERVIEW,
    "panel": PANEL,
}


def dictionary(tables: tuple[str, ...]) -> pd.DataFrame:
    """A row a column: table, column, unit, label, meaning."""
    rows = [(", ".join(tables), *words) for words in KEYS]
    rows += [(table, *words) for table in tables for words in WORDS[table]]
    return pd.DataFrame(rows, columns=["table", "column", "unit", "label", "meaning"]).assign(better="")


DICTIONARY = dictionary(tuple(WORDS))
