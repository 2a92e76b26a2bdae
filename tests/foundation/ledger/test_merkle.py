"""The tree of the public log is that of RFC 9162: its published vectors, and the laws of its proofs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.foundation.ledger.merkle import (
    EMPTY,
    Frontier,
    consistency_spans,
    inclusion_spans,
    leaf_hash,
    perfect,
    proves_consistency,
    proves_inclusion,
    root_of,
    span_hash,
)

LEAVES = [
    bytes.fromhex(written)
    for written in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A, B, C, D, E, F = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
)
INCLUSIONS = [(0, 1, []), (0, 8, [A, B, C]), (5, 8, [D, E, ROOTS[3]]), (2, 3, [ROOTS[1]]), (1, 5, [ROOTS[0], B, D])]
CONSISTENCIES = [(1, 1, []), (1, 8, [A, B, C]), (6, 8, [F, E, ROOTS[3]]), (2, 5, [B, D])]

sizes = st.integers(1, 200)


def grown(size: int) -> tuple[Frontier, dict]:
    frontier, hashes = Frontier(), {}
    for number in range(size):
        hashes |= dict(frontier.append(leaf_hash(str(number).encode())))
    return frontier, hashes


def proof(spans, hashes) -> list[bytes]:
    return [span_hash(span, hashes) for span in spans]


def leaf(number: int) -> bytes:
    return leaf_hash(str(number).encode())


def test_an_empty_tree_has_the_hash_of_nothing():
    assert root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_published_for_certificate_transparency(size):
    assert root_of(map(leaf_hash, LEAVES[:size])).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("index", "size", "expected"), INCLUSIONS)
def test_inclusion_proofs_are_those_published(index, size, expected):
    hashes = dict(made for frontier in [Frontier()] for one in LEAVES for made in frontier.append(leaf_hash(one)))
    found = proof(inclusion_spans(index, size), hashes)
    assert [part.hex() for part in found] == expected
    assert proves_inclusion(leaf_hash(LEAVES[index]), index, size, found, bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(("first", "second", "expected"), CONSISTENCIES)
def test_consistency_proofs_are_those_published(first, second, expected):
    hashes = dict(made for frontier in [Frontier()] for one in LEAVES for made in frontier.append(leaf_hash(one)))
    found = proof(consistency_spans(first, second), hashes)
    assert [part.hex() for part in found] == expected
    roots = [bytes.fromhex(ROOTS[size - 1]) for size in (first, second)]
    assert proves_consistency(first, second, found, *roots)


@given(sizes, st.data())
def test_every_leaf_is_proven_and_no_other_one(size, data):
    frontier, hashes = grown(size)
    index = data.draw(st.integers(0, size - 1))
    found = proof(inclusion_spans(index, size), hashes)
    assert proves_inclusion(leaf(index), index, size, found, frontier.root)
    assert not proves_inclusion(leaf(size), index, size, found, frontier.root)
    other = data.draw(st.integers(0, size))
    if other != index:
        assert not proves_inclusion(leaf(index), other, size, found, frontier.root)


@given(sizes, sizes, st.data())
def test_a_tree_that_grew_is_proven_and_one_that_was_rewritten_is_not(one, other, data):
    first, second = sorted((one, other))
    (old, _), (new, hashes) = grown(first), grown(second)
    found = proof(consistency_spans(first, second), hashes)
    assert proves_consistency(first, second, found, old.root, new.root)
    changed = data.draw(st.integers(0, first - 1))
    rewritten = root_of(leaf(-1) if number == changed else leaf(number) for number in range(first))
    assert not proves_consistency(first, second, found, rewritten, new.root)


@given(sizes, st.data())
def test_a_proof_with_a_part_changed_dropped_or_added_proves_nothing(size, data):
    frontier, hashes = grown(size)
    index = data.draw(st.integers(0, size - 1))
    found = proof(inclusion_spans(index, size), hashes)
    place = data.draw(st.integers(0, len(found)))
    forged = [
        [*found[:place], EMPTY, *found[place:]],
        *(
            [[*found[:place], EMPTY, *found[place + 1 :]], found[:place] + found[place + 1 :]]
            if place < len(found)
            else []
        ),
    ]
    assert not any(proves_inclusion(leaf(index), index, size, one, frontier.root) for one in forged)


@given(sizes)
def test_growing_writes_less_than_two_hashes_for_each_leaf_and_keeps_a_logarithm(size):
    frontier, hashes = grown(size)
    assert len(hashes) < 2 * size
    assert set(frontier.hashes) == set(perfect((0, size)))
    assert len(frontier.hashes) <= size.bit_length()


@given(sizes, st.data())
def test_a_proof_has_no_more_parts_than_the_tree_has_levels(size, data):
    index = data.draw(st.integers(0, size - 1))
    assert len(inclusion_spans(index, size)) <= (size - 1).bit_length()
    first = data.draw(st.integers(1, size))
    assert len(consistency_spans(first, size)) <= size.bit_length() + 1


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_a_leaf_that_the_tree_does_not_have_has_no_proof(index, size):
    with pytest.raises(ValueError, match="has no leaf"):
        inclusion_spans(index, size)
    assert not proves_inclusion(EMPTY, index, size, [], EMPTY)


@pytest.mark.parametrize(("first", "second"), [(0, 3), (4, 3)])
def test_a_tree_does_not_grow_out_of_an_empty_or_a_larger_one(first, second):
    with pytest.raises(ValueError, match="does not grow"):
        consistency_spans(first, second)
    assert not proves_consistency(first, second, [], EMPTY, EMPTY)
