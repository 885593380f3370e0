"""The embedding model that the configuration names."""

from __future__ import annotations

from qa.config import Config
from qa.errors import ConfigError
from vectorstore.embedding import Embedder


def make_embedder(config: Config) -> Embedder:
    """`minilm`, `openai:MODEL` or `chroma:FUNCTION`, ready to use.

    Raises:
        ConfigError: no such kind of model.
        EmbeddingError: the model is missing or altered.
    """
    kind, _, name = config.embedder.partition(":")
    if kind == "minilm" and not name:
        from vectorstore.minilm import MiniLM

        return MiniLM()
    if kind == "openai" and name:
        from qa.llm.embeddings import OpenAIEmbedder

        return OpenAIEmbedder(config, name)
    if kind == "chroma" and name:
        from vectorstore.embedding import ChromaEmbedder

        return ChromaEmbedder(name)
    raise ConfigError(
        f"There is no embedder {config.embedder!r}.", "Use minilm, openai:MODEL or chroma:FUNCTION."
    )
