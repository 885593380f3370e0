// Every page works without this. It says that an answer is on its way, and sends it once.
"use strict";

for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const status = form.querySelector(".busy") || document.querySelector(".busy");
    if (status) status.textContent = form.dataset.busy;
  });
}

// Enter asks; Shift+Enter is a new line.
for (const field of document.querySelectorAll("textarea[name=question]")) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      field.form.requestSubmit();
    }
  });
}

// A page that comes back from the browser's memory can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const status of document.querySelectorAll(".busy")) status.textContent = "";
});
