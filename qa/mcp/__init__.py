"""`dateline mcp`: the archive as tools of an assistant, over the Model Context Protocol.

`arguments` is what the tools take, `tools` what they do, `wording` the text they give beside the
JSON, `server` the protocol over stdio and HTTP, `entering` who may come in over HTTP. `archives` is
what they ask: an archive opened here, or a server through `qa.client`. Loaded only by the command,
since the SDK is an extra.
"""
