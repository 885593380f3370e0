// A quote in its surroundings, beside the citation that the mouse or the focus is on.
"use strict";

(() => {
  const LATER_MS = 150; // so that the mouse can travel from the citation to the quote
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
    place(box, link.getBoundingClientRect());
    open = { link, box };
  }

  function place(box, at) {
    const width = box.offsetWidth;
    const left = Math.min(Math.max(8, at.left - width / 2), document.documentElement.clientWidth - width - 8);
    const below = at.bottom + box.offsetHeight + 8 < innerHeight || at.top < box.offsetHeight + 8;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${(below ? at.bottom + 4 : at.top - box.offsetHeight - 4) + scrollY}px`;
  }

  addEventListener("resize", () => open && place(open.box, open.link.getBoundingClientRect()));

  function hide() {
    open?.box.remove();
    open = null;
  }

  function over(event) {
    const link = event.target.closest?.("a[data-cite]");
    if (link) show(link);
    else if (event.target.closest?.(".peek")) clearTimeout(closing);
    else if (event.type === "focusin") hide();
  }

  function away(event) {
    if (event.target.closest?.("a[data-cite], .peek")) {
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
