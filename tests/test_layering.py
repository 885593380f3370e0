"""Imports go one way, and each outside library has one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import qa
import vectorstore

ROOT = Path(qa.__file__).parents[1]
PACKAGES = [Path(qa.__file__).parent, Path(vectorstore.__file__).parent]

# A module may import its own layer and those below; the first prefix that fits counts.
LAYERS = {
    "qa.cli": 4, "qa.__main__": 4, "qa.web": 3, "qa.evaluation": 3, "qa.benchmark": 3, "qa.mcp": 3,
    "qa.doctor": 2, "qa.service": 2, "qa": 1, "vectorstore": 0,
}  # fmt: skip
DOORS = {
    "chromadb": "vectorstore.chroma",
    "tantivy": "vectorstore.lexical",
    "datasketch": "vectorstore.sketching",
    "openai": "qa.llm",
    "flask": "qa.web",
    "flask_openapi3": "qa.web",
    "flask_limiter": "qa.web",
    "opentelemetry": "qa.observing.tracing",
    "prometheus_client": "qa.web.metrics",
    "pythonjsonlogger": "qa.observing.logs",
    "waitress": "qa.web",
    "mcp": "qa.mcp",
    "uvicorn": "qa.mcp",
}
# The client is for programs on other machines: it may know no more of qa than this.
OF_THE_CLIENT = {"qa", "qa.answers", "qa.drafts", "qa.errors", "qa.results"}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for package in PACKAGES for path in package.rglob("*.py")}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def imported(name: str, body: Iterator[ast.AST]) -> Iterator[str]:
    """The modules that these statements import, by full name."""
    for node in body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name} has a relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else str(node.module)


def imports(name: str) -> set[str]:
    """Everything imported anywhere in a module."""
    return set(imported(name, ast.walk(TREES[name])))


def imports_at_start(name: str) -> set[str]:
    """What is imported when the module is: not within functions, nor for type checkers only."""

    def statements(body: list[ast.stmt]) -> Iterator[ast.AST]:
        for node in body:
            if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
                continue
            yield node
            for block in ("body", "orelse", "finalbody"):
                if isinstance(node, ast.If | ast.Try | ast.With):
                    yield from statements(getattr(node, block, []))

    return set(imported(name, statements(TREES[name].body)))


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def layer(name: str) -> int:
    return next(level for prefix, level in LAYERS.items() if within(name, prefix))


def test_the_modules_are_seen() -> None:
    assert {"qa.service", "vectorstore.store", "qa.web", "qa.cli"} <= MODULES.keys()


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_go_one_way(name: str) -> None:
    above = {other for other in imports(name) & MODULES.keys() if layer(other) > layer(name)}
    assert not above


@pytest.mark.parametrize(
    ("package", "others"),
    [("qa.web", ["qa.evaluation"]), ("qa.evaluation", ["qa.web"]), ("qa.readers", ["qa.answering",
     "qa.llm"]), ("qa.answering", ["qa.readers"]), ("qa.llm", ["qa.readers"]),
     ("qa.mcp", ["qa.web", "qa.evaluation"])],
)  # fmt: skip
def test_neighbours_do_not_know_each_other(package: str, others: list[str]) -> None:
    met = {
        (name, other)
        for name in MODULES
        if within(name, package)
        for other in imports(name)
        if any(within(other, neighbour) for neighbour in others)
    }
    assert not met


@pytest.mark.parametrize(("library", "door"), DOORS.items())
def test_each_library_has_one_door(library: str, door: str) -> None:
    users = {name for name in MODULES if any(within(i, library) for i in imports(name))}
    assert users
    assert all(within(name, door) for name in users), users


def test_the_client_knows_only_words_and_errors() -> None:
    inside = {name for name in MODULES if within(name, "qa.client")}
    met = {other for name in inside for other in imports(name) & MODULES.keys()} - inside
    assert {name for name in met if within(name, "qa")} <= OF_THE_CLIENT
    assert met - OF_THE_CLIENT <= {"vectorstore.models", "vectorstore.closing"}


def test_no_module_imports_itself_in_a_round() -> None:
    waiting = {name: imports_at_start(name) & MODULES.keys() - {name} for name in MODULES}
    while free := {name for name, needs in waiting.items() if not needs}:
        waiting = {name: needs - free for name, needs in waiting.items() if name not in free}
    assert not waiting
