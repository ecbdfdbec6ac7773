"""What happens in meetings and in the query channel."""

from copsim.config.declare import Group, param

ASSUMED = "assumed"


class Meeting(Group):
    """Attendance and airtime (the second scarcity)."""

    slots: int = param(
        8,
        unit="exchanges/meeting",
        bounds=(0, 60),
        explore=(6, 10),
        null=0,
        source="assumed: some eleven minutes an exchange in 90 minutes",
        doc="Exchanges for which a meeting has time, however many attend.",
    )
    attend: float = param(
        -2.2,
        unit="logit",
        bounds=(-10, 10),
        explore=(-3.2, -1.2),
        source=ASSUMED,
        doc="Readiness of an indifferent member to attend.",
    )
    attend_fit: float = param(
        2.5,
        unit="logit per unit passion",
        bounds=(0, 20),
        explore=(1.0, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of passion for the domain.",
    )
    attend_benefit: float = param(
        1.5,
        unit="logit per unit benefit",
        bounds=(0, 20),
        explore=(0.5, 3.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of the benefit experienced before.",
    )
    attend_agenda: float = param(
        0.8,
        unit="logit",
        bounds=(0, 20),
        explore=(0.2, 2.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of an own open problem that is on the agenda.",
    )
    attend_habit: float = param(
        1.5,
        unit="logit",
        bounds=(0, 20),
        explore=(0.5, 3.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of having attended before.",
    )
    attend_identification: float = param(
        0.5,
        unit="logit",
        bounds=(0, 20),
        explore=(0.0, 1.5),
        null=0.0,
        source=ASSUMED,
        doc="Pull of identification with the community.",
    )
    habit_memory: float = param(
        0.10,
        unit="share",
        bounds=(0, 1),
        explore=(0.05, 0.3),
        null=0.0,
        source=ASSUMED,
        doc="Weight of the latest meeting in the habit of attending.",
    )
    agenda_topics: int = param(
        1,
        unit="topics",
        bounds=(0, 64),
        explore=(1, 2),
        null=0,
        source=ASSUMED,
        doc="Topics on the agenda of one meeting.",
    )
    heard: float = param(
        0.3,
        unit="probability",
        bounds=(0, 1),
        explore=(0.1, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Chance that a member's open problem is known to those who set the agenda.",
    )
    heard_facilitated: float = param(
        0.9,
        unit="probability",
        bounds=(0, 1),
        explore=(0.5, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="The same when a facilitator prepares the agenda.",
    )
    voice: float = param(
        -2.5,
        unit="logit",
        bounds=(-10, 10),
        explore=(-3.5, -1.5),
        source=ASSUMED,
        doc="Readiness of an indifferent attendee to take the floor.",
    )
    voice_passion: float = param(
        3.0,
        unit="logit per unit passion",
        bounds=(0, 20),
        explore=(1.5, 4.5),
        null=0.0,
        source=ASSUMED,
        doc="Passion gives voice.",
    )
    voice_need: float = param(
        2.5,
        unit="logit",
        bounds=(0, 20),
        explore=(1.0, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="An open problem on the domain gives voice.",
    )
    voice_agenda: float = param(
        0.5,
        unit="logit",
        bounds=(0, 20),
        explore=(0.2, 1.5),
        null=0.0,
        source=ASSUMED,
        doc="An open problem that is on the agenda gives more voice.",
    )
    voice_identification: float = param(
        0.7,
        unit="logit",
        bounds=(0, 20),
        explore=(0.0, 1.5),
        null=0.0,
        source=ASSUMED,
        doc="Identification gives voice.",
    )
    volunteer: float = param(
        -2.5,
        unit="logit",
        bounds=(-10, 10),
        explore=(-3.5, -1.5),
        source=ASSUMED,
        doc="Readiness of an indifferent attendee of middling expertise to answer a question.",
    )
    listening: float = param(
        0.05,
        unit="attention",
        bounds=(0, 1),
        explore=(0.0, 0.05),
        null=0.0,
        source="assumed; airtime limits exchange, not broadcast",
        doc="Attention of an uninterested listener.",
    )
    need_attention: float = param(
        0.8,
        unit="attention",
        bounds=(0, 1),
        explore=(0.4, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="Attention that an open problem on the topic brings.",
    )


class Querying(Group):
    """Questions and answers between meetings, and the attention they cost (the third scarcity)."""

    post: float = param(
        -2.6,
        unit="logit",
        bounds=(-10, 10),
        explore=(-3.6, -1.6),
        source=ASSUMED,
        doc="Readiness to post an open problem to a community.",
    )
    post_first: float = param(
        1.5,
        unit="logit",
        bounds=(0, 10),
        explore=(0.5, 2.5),
        null=0.0,
        source=ASSUMED,
        doc="Extra readiness of someone who joins in order to ask.",
    )
    post_hours: float = param(
        0.3,
        unit="h/question",
        bounds=(0, 10),
        explore=(0.1, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Time to write a question.",
    )
    repost_weeks: int = param(
        4,
        unit="weeks",
        bounds=(1, 52),
        explore=(2, 8),
        source=ASSUMED,
        doc="Time before the same problem is posted again.",
    )
    answer: float = param(
        -3.4,
        unit="logit",
        bounds=(-10, 10),
        explore=(-4.4, -2.4),
        source=ASSUMED,
        doc="Readiness of an indifferent reader of middling expertise to answer.",
    )
    answer_passion: float = param(
        3.5,
        unit="logit per unit passion",
        bounds=(0, 20),
        explore=(2.0, 5.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of passion for the topic (also in meetings).",
    )
    answer_expertise: float = param(
        1.5,
        unit="logit per unit expertise",
        bounds=(0, 20),
        explore=(0.5, 3.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of knowing the topic (also in meetings).",
    )
    able_from: float = param(
        0.4,
        unit="expertise",
        bounds=(0, 1),
        explore=(0.2, 0.6),
        source=ASSUMED,
        doc="Expertise that counts as middling: more of it makes readier to answer, less of it less ready.",
    )
    answer_identification: float = param(
        1.0,
        unit="logit",
        bounds=(0, 20),
        explore=(0.0, 2.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of identification with the community (also in meetings).",
    )
    answer_reciprocity: float = param(
        0.5,
        unit="logit",
        bounds=(0, 10),
        explore=(0.0, 1.5),
        null=0.0,
        source=ASSUMED,
        doc="Pull of having received more answers in the community than given, at its most (also in meetings).",
    )
    debt_fade: float = param(
        0.02,
        unit="1/week",
        bounds=(0, 1),
        explore=(0.005, 0.1),
        source=ASSUMED,
        doc="Part of what is owed that is forgotten in a week.",
    )
    answer_recognition: float = param(
        0.7,
        unit="logit",
        bounds=(0, 10),
        explore=(0.3, 1.2),
        null=0.0,
        source="between assumed and positive feedback d = .33 (Deci, Koestner and Ryan 1999): odds x 1.8",
        doc="Pull of recognition, where the policy gives it.",
    )
    answer_hours: float = param(
        0.4,
        unit="h/answer",
        bounds=(0, 10),
        explore=(0.2, 0.8),
        null=0.0,
        source=ASSUMED,
        doc="Time to write an answer.",
    )
    answers_read: int = param(
        3,
        unit="answers",
        bounds=(1, 8),
        explore=(1, 5),
        source=ASSUMED,
        doc="Answers that an asker follows up.",
    )
    checks_per_day: float = param(
        4.0,
        unit="1/working day",
        bounds=(0.01, 100),
        explore=(1.0, 8.0),
        source=ASSUMED,
        doc="How often a reader looks at the channel.",
    )
    effort_floor: float = param(
        0.3,
        unit="effort",
        bounds=(0, 1),
        explore=(0.1, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Effort of an answer by somebody without passion for the topic.",
    )
    effort_identification: float = param(
        0.5,
        unit="effort",
        bounds=(0, 1),
        explore=(0.2, 0.8),
        null=0.0,
        source=ASSUMED,
        doc="Effort that identification with the community adds to that of passion.",
    )
    effort_solves: float = param(
        0.6,
        unit="share",
        bounds=(0, 1),
        explore=(0.2, 0.9),
        null=0.0,
        source=ASSUMED,
        doc="Part of the chance to solve that depends on the effort of the answer.",
    )
    message_hours: float = param(
        0.042,
        unit="h/message",
        bounds=(0, 1),
        explore=(0.02, 0.08),
        null=0.0,
        source="assumed: 2.5 minutes",
        doc="Time to read one message.",
    )
    reading_value: float = param(
        0.3,
        unit="logit",
        bounds=(0, 10),
        explore=(0.1, 0.6),
        null=0.0,
        source="assumed; shape of Ren and Kraut 2014: benefit concave, cost linear",
        doc="Worth of reading: sets the share of messages that a member reads.",
    )
    reading_least: float = param(
        0.0,
        unit="share",
        bounds=(0, 1),
        explore=(0.0, 0.1),
        null=0.0,
        source=ASSUMED,
        doc="Share of messages that reaches even somebody for whom reading is not worth the time; at 0 they mute it.",
    )
    surge_messages: float = param(
        12.0,
        unit="messages",
        bounds=(0, 10_000),
        explore=(6.0, 24.0),
        source="assumed: half an hour at 2.5 minutes a message",
        doc="Messages that a member reads beyond the usual number in a week that brings many more.",
    )
    job_interest: float = param(
        0.4,
        unit="interest",
        bounds=(0, 1),
        explore=(0.2, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Least interest in messages on the topic of the own job.",
    )
    chatter: float = param(
        0.0,
        unit="messages/member/week",
        bounds=(0, 10),
        explore=(0.0, 0.5),
        null=0.0,
        source=ASSUMED,
        doc="Messages that ask nothing.",
    )
