from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from corroborate.linkage.contradictions import consistent, contradictions, standing
from corroborate.model.linkage import PairDecision, PairVerdict

SAME, DIFFERENT = PairVerdict.SAME, PairVerdict.DIFFERENT


def decide(a, b, verdict, who="ana"):
    return PairDecision(("un", str(a)), ("press", str(b)), verdict, who)


def on_one(a, b, verdict, who="ana"):
    return PairDecision(("l", str(a)), ("l", str(b)), verdict, who)


def test_a_chain_of_same_against_a_different_is_shown_with_its_shortest_chain():
    long = [on_one(1, 4, SAME), on_one(4, 5, SAME), on_one(5, 3, SAME)]
    short = [on_one(1, 2, SAME), on_one(2, 3, SAME)]
    no = on_one(3, 1, DIFFERENT, "ben")
    (clash,) = contradictions([*long, *short, no])
    assert set(clash.decisions) == {*short, no}
    assert "3 of l differs from 1 of l (ben)" in clash.words


def test_a_reviewer_who_changes_their_mind_is_taken_at_the_last_word():
    first, second = decide(1, 1, SAME), decide(1, 1, DIFFERENT)
    assert standing([first, second]) == (second,)
    assert contradictions([first, second]) == ()


def test_two_reviewers_who_disagree_are_a_contradiction():
    (clash,) = contradictions([decide(1, 1, SAME, "ana"), decide(1, 1, DIFFERENT, "ben")])
    assert len(clash.decisions) == 2


def test_related_and_cannot_tell_contradict_nothing():
    given = [
        on_one(1, 2, SAME),
        on_one(2, 1, PairVerdict.RELATED, "ben"),
        on_one(1, 2, PairVerdict.CANNOT_TELL, "cy"),
    ]
    assert contradictions(given) == ()


def test_a_record_that_differs_from_itself():
    (clash,) = contradictions([on_one(1, 1, DIFFERENT)])
    assert "itself" in clash.words


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(list(PairVerdict))),
        max_size=14,
    )
)
def test_every_contradiction_is_minimal_and_what_is_left_is_consistent(raw):
    decisions = [on_one(a, b, verdict, who=str(i)) for i, (a, b, verdict) in enumerate(raw)]
    for clash in contradictions(decisions):
        assert contradictions(clash.decisions)
        for fewer in combinations(clash.decisions, len(clash.decisions) - 1):
            assert contradictions(fewer) == ()
    kept, _ = consistent(decisions)
    assert contradictions(kept) == ()
