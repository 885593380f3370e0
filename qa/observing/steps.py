"""Work that is given step by step, as a stage: questions, summaries, a model's streamed reply."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

from qa.answers import Answer, Summary
from qa.observing.stages import Stage

_Step = TypeVar("_Step")
_End = TypeVar("_End")
_Made = TypeVar("_Made", Answer, Summary)


def observed(
    stage: Stage, steps: Generator[_Step, None, _End], describe: Callable[[Stage, _End], None]
) -> Generator[_Step, None, _End]:
    """The same steps; the stage is the current one while a step is made, and ends with the last.

    Args:
        describe: adds what is known of the end to the stage.
    """
    error: BaseException | None = None
    try:
        while True:
            with stage.current():
                step = next(steps)
            yield step
    except StopIteration as end:
        describe(stage, end.value)
        result: _End = end.value
        return result
    except BaseException as raised:
        error = raised
        raise
    finally:
        steps.close()
        stage.end(error)


def question(
    operation: str, words: str | None, steps: Generator[_Step, None, _Made]
) -> Generator[_Step, None, _Made]:
    """The steps of a question or a summary as a stage.

    Args:
        operation: ask or summarise.
        words: what was asked, if it may be logged and traced.
    """

    def begun() -> Generator[_Step, None, _Made]:
        # Begins when the first step is wanted: steps that nobody takes are no stage.
        known = {"gen_ai.operation.name": "invoke_workflow", "gen_ai.workflow.name": operation}
        told = {"dateline.question": words} if words else {}
        stage = Stage("question", f"invoke_workflow {operation}", known | told)
        return (yield from observed(stage, steps, _describe))

    return begun()


def _describe(stage: Stage, made: Answer | Summary) -> None:
    stage.attributes |= {
        "dateline.answer.id": made.id,
        "dateline.answer.status": made.status,
        "dateline.answered_by": made.answered_by.kind,
        "dateline.cached": made.cached,
        "dateline.sentences.verified": len(made.sentences),
        "dateline.sentences.rejected": len(made.rejected),
    }
