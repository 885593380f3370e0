"""The doctor: examines catalog, indexes, models; mends what can be made from the catalog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.config import Config
from qa.errors import DatelineError
from vectorstore.store import Store

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Check:
    """One thing examined: whether it is well, what was found, and what to do."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def examine(store: Store, config: Config, *, repair: bool) -> list[Check]:
    """Every check in order; with `repair`, an index that is off is made anew first."""
    return [
        *_catalog(store),
        *_waiting(store, repair=repair),
        *_indexes(store, repair=repair),
        _embedder(store),
        _model(config),
    ]


def _catalog(store: Store) -> Iterator[Check]:
    faults = store.catalog.check()
    count = f"{store.catalog.count():,} articles, {store.catalog.passage_count():,} passages"
    remedy = "Restore catalog.sqlite3 from a backup, or ingest into a new folder."
    yield Check("catalog", not faults, "; ".join(faults[:3]) or count, remedy if faults else "")


def _waiting(store: Store, *, repair: bool) -> Iterator[Check]:
    """Nothing if every passage has its vector."""
    if repair:
        store.indexing.try_refused()
    if waiting := store.indexing.progress().waiting:
        yield _embedded(store, waiting, repair=repair)
    if count := store.indexing.progress().refused:
        yield _refused(store, count)


def _embedded(store: Store, waiting: int, *, repair: bool) -> Check:
    detail = f"{waiting:,} passages were waiting; all have one now"
    try:
        if repair:
            store.indexing.finish()
        else:
            detail = f"{waiting:,} passages wait; they are found by their words only"
        return Check("vectors", True, detail)
    except DatelineError as error:
        return Check("vectors", False, error.reason, error.remedy)


def _refused(store: Store, count: int) -> Check:
    named = [
        f"article {item.article_id}, {item.start} to {item.end}: {item.reason}"
        for item in store.indexing.refused(_MOST_NAMED)
    ]
    more = f"; and {count - len(named):,} more" if count > len(named) else ""
    return Check(
        "refused passages",
        False,
        f"{count:,} get no vector from the embedding model and are found by their words only "
        f"({'; '.join(named)}{more})",
        "See why the model refuses them, such as texts longer than it takes; then run this again. "
        "`dateline rebuild --embed` asks another model.",
    )


def _indexes(store: Store, *, repair: bool) -> Iterator[Check]:
    expected = {"lexical": store.catalog.passage_count(), "dense": store.feed.embedded_count()}
    faults = store.index_faults()
    mended = bool(faults) and repair
    if mended:
        store.mend()
    left = store.index_faults() if mended else faults
    at_start = {"lexical": store.lexical.mended, "dense": store.dense.mended}
    for name, earlier in at_start.items():
        if name in left:
            yield Check(f"{name} index", False, left[name], _remedy(store, name))
        elif why := faults.get(name) or earlier:
            yield Check(
                f"{name} index", True, f"{expected[name]:,} passages; made whole, since {why}"
            )
        else:
            yield Check(f"{name} index", True, f"{expected[name]:,} passages")


def _remedy(store: Store, name: str) -> str:
    if name == store.dense.name and store.dense.away:
        return (
            "See to the server at DATELINE_CHROMA_URL; until it is back, searches go through the "
            "catalog's vectors, and find the same."
        )
    return "Run `dateline rebuild`."


def _embedder(store: Store) -> Check:
    try:
        dimension = len(store.embedder.embed_query("Who said what?"))
    except DatelineError as error:
        return Check("embedding model", False, error.reason, error.remedy)
    return Check("embedding model", True, f"{store.embedder.model}, {dimension} numbers a vector")


def _model(config: Config) -> Check:
    if not (config.llm_model or config.llm_base_url):
        why = "a key, but no model (DATELINE_LLM_MODEL)" if config.llm_api_key else "none"
        return Check("language model", True, f"{why} configured; the keyless answerer answers")
    from qa.llm.client import ChatModel

    try:
        with ChatModel(config) as model:
            known = model.models()
    except DatelineError as error:
        return Check("language model", False, error.reason, error.remedy)
    if config.llm_model and known and config.llm_model not in known:
        listed = ", ".join(known[:5])
        detail = f"the server lists no model {config.llm_model!r}, but {listed}"
        return Check("language model", False, detail, "Set DATELINE_LLM_MODEL to one it lists.")
    return Check("language model", True, config.llm_model or ", ".join(known[:1]))
