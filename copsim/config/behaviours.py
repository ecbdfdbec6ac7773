"""All behaviour parameters: what we are unsure of, as one tree."""

from copsim.config.behaviour.attachment import TieLaw, Turnover
from copsim.config.behaviour.community import Awareness, Benefit, Facilitation, Joining
from copsim.config.behaviour.exchange import Meeting, Querying
from copsim.config.behaviour.learning import Forgetting, Learning
from copsim.config.behaviour.people import People, TimePrice
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
