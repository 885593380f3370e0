"""The language model: any server that speaks the OpenAI protocol.

    client      ChatModel: messages in; pieces of text, and a checked Completion, out
    embeddings  OpenAIEmbedder: texts to vectors
    connection  requests to the server through the openai SDK, raw JSON back
    exchange    HTTP with bounds of time and size, and with one server alone
    endpoint    where the server is: address, key, headers
    failures    every error of SDK and transport, as ours; rejections: the two that others catch
    dialect     what a server can be asked for, and what to try next when it refuses
    streaming   one streamed reply to its end; events: its lines; background: its thread
    received    JSON of which every text can be stored
    replies     whole replies and pieces of replies, checked
    structured  the JSON object in a model's words
    decisions   typed decisions, where a server has them
    capacity    contexts, weights of texts, prices

Nothing is imported here: the SDK takes about a second to load, which only those who talk to a
model should pay.
"""
