"""Pages of past evaluation runs: the list, one run, and two side by side."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for

from qa.web.current import dateline
from qa.web.figures import changed_questions, differences, histogram, main_score, sections
from qa.web.visits import Page

evaluations = Blueprint("evaluations", __name__)
_A_PAGE = 50


@evaluations.get("/evaluations")
def runs() -> Page:
    """Every run that was kept, newest first; two chosen ones lead to their comparison."""
    one, other = request.args.get("one"), request.args.get("other")
    if one and other:
        return redirect(url_for("evaluations.compared", one=one, other=other), 303)
    found = dateline().runs.all()
    return render_template("runs.html", runs=found, main=main_score)


@evaluations.get("/evaluations/<name>")
def run(name: str) -> Page:
    """One run: figures with bars, how its scores are spread, and question by question."""
    found = dateline().runs.get(name)
    rows = dateline().runs.rows(name)
    score = main_score(found.report)
    lowest_first = sorted(rows, key=lambda row: row["scores"].get(score, 2.0))  # unscored last
    first = request.args.get("first", 0, type=int) or 0
    first = min(max(first, 0), max(len(rows) - 1, 0))
    return render_template(
        "run.html",
        run=found,
        sections=sections(found.report),
        score=score,
        spread=histogram([row["scores"][score] for row in rows if score in row["scores"]]),
        rows=lowest_first[first : first + _A_PAGE],
        first=first,
        total=len(rows),
        page_of=_A_PAGE,
    )


@evaluations.get("/evaluations/<one>/and/<other>")
def compared(one: str, other: str) -> Page:
    """Two runs side by side, the earlier on the left."""
    kept = dateline().runs
    pair = sorted((kept.get(one), kept.get(other)), key=lambda run: str(run.report.get("date")))
    before, after = pair
    score = main_score(after.report)
    changed = changed_questions(kept.rows(before.name), kept.rows(after.name), score)
    return render_template(
        "runs_compared.html",
        before=before,
        after=after,
        differences=differences(before.report, after.report),
        score=score,
        changed=changed[:100],
        more=max(0, len(changed) - 100),
    )
