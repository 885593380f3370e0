"""Input that does not fit its model, said in a sentence that names the field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from werkzeug.datastructures import MultiDict

from qa.errors import InvalidInput

Model = TypeVar("Model", bound=BaseModel)

# By pydantic's type of error; {field}, {given} and the members of the error's context.
_SENTENCES = {
    "missing": "{field} is missing.",
    "extra_forbidden": "There is no {field} here.",
    "string_type": "{field} must be text, not {given}.",
    "string_unicode": "{field} holds half of a surrogate pair, which is not text.",
    "string_too_short": "{field} is empty.",
    "string_pattern_mismatch": "{field} must match {pattern}, not {given}.",
    "string_too_long": "{field} has more than {max_length:,} characters.",
    "bool_type": "{field} must be true or false, not {given}.",
    "list_type": "{field} must be a list, not {given}.",
    "too_long": "{field} has more than {max_length:,} entries.",
    "int_type": "{field} must be a whole number, not {given}.",
    "int_parsing": "{field} must be a whole number, not {given}.",
    "int_parsing_size": "{field} is too large a number.",
    "int_from_float": "{field} must be a whole number, not {given}.",
    "float_type": "{field} must be a number, not {given}.",
    "float_parsing": "{field} must be a number, not {given}.",
    "greater_than_equal": "{field} must be at least {ge:,}, not {given}.",
    "less_than_equal": "{field} must be at most {le:,}, not {given}.",
    "literal_error": "{field} must be {expected}, not {given}.",
    "model_type": "The request must be a JSON object.",
    "value_error": "{field} cannot be {given}: {error}.",
}


def parse(model: type[Model], form: MultiDict[str, str], lists: Iterable[str] = ()) -> Model:
    """The model of a submitted form: optional fields left empty, and unknown fields, are not given.

    Raises:
        InvalidInput: a value does not fit; it names the field.
    """
    known = {item.alias or name: item for name, item in model.model_fields.items()}
    values: dict[str, Any] = {
        name: form.getlist(name) if name in lists else value
        for name, value in form.items()
        if name in known and (value.strip() or known[name].is_required())
    }
    return validated(model, values)


def validated(model: type[Model], values: Mapping[str, Any]) -> Model:
    """The model of these values, or InvalidInput."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise as_invalid_input(error) from error


def as_invalid_input(error: ValidationError) -> InvalidInput:
    """The first fault, as a sentence with the field's name."""
    fault = error.errors(include_url=False)[0]
    field = str(fault["loc"][0]) if fault["loc"] else None
    return InvalidInput(_sentence(fault, f"'{field}'" if field else "The request"), field=field)


def _sentence(fault: ErrorDetails, field: str) -> str:
    template = _SENTENCES.get(fault["type"])
    if template is None:
        return f"{field}: {fault['msg'][:200]}."
    context = fault.get("ctx", {}) | {"field": field, "given": shown(fault["input"])}
    return template.format(**context)


def shown(value: Any) -> str:
    """A value that somebody sent, in a few words."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    told = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return told if len(told) <= 60 else told[:57] + "..."
