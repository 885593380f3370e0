"""`dateline mcp`: the archive as tools of an assistant, over the Model Context Protocol.

`arguments` is what the tools take, `tools` what they do, `wording` the text they give beside the
JSON, `server` the protocol over stdio and HTTP. The archive is either opened here or asked
through `qa.client`. Loaded only by the command, since the SDK is an extra.
"""
