"""Samples keep the shares of their strata, their order, and the smaller samples of the same set."""

from collections import Counter
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from eval.sample import sample


@dataclass(frozen=True)
class Item:
    id: str
    kind: str | None


ITEMS = st.lists(st.sampled_from(["a", "b", None]), max_size=40).map(
    lambda kinds: [Item(f"q{n}", kind) for n, kind in enumerate(kinds)]
)


@given(ITEMS, st.integers(0, 45))
def test_a_sample_keeps_shares_and_order_and_repeats(items, limit):
    found = sample(items, lambda one: one.kind, limit)
    assert found == sample(items, lambda one: one.kind, limit)
    assert len(found) == min(limit, len(items))
    places = [items.index(one) for one in found]
    assert places == sorted(set(places))
    whole = Counter(one.kind for one in items)
    for kind, count in Counter(one.kind for one in found).items():
        assert abs(count - len(found) * whole[kind] / len(items)) <= 1.5


@given(ITEMS, st.integers(0, 20), st.integers(0, 20))
def test_a_larger_sample_holds_the_smaller(items, limit, more):
    smaller = sample(items, lambda one: one.kind, limit)
    assert set(smaller) <= set(sample(items, lambda one: one.kind, limit + more))


def test_no_limit_is_everything_and_the_choice_is_not_the_first_ones():
    items = [Item(f"q{n}", None) for n in range(100)]
    assert sample(items, lambda one: one.kind, None) == tuple(items)
    assert sample(items, lambda one: one.kind, 10) != tuple(items[:10])
