"""Prompts: Jinja template files of the `prompts` package, rendered to chat messages.

A template's first line gives its name and version, `{# answer@1 #}`; the version goes up when
the words change, and goes into every answer. Its blocks are the messages, each named after the
role that speaks it (`system`, `user`); a template without blocks is one message of the user.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError, meta

from qa.errors import PromptError

_SUFFIX = ".jinja"
_FRONT_LINE = re.compile(r"\{# (?P<name>[a-z_]+)@(?P<version>\d+) #\}\n")
_ENVIRONMENT = Environment(
    undefined=StrictUndefined,
    # Prompts are plain text, not HTML: escaping would alter the words that are to be quoted.
    autoescape=False,  # noqa: S701
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A rendered prompt: its messages, and which template in which version made them."""

    name: str
    version: int
    messages: tuple[dict[str, str], ...]

    @property
    def id(self) -> str:
        """Name and version, as answers carry it: "answer@1"."""
        return f"{self.name}@{self.version}"

    @property
    def text(self) -> str:
        """All messages' words, for reading."""
        return "\n\n".join(message["content"] for message in self.messages)


@dataclass(frozen=True, slots=True)
class _Source:
    version: int
    template: Template
    variables: frozenset[str]


class Templates:
    """The templates of one folder; `render` and `known_prompts` speak of the shipped ones."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._sources: dict[str, _Source] = {}

    def names(self) -> tuple[str, ...]:
        """The names of all templates, in order of the alphabet."""
        files = (item.name for item in self._folder.iterdir())
        return tuple(sorted(name.removesuffix(_SUFFIX) for name in files if name.endswith(_SUFFIX)))

    def fingerprint(self) -> str:
        """A hash of all templates' text, which changes with any word of them."""
        digest = hashlib.sha256()
        for name in self.names():
            digest.update(self._folder.joinpath(name + _SUFFIX).read_bytes())
        return digest.hexdigest()

    def render(self, name: str, **variables: Any) -> Prompt:
        """See the function `render`."""
        source = self._sources.get(name) or self._read(name)
        _check_variables(name, source.variables, frozenset(variables))
        blocks = source.template.blocks or {"user": source.template.root_render_func}
        context = source.template.new_context(variables)
        try:
            messages = tuple(
                {"role": role, "content": "".join(block(context)).strip()}
                for role, block in blocks.items()
            )
        except TemplateError as error:
            raise PromptError(f"prompts/{name}{_SUFFIX}: {error}.") from error
        return Prompt(name, source.version, messages)

    def _read(self, name: str) -> _Source:
        if name not in self.names():
            known = ", ".join(self.names())
            raise PromptError(f"There is no prompt {name!r}.", f"The prompts are: {known}.")
        text = self._folder.joinpath(name + _SUFFIX).read_text(encoding="utf-8")
        front = _FRONT_LINE.match(text)
        if front is None or front["name"] != name:
            raise PromptError(
                f"prompts/{name}{_SUFFIX}: the first line does not give name and version.",
                f"Begin the file with {{# {name}@1 #}}.",
            )
        try:
            template = _ENVIRONMENT.from_string(text)
            variables = frozenset(meta.find_undeclared_variables(_ENVIRONMENT.parse(text)))
        except TemplateError as error:
            raise PromptError(
                f"prompts/{name}{_SUFFIX}: not a valid template ({error})."
            ) from error
        self._sources[name] = _Source(int(front["version"]), template, variables)
        return self._sources[name]


def _check_variables(name: str, wanted: frozenset[str], given: frozenset[str]) -> None:
    for difference, fault in ((wanted - given, "is missing"), (given - wanted, "is not used")):
        if difference:
            names = ", ".join(sorted(difference))
            raise PromptError(
                f"prompts/{name}{_SUFFIX}: the variable {names} {fault}.",
                f"It takes: {', '.join(sorted(wanted))}.",
            )


_SHIPPED = Templates(resources.files("prompts"))


def known_prompts() -> tuple[str, ...]:
    """The names of all shipped templates, in order of the alphabet."""
    return _SHIPPED.names()


def fingerprint() -> str:
    """A hash of the shipped templates: what a model answered depends on their words."""
    return _SHIPPED.fingerprint()


def render(name: str, **variables: Any) -> Prompt:
    """The template `name` with its variables filled in; values are never read as template.

    Raises:
        PromptError: there is no such template, it is malformed, or a variable is missing or
            not known to it; the message names both.
    """
    return _SHIPPED.render(name, **variables)
