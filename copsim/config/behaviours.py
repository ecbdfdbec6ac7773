"""All behaviour parameters: what we are unsure of, as one tree."""

from copsim.config.behaviour.attachment import Recruiting, TieLaw, Turnover
from copsim.config.behaviour.community import Awareness, Benefit, Facilitation, Joining
from copsim.config.behaviour.exchange import Meeting, Querying
from copsim.config.behaviour.gatherings import Gathering
from copsim.config.behaviour.ideas import Ideas, Practice
from copsim.config.behaviour.learning import Forgetting, Learning
from copsim.config.behaviour.lifecycle import Lifecycle
from copsim.config.behaviour.motives import Leading, Motives, Outside, Oversight
from copsim.config.behaviour.people import People, TimePrice
from copsim.config.behaviour.practice import Codifying, Consulting
from copsim.config.behaviour.rivals import Classroom, Directory, Mentoring, Repository
from copsim.config.behaviour.work import Asking, Work
from copsim.config.declare import Group


class Behaviour(Group):
    """What people do; each group belongs to one mechanism."""

    people: People = People()
    time: TimePrice = TimePrice()
    work: Work = Work()
    asking: Asking = Asking()
    awareness: Awareness = Awareness()
    joining: Joining = Joining()
    benefit: Benefit = Benefit()
    facilitation: Facilitation = Facilitation()
    meeting: Meeting = Meeting()
    querying: Querying = Querying()
    learning: Learning = Learning()
    forgetting: Forgetting = Forgetting()
    ties: TieLaw = TieLaw()
    turnover: Turnover = Turnover()
    recruiting: Recruiting = Recruiting()
    motives: Motives = Motives()
    leading: Leading = Leading()
    oversight: Oversight = Oversight()
    outside: Outside = Outside()
    lifecycle: Lifecycle = Lifecycle()
    gathering: Gathering = Gathering()
    practice: Practice = Practice()
    ideas: Ideas = Ideas()
    codifying: Codifying = Codifying()
    consulting: Consulting = Consulting()
    mentoring: Mentoring = Mentoring()
    repository: Repository = Repository()
    directory: Directory = Directory()
    classroom: Classroom = Classroom()
