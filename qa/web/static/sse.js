// Server-sent events of a POST, which EventSource cannot send: (name, data, id) for each event.
"use strict";

async function readEvents(response, each) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const blocks = text.split("\n\n");
    text = blocks.pop();
    for (const block of blocks) {
      const fields = {};
      for (const line of block.split("\n")) {
        const [, name, content] = /^(\w*): ?(.*)$/.exec(line) || [];
        if (name) fields[name] = content;
      }
      each(fields.event, fields.data && JSON.parse(fields.data), fields.id);
    }
  }
}
