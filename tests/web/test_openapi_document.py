"""schemathesis over the whole document: nothing breaks, and nothing is given that it hides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from qa.config import Config
from qa.drafts import ArticleDraft
from qa.service import Dateline
from qa.web import create_app

# What a schema cannot say: one day lies before another, a key came with another request. Nor can
# it say what a file must hold to be an article.
UNSAID = {"from", "to", "Idempotency-Key"}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    config = Config(data_dir=tmp_path_factory.mktemp("fuzzed"), max_upload_bytes=1_000_000)
    with Dateline.open(config, owner="tests") as service:
        service.ingest_drafts([ArticleDraft(text="The ferry sails on Monday.", origin="test")])
        yield schemathesis.openapi.from_wsgi("/openapi.json", create_app(service))


def check(case: Any, mode: GenerationMode) -> None:
    response = case.call(headers={"Accept-Encoding": "identity"})  # its WSGI side unpacks nothing
    excluded: list[Any] = [positive_data_acceptance]
    if (case.method, case.path) == ("POST", "/api/v1/articles"):
        # One that can be read is enough: the others are listed in the answer.
        excluded.append(negative_data_rejection)
    case.validate_response(response, excluded_checks=excluded)
    if mode is GenerationMode.POSITIVE and response.status_code == 422:
        problem = response.json()
        assert problem["type"] == "/problems/unreadable" or problem["field"] in UNSAID


@pytest.mark.parametrize("mode", GenerationMode)
def test_the_document_is_true(document: Any, mode: GenerationMode) -> None:
    for found in document.get_all_operations():
        operation = found.ok()

        @seed(20_231_115)
        @settings(max_examples=4, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case: Any) -> None:
            check(case, mode)

        # An operation that takes nothing cannot be given anything wrong.
        with suppress(Unsatisfiable):
            holds()


def test_the_forms_of_a_body_are_objects_with_names(document: Any) -> None:
    """Generators of clients make classes of them, and fail at a list among several forms."""
    schemas = document.raw_schema["components"]["schemas"]
    bodies = [
        media["schema"]
        for path in document.raw_schema["paths"].values()
        for operation in path.values()
        for media in operation.get("requestBody", {}).get("content", {}).values()
    ]
    forms = [form for body in bodies for form in body.get("anyOf", [])]
    assert len(forms) == 2
    for form in forms:
        assert schemas[form["$ref"].rpartition("/")[2]]["type"] == "object"
