"""docs/models.md names settings and errors that exist."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import qa.errors
from qa.config import Config

PAGE = (Path(__file__).parents[2] / "docs" / "models.md").read_text(encoding="utf-8")


def test_every_setting_on_the_page_exists():
    named = set(re.findall(r"\bDATELINE_([A-Z_]+[A-Z])\b", PAGE))
    assert named
    assert {name.lower() for name in named} <= {item.name for item in fields(Config)}


def test_every_setting_of_the_model_is_on_the_page():
    settings = {item.name for item in fields(Config) if item.name.startswith("llm_")}
    assert settings <= set(re.findall(r"`(llm_\w+)`", PAGE))


def test_every_error_of_the_model_is_on_the_page():
    named = set(re.findall(r"^\| (\w+Error|Model\w+) \|", PAGE, re.MULTILINE))
    assert {name for name in qa.errors.__all__ if name.startswith("Model")} - named == {
        "ModelMismatch"  # the store's, not the language model's
    }
    assert named <= set(qa.errors.__all__)
