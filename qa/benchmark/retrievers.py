"""Dateline and its peers behind one protocol; see `qa.benchmark.peers`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qa.benchmark.peers import distinct
from qa.benchmark.weights import chroma_minilm
from qa.drafts import ArticleDraft
from qa.ingesting import ingest
from vectorstore.minilm import MiniLM
from vectorstore.store import Store

_PASSAGES = 30  # asked for, so that ten articles are among them


class DatelineRetriever:
    """The store with its defaults, keyless."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder / "archive", MiniLM())

    def add(self, drafts: Sequence[ArticleDraft]) -> None:
        """See `Retriever.add`."""
        ingest(self._store, drafts)

    def search(self, question: str) -> list[str]:
        """See `Retriever.search`."""
        hits = self._store.search(question, _PASSAGES)
        return distinct([hit.article.external_id or "" for hit in hits])


class LangChainRetriever:
    """LangChain's Chroma store behind its recursive splitter."""

    def __init__(self, folder: Path) -> None:
        from langchain_chroma import Chroma
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        self._splitter: Any = RecursiveCharacterTextSplitter(chunk_size=1_000, chunk_overlap=200)
        self._store: Any = Chroma(
            embedding_function=_ForLangChain(folder / "weights"),
            persist_directory=str(folder / "archive"),
        )

    def add(self, drafts: Sequence[ArticleDraft]) -> None:
        """See `Retriever.add`."""
        parts = self._splitter.create_documents(
            [_whole(draft) for draft in drafts], [{"id": draft.external_id} for draft in drafts]
        )
        for start in range(0, len(parts), 1_000):  # more at once than Chroma takes fail
            self._store.add_documents(parts[start : start + 1_000])

    def search(self, question: str) -> list[str]:
        """See `Retriever.search`."""
        found = self._store.similarity_search(question, k=_PASSAGES)
        return distinct([part.metadata["id"] for part in found])


class LlamaIndexRetriever:
    """LlamaIndex's vector index in Chroma, with its own sentence splitter."""

    def __init__(self, folder: Path) -> None:
        from llama_index.core import StorageContext
        from llama_index.vector_stores.chroma import ChromaVectorStore

        store = ChromaVectorStore.from_params(
            collection_name="articles", persist_dir=str(folder / "archive")
        )
        self._model = _for_llama_index(folder / "weights")
        self._storage: Any = StorageContext.from_defaults(vector_store=store)
        self._retriever: Any = None

    def add(self, drafts: Sequence[ArticleDraft]) -> None:
        """See `Retriever.add`."""
        from llama_index.core import Document, VectorStoreIndex

        given = [Document(text=_whole(d), metadata={"id": d.external_id}) for d in drafts]
        index = VectorStoreIndex.from_documents(
            given, storage_context=self._storage, embed_model=self._model
        )
        self._retriever = index.as_retriever(similarity_top_k=_PASSAGES)

    def search(self, question: str) -> list[str]:
        """See `Retriever.search`."""
        found = self._retriever.retrieve(question)
        return distinct([part.node.metadata["id"] for part in found])


class TxtaiRetriever:
    """txtai's hybrid index (dense and BM25) of whole articles."""

    def __init__(self, folder: Path) -> None:
        from txtai import Embeddings

        self._folder = folder / "archive"
        self._index: Any = Embeddings(
            method="external", transform=chroma_minilm(folder / "weights"), hybrid=True
        )

    def add(self, drafts: Sequence[ArticleDraft]) -> None:
        """See `Retriever.add`."""
        self._index.index((draft.external_id, _whole(draft), None) for draft in drafts)
        self._index.save(str(self._folder))

    def search(self, question: str) -> list[str]:
        """See `Retriever.search`."""
        return distinct([str(number) for number, _ in self._index.search(question, _PASSAGES)])


class _ForLangChain:
    """Chroma's default function as LangChain's `Embeddings`."""

    def __init__(self, folder: Path) -> None:
        self._embed = chroma_minilm(folder)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [vector.tolist() for vector in self._embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        (vector,) = self.embed_documents([text])
        return vector


def _for_llama_index(folder: Path) -> Any:
    """Chroma's default function as LlamaIndex's `BaseEmbedding`, which must be a subclass."""
    from llama_index.core.embeddings import BaseEmbedding

    embed = chroma_minilm(folder)

    class Weights(BaseEmbedding):  # type: ignore[misc]
        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [vector.tolist() for vector in embed(texts)]

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

    return Weights(embed_batch_size=32)


def _whole(draft: ArticleDraft) -> str:
    """Title and text, as one would store an article that has both."""
    return f"{draft.title}\n{draft.text}" if draft.title else draft.text
