"""The sample set, by the whole program, held against floors.json.

Lowering a floor takes an edit of that file, and a reason in the commit.
"""

import json
from pathlib import Path

from qa.evaluation import check_floors, evaluate

FLOORS = Path(__file__).with_name("floors.json")
SAMPLE = Path(__file__).parents[2] / "qa" / "sample"


def test_the_sample_set_holds_its_floors(config):
    report = evaluate(config, SAMPLE, answerer="extractive")
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert check_floors(report.as_json(), floors) == []
    again = evaluate(config, SAMPLE, answerer="extractive")
    measured = ("retrieval", "answers", "abstention", "citations", "corpus")
    assert {name: again.as_json()[name] for name in measured} == {
        name: report.as_json()[name] for name in measured
    }
