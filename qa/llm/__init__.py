"""The language model: any server that speaks the OpenAI protocol.

    client      ChatModel: messages in, a checked Completion out
    embeddings  OpenAIEmbedder: texts to vectors
    connection  the server; the sole importer of openai, and where its errors become ours
    structured  JSON objects out of a model's words, without the SDK

Nothing is imported here: the SDK takes about a second to load, which only those who talk to a
model should pay.
"""
