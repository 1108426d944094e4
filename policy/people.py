"""Section 1: people."""

from policy.clause import keep
from policy.terms import Duty

celebrates = keep(
    "1.1",
    "The account celebrates achievement, shares school news and shows safe, "
    "responsible use of social media.",
    "The draft's manner is read under section 5.",
)

authorised_staff = keep(
    "1.2",
    "Only staff whom the Headteacher has authorised may put a draft forward.",
    "The roster says who they are; a message from anybody else is not a draft.",
    Duty.MUST,
)

approved_by_a_leader = keep(
    "1.3",
    "A senior leader approves every post before it is published, and nobody "
    "approves their own.",
    "No step leads from a draft to the feed but through a leader's approval, and "
    "whoever wrote a word of it cannot give that.",
    Duty.MUST,
)

school_devices = keep(
    "1.4",
    "Leaders moderate from school devices; authorised staff may draft from "
    "personal ones.",
    "The approval card says so, and the audit trail says who decided.",
)

ask_the_head = keep(
    "1.5",
    "In doubt, ask the Headteacher.",
    "A button on every card hands the decision to the Headteacher.",
    Duty.ASK,
)
