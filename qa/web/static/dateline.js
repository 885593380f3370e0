// What several pages have; each works without it. It says that an answer is on its way, sends a form
// once, shows quotes beside their citations, and reads events.
"use strict";

document.documentElement.classList.add("scripts"); // shows what only works with them
document.addEventListener("click", (event) => event.target.closest("[data-print]") && print());

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.dataset.busy) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const status = form.querySelector(".busy") || document.querySelector(".busy");
  if (status) status.textContent = form.dataset.busy;
});

// Enter asks; Shift+Enter is a new line.
document.addEventListener("keydown", (event) => {
  const asks = event.key === "Enter" && !event.shiftKey && !event.isComposing;
  if (asks && event.target.name === "question") {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

// A page that comes back from the browser's memory can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const status of document.querySelectorAll(".busy")) status.textContent = "";
});

// Server-sent events of a POST, which EventSource cannot send: (name, data, id) for each event.
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

// A quote in its surroundings, beside the citation that the mouse or the focus is on.
(() => {
  const LATER_MS = 150; // so that the mouse can travel from the sentence to the quote
  const SENTENCE = ".sentences > li, .side > div, .short"; // with who says it, and where
  let open = null;
  let closing = 0;

  function show(link) {
    clearTimeout(closing);
    if (open?.link === link) return;
    hide();
    const number = link.dataset.cite;
    const quote = document.getElementById(`quote-${number}`);
    const source = document.getElementById(`source-${number}`);
    if (!quote) return;
    const box = document.createElement("div");
    box.className = "peek";
    box.role = "tooltip";
    for (const shown of [quote, source]) {
      const copy = shown.cloneNode(true);
      copy.removeAttribute("id");
      for (const inner of copy.querySelectorAll("a")) inner.replaceWith(...inner.childNodes);
      box.append(copy);
    }
    document.querySelector("main").append(box);
    open = { link, box, said: link.closest(SENTENCE) || link };
    place(open);
  }

  // Above or below the sentence, so that both can be read at once; by its number where it is too long.
  function place({ link, box, said }) {
    const [width, height, at] = [box.offsetWidth, box.offsetHeight, link.getBoundingClientRect()];
    const below = ({ bottom }) => bottom + height + 8 < innerHeight;
    const above = ({ top }) => top > height + 8;
    const whole = said.getBoundingClientRect();
    const by = below(whole) || above(whole) ? whole : at;
    const left = Math.min(Math.max(8, at.left - width / 2), document.documentElement.clientWidth - width - 8);
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${(below(by) || !above(by) ? by.bottom + 4 : by.top - height - 4) + scrollY}px`;
  }

  addEventListener("resize", () => open && place(open));

  function hide() {
    open?.box.remove();
    open = null;
  }

  function over(event) {
    const link = event.target.closest?.("a[data-cite]");
    if (link) show(link);
    else if (event.target.closest?.(".peek") || open?.said.contains(event.target)) clearTimeout(closing);
    else if (event.type === "focusin") hide();
  }

  function away(event) {
    if (open && event.target.closest?.(`${SENTENCE}, .peek`)) {
      clearTimeout(closing);
      closing = setTimeout(() => open?.link !== document.activeElement && hide(), LATER_MS);
    }
  }

  document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && over(event));
  document.addEventListener("pointerout", away);
  document.addEventListener("focusin", over);
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
})();
