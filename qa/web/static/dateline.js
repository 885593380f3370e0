// Every page works without this. It says that an answer is on its way, and sends a form once.
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
