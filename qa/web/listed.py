"""A parameter that names some of a fixed list, with commas between."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Listed:
    """Annotates such a parameter: checks its names, and lists them in the OpenAPI document."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """The type's own check, then ours."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The names as a pattern."""
        one = f"({'|'.join(self._names)})"
        return handler(schema) | {"pattern": f"^{one}(,{one})*$"}

    def _check(self, value: str) -> str:
        unknown = next((name for name in value.split(",") if name not in self._names), None)
        if unknown is not None:
            raise ValueError(
                f"there is no {unknown[:40]!r}; choose of {', '.join(self._names)}, with commas"
            )
        return value
