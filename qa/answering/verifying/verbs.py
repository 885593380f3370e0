"""Verbs by their form, and those that none tells: where a part of a sentence may begin."""

from __future__ import annotations

import re

VERB = re.compile(
    r"\b(?:[a-z]{2,}ed|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may"
    r"|might|said|says|say|told|took|came|made|gave|went|began|put|rose|fell|found|met|left|led|won"
    r"|lost|held|saw|got|shot|hit|cut|speaks?|uses?|needs?|costs?|grew|sold|bought|stood|knew|kept"
    r"|built|paid|spent|born|ran|sent|brought|became|shut|set|let|cost|quit|hurt|spread|burst"
    r"|beat|broke|fled|taught|drew|drove|flew|hid|rang|sang|sank|wrote)\b"
)
