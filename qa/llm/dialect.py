"""What a server can be asked for: the fullest form first, then less, as it rejects this or that."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

_MODES = ("json_schema", "json_object", "tool", "text")
# How servers word it that they do not know a way to ask for JSON.
_NO_FORM = re.compile(
    r"response.?format|json.?(schema|object)|schema|grammar|structured|guided|tool|function",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"not.supported|unsupported|unrecogni[sz]ed|not.permitted|unavailable|invalid.(field|param|arg)"
    r"|unknown.(field|param|arg)|unexpected",
    re.IGNORECASE,
)
# A limit that counts a model's thoughts too leaves room for them.
_WITH_THOUGHTS = 4


@dataclass(frozen=True, slots=True)
class Dialect:
    """What of the protocol a server understands, as far as is known.

    Attributes:
        mode: how JSON is asked for: "json_schema", "json_object", "tool" (a call with the schema
            as its arguments, forced) or "text" (the prompt alone).
        limit: the member that bounds the answer; None if the server knows none.
        counts: it can be asked to count the tokens of a stream.
        streams: it can be asked for a stream.
    """

    mode: str = _MODES[0]
    temperature: bool = True
    limit: str | None = "max_tokens"
    counts: bool = True
    streams: bool = True

    def request(
        self, schema: dict[str, Any] | None, name: str, most_tokens: int, *, stream: bool
    ) -> dict[str, Any]:
        """The members of a request that depend on the server."""
        members: dict[str, Any] = self._form(schema, name) if schema else {}
        if self.temperature:
            members["temperature"] = 0
        if self.limit == "max_tokens":
            members["max_tokens"] = most_tokens
        elif self.limit:
            members[self.limit] = most_tokens * _WITH_THOUGHTS
        if stream and self.streams:
            members["stream"] = True
            if self.counts:
                members["stream_options"] = {"include_usage": True}
        return members

    def after(self, refusal: str, *, schema: bool, stream: bool) -> Dialect | None:
        """What to try next when a request was refused in these words; None if nothing is left.

        Args:
            schema, stream: whether the request asked for JSON, and for a stream.
        """
        if named := self._named(refusal.lower(), stream=stream):
            return named
        form = schema and self.mode != _MODES[-1]
        if form and (_NO_FORM.search(refusal) or _UNKNOWN.search(refusal)):
            return replace(self, mode=_MODES[_MODES.index(self.mode) + 1])
        bare = replace(self, temperature=False, limit=None, counts=False)
        return bare if _UNKNOWN.search(refusal) and bare != self else None

    def _named(self, refusal: str, *, stream: bool) -> Dialect | None:
        """Without the member that the refusal names."""
        if stream and self.counts and re.search(r"stream_options|include_usage", refusal):
            return replace(self, counts=False)
        if self.temperature and "temperature" in refusal:
            return replace(self, temperature=False)
        if self.limit and self.limit in refusal:
            other = "max_completion_tokens" if self.limit == "max_tokens" else None
            return replace(self, limit=other)
        if stream and self.streams and re.search(r"\bstream(s|ed|ing)?\b", refusal):
            return replace(self, streams=False)
        return None

    def _form(self, schema: dict[str, Any], name: str) -> dict[str, Any]:
        if self.mode == "json_schema":
            wanted = {"name": name, "strict": True, "schema": schema}
            return {"response_format": {"type": "json_schema", "json_schema": wanted}}
        if self.mode == "json_object":
            return {"response_format": {"type": "json_object"}}
        if self.mode == "tool":
            function = {"name": name, "description": "Give the reply.", "parameters": schema}
            return {
                "tools": [{"type": "function", "function": function}],
                "tool_choice": {"type": "function", "function": {"name": name}},
            }
        return {}
