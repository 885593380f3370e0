"""What the doctor says of passages that the embedding model refuses."""

from pathlib import Path

from fakes.archives import assert_whole, made_up, marker, opened
from fakes.embedder import HashedWords

from qa.config import Config
from qa.doctor import examine


def test_refused_passages_are_named_and_tried_again(tmp_path: Path) -> None:
    model, config = HashedWords(), Config(data_dir=tmp_path)
    model.refuses = marker(3, paragraph=1)
    with opened(tmp_path, model) as store:
        store.add([made_up(number) for number in range(8)])
        store.sync()
        for repair in (False, True):
            asked = model.asked
            checks = {check.name: check for check in examine(store, config, repair=repair)}
            assert (model.asked > asked) == repair
            refused = checks["refused passages"]
            assert not refused.ok
            assert made_up(3).id in refused.detail
            assert "this text is too long" in refused.detail
            assert "--embed" in refused.remedy
            assert checks["dense index"].ok
        model.refuses = ""
        checks = {check.name: check for check in examine(store, config, repair=True)}
        assert all(check.ok for check in checks.values())
        assert checks.keys() >= {"vectors"}
        assert checks.keys().isdisjoint({"refused passages"})
        assert_whole(store)


def test_many_are_counted_and_the_first_named(tmp_path: Path) -> None:
    model = HashedWords()
    model.refuses = "x1x1"  # the second paragraph of each
    with opened(tmp_path, model) as store:
        store.add([made_up(number) for number in range(6)])
        checks = examine(store, Config(data_dir=tmp_path), repair=False)
        [refused] = [check for check in checks if check.name == "refused passages"]
        assert refused.detail.startswith("6 get no vector")
        assert refused.detail.endswith("; and 3 more)")
