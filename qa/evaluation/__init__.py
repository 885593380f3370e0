"""`dateline eval DIR`: measures retrieval and answers over a fixed set of questions.

dataset    reads the folder: questions; qrels: which articles are relevant
archive    an archive of the set's own, ingested once
asking     puts one question to the service and keeps what came of it
measures   scores one question; retrieval, answers
report     means over questions, the table, the JSON, the gate
run        evaluate: the face
calibration, curve   the weights of abstention from sets of questions, and their picture
"""

from qa.evaluation.dataset import Dataset, Question, load_dataset
from qa.evaluation.report import EvalReport, check_floors
from qa.evaluation.run import evaluate

__all__ = ["Dataset", "EvalReport", "Question", "check_floors", "evaluate", "load_dataset"]
