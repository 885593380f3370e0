// How many articles are chosen for a summary, over the pages of the library.
"use strict";

(() => {
  const form = document.getElementById("summarise");
  if (!form) return;
  const boxes = [...document.querySelectorAll('input[name="article_ids"]')];
  const status = document.querySelector(".chosen[role=status]");
  const kept = new Set(JSON.parse(sessionStorage.getItem("chosen") || "[]"));

  function tell() {
    status.textContent = kept.size ? `${kept.size} chosen` : "";
    sessionStorage.setItem("chosen", JSON.stringify([...kept]));
    for (const hidden of form.querySelectorAll("input")) hidden.remove();
    for (const id of kept) {
      if (boxes.some((box) => box.value === id)) continue; // its own box sends it
      const hidden = document.createElement("input");
      [hidden.type, hidden.name, hidden.value] = ["hidden", "article_ids", id];
      form.append(hidden);
    }
  }

  for (const box of boxes) {
    box.checked = kept.has(box.value);
    box.addEventListener("change", () => {
      if (box.checked) kept.add(box.value);
      else kept.delete(box.value);
      tell();
    });
  }
  form.addEventListener("submit", () => sessionStorage.removeItem("chosen"));
  tell();
})();
