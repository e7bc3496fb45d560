"""Which items are about the same things."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.ranking.similarity import ComparedItem, neighbours, related, terms

DOCUMENTS = [
    ComparedItem(
        1,
        ("Haoto 2 opens its weights", "小型モデル", "Hummingbird Labs"),
        ("ハミングバード社が小型モデル「羽音2」の重みを公開した。",),
    ),
    ComparedItem(
        2,
        ("What Haoto 2 cost to train", "小型モデル", "Hummingbird Labs"),
        ("小型モデル「羽音2」の学習費用を一行ずつ公開した。",),
    ),
    ComparedItem(3, ("Court rules on archives", "法律"), ("裁判所は新聞社の記事の利用について判断を示した。",)),
    ComparedItem(4, ("羽音2を動かしてみた", "小型モデル"), ("手元の計算機で羽音2を動かした。",)),
    ComparedItem(
        5, ("Warehouse robots learn to sort", "ロボット"), ("倉庫の仕分けを言葉で教えるロボットが発売された。",)
    ),
    ComparedItem(6, ("Weekly mail", ""), ("",)),
]


def ids(target: int, **more: float) -> list[int]:
    return [number for number, _ in related(DOCUMENTS[target - 1], DOCUMENTS, **more)]  # type: ignore[arg-type]  # limit is given as an int


def test_what_shares_a_subject_comes_first_and_what_shares_nothing_not_at_all() -> None:
    assert ids(1) == [2, 4]
    assert ids(2)[0] == 1
    assert ids(3) == []
    assert ids(5) == []
    assert ids(6) == []


def test_limit_and_threshold() -> None:
    assert ids(1, limit=1) == [2]
    assert ids(1, threshold=0.99) == []
    assert len(ids(1, threshold=0.0)) == 5


def test_an_item_is_not_related_to_itself_and_a_copy_is_wholly() -> None:
    copy = ComparedItem(9, DOCUMENTS[0].names, DOCUMENTS[0].texts)
    found = related(DOCUMENTS[0], [*DOCUMENTS, copy])
    assert found[0][0] == 9
    assert round(found[0][1], 6) == 1.0
    assert 1 not in [number for number, _ in found]


def test_terms() -> None:
    assert terms("The Models of GPT-5.5") == ["model", "gpt-5.5"]
    assert terms("機械学習の") == ["機械", "械学", "学習"]
    assert terms("") == []


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_any_texts_can_be_compared(texts: list[str]) -> None:
    documents = [ComparedItem(number, (text,), (text,)) for number, text in enumerate(texts)]
    found = related(documents[0], documents)
    assert all(0.12 <= cosine <= 1.000001 for _, cosine in found)
    assert [cosine for _, cosine in found] == sorted((cosine for _, cosine in found), reverse=True)


@given(st.lists(st.text(alphabet="abc AI学習。", max_size=30), min_size=1, max_size=8), st.integers(1, 20))
def test_all_compared_at_once_is_each_compared_with_those_around_it(texts: list[str], span: int) -> None:
    documents = [*DOCUMENTS, *(ComparedItem(number, (text,), (text,)) for number, text in enumerate(texts, 100))]
    alike = neighbours(documents, span, limit=99)
    for at, document in enumerate(documents):
        around = {other.id for other in documents[max(0, at - span) : at + span + 1]}
        wanted = [pair for pair in related(document, documents, limit=99) if pair[0] in around]
        found, wanted_cosines = (
            {number: round(cosine, 9) for number, cosine in some} for some in (alike[document.id], wanted)
        )
        assert found == wanted_cosines


def test_the_most_similar_neighbours_come_first_up_to_the_limit() -> None:
    assert [number for number, _ in neighbours(DOCUMENTS, 9, limit=1)[1]] == [2]
    assert [number for number, _ in neighbours(DOCUMENTS, 9)[1]] == [2, 4]
    assert [number for number, _ in neighbours(DOCUMENTS, 2)[1]] == [2], "the fourth is too far away"
    assert neighbours([], 9) == {}
