"""The policy, clause by clause, in the order of policy.md."""

from policy import account, children, manner, people, photographs, times
from policy.terms import AuthorQuestion, Clause, Promise, Question

POLICY: tuple[Clause | Question | AuthorQuestion | Promise, ...] = (
    people.celebrates,
    people.authorised_staff,
    people.approved_by_a_leader,
    people.school_devices,
    people.ask_the_head,
    children.no_childs_name,
    children.nothing_private,
    children.not_aimed_at_one_child,
    children.initials_without_a_face,
    photographs.no_individual_child,
    photographs.who_can_be_recognised,
    photographs.nobody_singled_out,
    photographs.may_be_shown,
    photographs.nothing_hidden,
    photographs.deleted_from_devices,
    photographs.described,
    times.posting_hours,
    times.exceptions,
    times.trips,
    manner.no_profanity,
    manner.positive,
    manner.no_handles,
    manner.no_replies,
    manner.right_channel,
    manner.grave_news,
    manner.plain,
    account.followers,
    account.following,
    account.password,
    account.new_devices,
    account.e_safety,
    account.governors,
)
