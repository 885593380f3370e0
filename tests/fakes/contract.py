"""The members that the contract promises; more may be there."""

ANSWER_KEYS = {
    "id", "question", "status", "verdict", "text", "sentences", "citations", "rejected",
    "answered_by", "as_of", "timings_ms", "usage",
}  # fmt: skip
HIT_KEYS = {
    "article_id", "external_id", "title", "source", "published", "text", "start", "end", "score",
    "ranks", "copies",
}  # fmt: skip
ARTICLE_KEYS = {
    "id", "external_id", "title", "source", "url", "published", "authors", "language", "text",
    "revision", "copies",
}  # fmt: skip
CITATION_KEYS = {
    "number", "article_id", "title", "source", "published", "url", "quote", "start", "end",
    "copies",
}  # fmt: skip
SENTENCE_KEYS = {"text", "citations", "attribution", "role"}
EVAL_KEYS = {
    "dataset", "questions", "retrieval", "answers", "abstention", "citations", "timings_ms",
}  # fmt: skip
RETRIEVAL_KEYS = {"ndcg@10", "mrr@10", "recall@4", "recall@10", "recall@100"}
