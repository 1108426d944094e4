"""Section 6: the account."""

from policy.clause import keep

followers = keep(
    "6.1",
    "The account is public. Leaders look through its followers and block any who do "
    "not appear to belong with a school.",
    "Done by leaders, on X itself.",
)

following = keep(
    "6.2",
    "It follows only accounts with a link to education.",
    "Done by leaders, on X itself. The bot follows nobody.",
)

password = keep(
    "6.3",
    "Its password changes every term.",
    "Done by leaders. The bot posts with keys of its own and never sees the password.",
)

new_devices = keep(
    "6.4",
    "A sign-in from a new device needs the Headteacher's approval.",
    "Done by the Headteacher, on X itself.",
)

e_safety = keep(
    "6.5",
    "The school passes on e-safety reminders: never post what could upset; know how "
    "to report; be careful who you talk to, they may not be who they say; never meet "
    "anyone from online without telling your parents; the minimum age is 13.",
    "/esafety answers with them, and offers to put one forward as a post.",
)

governors = keep(
    "6.6",
    "Governors adopt this policy and review it every year.",
    "The audit trail shows them how it was followed.",
)
