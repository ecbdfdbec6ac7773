"""Names of all decisions that chance takes part in: the second part of every draw's address.

The numbers are frozen: changing one changes results (and is flagged *changes numbers*).
"""

# what the world offers: opportunity seed
FOUND_SEAT, FOUND_UNIT, FOUND_TIE, FOUND_HISTORY = 1, 2, 3, 11
PERSON, MATCH, ATTACHMENT = 4, 9, 10
ARRIVAL, PROBLEM = 5, 6
OFFER, APPLICANT = 7, 8
LAST_OPPORTUNITY = 63

# how people answer: response seed
SOLVE_ALONE, KEEP_TRYING = 64, 65
WHOM_TO_ASK, ACCEPT_TO_HELP, CAN_SOLVE = 66, 67, 68
WHICH_COMMUNITY, POST, GUEST, READ, ANSWER_DELAY, POST_HOUR = 69, 70, 71, 72, 73, 74
ATTEND, DUTY, VOICE, PRIORITY, VOLUNTEER, AGENDA, HEARD, SMALL_TALK = 75, 76, 77, 78, 79, 80, 81, 82
BECOME_AWARE, INTRODUCE, WHOM_TO_INTRODUCE, FIT_AS_SEEN, JOIN, LEAVE = 83, 84, 85, 86, 87, 88
EXPERTISE_AS_SEEN, ASK_EXPERT, FACILITATE = 89, 90, 91
CONTACT, CONTACT_WITH = 92, 93
ACCEPT_OFFER, LAUNCH, COOLING = 94, 95, 96
