"""Hold one case up against every clause."""

from policy.book import POLICY
from policy.terms import Asked, AuthorQuestion, Case, Clause, Question, Verdict


def judge(case: Case) -> Verdict:
    """What the policy says about this draft, in the order of the policy.

    Where it sounds like a child telling of harm, that alone: nothing else matters now.
    """
    findings = tuple(
        finding
        for clause in POLICY
        if isinstance(clause, Clause)
        for finding in clause.check(case)
    )
    if told := tuple(finding for finding in findings if finding.disclosure):
        return Verdict(told)
    return Verdict(
        findings=findings,
        questions=tuple(
            Asked(question.number, question.prompt)
            for question in POLICY
            if isinstance(question, Question) and question.applies(case.draft)
        ),
        unanswered=tuple(
            Asked(question.number, question.prompt.format(number=photo + 1), photo)
            for question in POLICY
            if isinstance(question, AuthorQuestion)
            for photo in question.photos(case.draft)
        ),
    )
