"""An archive's vectors are of one model; another one takes them over, or is turned away."""

from pathlib import Path

import pytest
from fakes.archives import assert_found, assert_whole, made_up, marker, opened
from fakes.embedder import HashedWords

from vectorstore.errors import EmbeddingError, ModelMismatch


def test_another_model_is_turned_away_by_name(tmp_path: Path) -> None:
    with opened(tmp_path, HashedWords("old-model")) as store:
        store.add([made_up(1)])
    with (
        pytest.raises(ModelMismatch, match=r"embedded with old-model.*model is new-model"),
        opened(tmp_path, HashedWords("new-model")),
    ):
        pass
    with opened(tmp_path, HashedWords("old-model")) as store:
        assert_whole(store)


def test_an_archive_is_embedded_again_for_another_model(tmp_path: Path) -> None:
    with opened(tmp_path, HashedWords("old-model")) as store:
        store.add([made_up(number) for number in range(300)])
        store.sync()
    new = HashedWords("new-model", fail_after=300)  # it dies on the way
    with opened(tmp_path, new, adopt_model=True) as store:
        with pytest.raises(EmbeddingError):
            store.indexing.finish()
        done = store.indexing.progress().embedded
    assert 0 < done <= 300
    with pytest.raises(ModelMismatch), opened(tmp_path, HashedWords("old-model")):
        pass
    new.fail_after, new.embedded = None, 0
    with opened(tmp_path, new) as store:
        assert store.search(marker(299), 1)[0].passage.text.startswith(marker(299))
        store.indexing.finish()
        assert new.embedded == store.catalog.passage_count() - done  # none of them twice
        assert_whole(store)
        assert_found(store, [marker(7), marker(299)])
    with opened(tmp_path, HashedWords("new-model")) as store:
        store.add([made_up(1000)])
        store.sync()
        assert_whole(store)


def test_an_empty_archive_takes_any_model(tmp_path: Path) -> None:
    with opened(tmp_path, HashedWords("old-model")) as store:
        store.add([made_up(1)])
        store.delete(made_up(1).id)
    with opened(tmp_path, HashedWords("new-model")) as store:
        store.add([made_up(2)])
        store.sync()
        assert_whole(store)
        assert_found(store, [marker(2)])
    with pytest.raises(ModelMismatch), opened(tmp_path, HashedWords("old-model")):
        pass
