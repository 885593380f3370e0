"""OpenAIEmbedder through the real SDK."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
import pytest
from fakes.openai_server import Failure, FakeOpenAI, Raw, bag_of_words

from qa.config import Config
from qa.errors import ConfigError, EmbeddingError, ModelQuota, ModelUnauthorised
from qa.llm.embeddings import OpenAIEmbedder


def vectors(*rows: object, order: list[int] | None = None) -> Raw:
    places = order or list(range(len(rows)))
    data = [{"index": place, "embedding": row} for place, row in zip(places, rows, strict=True)]
    return Raw(json.dumps({"data": data}).encode())


@pytest.fixture
def embedder(server: FakeOpenAI) -> Iterator[OpenAIEmbedder]:
    config = Config(llm_base_url=server.base_url, llm_max_retries=0, llm_timeout_s=5.0)
    made = OpenAIEmbedder(config, "embed-small")
    yield made
    made.close()


def test_vectors_are_unit_length_float32_in_the_order_of_the_texts(server, embedder):
    made = embedder.embed(["Gaza truce talks", "World Cup final"])
    assert (made.shape, made.dtype) == ((2, 64), np.float32)
    for row, text in zip(made, ["Gaza truce talks", "World Cup final"], strict=True):
        wanted = np.array(bag_of_words(text, 64))
        np.testing.assert_allclose(row, wanted / np.linalg.norm(wanted), rtol=1e-6)
    assert server.requests[0].json == {
        "model": "embed-small",
        "input": ["Gaza truce talks", "World Cup final"],
        "encoding_format": "float",
    }


def test_a_question_is_one_vector(embedder):
    np.testing.assert_array_equal(
        embedder.embed_query("Gaza truce"), embedder.embed(["Gaza truce"])[0]
    )


def test_the_servers_order_does_not_matter(server, embedder):
    server.reply_embeddings(vectors([0, 2], [3, 0], order=[1, 0]))
    np.testing.assert_array_equal(embedder.embed(["a", "b"]), [[1, 0], [0, 1]])


def test_many_texts_go_in_batches(server, embedder):
    texts = [f"story {number}" for number in range(130)]
    made = embedder.embed(texts)
    assert [len(request.json["input"]) for request in server.requests] == [64, 64, 2]
    np.testing.assert_array_equal(made[129], embedder.embed_query("story 129"))


def test_the_model_is_named_and_the_dimension_found_by_asking_once(server, embedder):
    assert embedder.model == "openai:embed-small"
    assert (embedder.dimension, embedder.dimension) == (64, 64)
    assert embedder.embed([]).shape == (0, 64)
    assert len(server.requests) == 1


def test_an_empty_text_has_a_vector_too(server, embedder):
    assert embedder.embed(["", " \n"]).shape == (2, 64)
    assert server.requests[0].json["input"] == [".", "."]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (vectors([1.0, 0.0]), "1 vectors for 2 texts"),
        (vectors([1.0], [1.0], [1.0]), "3 vectors for 2 texts"),
        (vectors([1.0], [2.0], order=[0, 0]), "1 vectors for 2 texts"),
        (vectors([1.0], [2.0], order=[1, 2]), "2 vectors for 2 texts"),
        (vectors([1.0, 0.0], [1.0]), "different lengths"),
        (vectors([], []), "different lengths"),
        (vectors(["a"], ["b"]), "not of numbers"),
        (vectors("AAAA", "BBBB"), "not of numbers"),
        (vectors([1.0, float("nan")], [1.0, 0.0]), "not finite"),
        (vectors([1.0, float("inf")], [1.0, 0.0]), "not finite"),
        (vectors([1e300, 1.0], [1.0, 0.0]), "not finite"),
        (Raw(b'{"data": null}'), "0 vectors for 2 texts"),
        (Raw(b'{"data": [1, "a"]}'), "0 vectors for 2 texts"),
    ],
)
def test_unusable_vectors_are_refused(server, embedder, reply, reason):
    server.reply_embeddings(reply)
    with pytest.raises(EmbeddingError) as caught:
        embedder.embed(["a", "b"])
    assert reason in caught.value.reason
    assert "embed-small" in caught.value.reason
    assert "DATELINE_EMBEDDER" in caught.value.remedy


def test_a_model_does_not_change_its_dimension(server, embedder):
    embedder.embed(["a"])
    server.reply_embeddings(vectors([1.0, 0.0]))
    with pytest.raises(EmbeddingError, match="2 numbers a vector, 64 before"):
        embedder.embed(["a"])


@pytest.mark.parametrize(
    ("failure", "kind"), [(Failure(401), ModelUnauthorised), (Failure(429), ModelQuota)]
)
def test_failures_are_the_chat_models_own(server, embedder, failure, kind):
    server.reply_embeddings(failure)
    with pytest.raises(kind):
        embedder.embed(["a"])


def test_a_server_is_needed():
    with pytest.raises(ConfigError, match="neither a key nor the address"):
        OpenAIEmbedder(Config(), "embed-small")
