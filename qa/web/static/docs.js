"use strict";

// Swagger UI over the server's own document; no validator, which would be another site's.
const place = document.getElementById("docs");
SwaggerUIBundle({
  domNode: place,
  url: place.dataset.document,
  validatorUrl: null,
  // No `deepLinking`: its links stand within buttons, where a keyboard does not reach them.
});

// What it leaves out for those who do not see it: levels of headings, names of fields, scrolling by keys.
function complete() {
  for (const one of place.querySelectorAll("h3, h4, h5")) one.setAttribute("aria-level", one.closest(".opblock") ? "3" : "2");
  for (const one of place.querySelectorAll("pre.microlight")) one.tabIndex = 0;
  for (const one of place.querySelectorAll("tr[data-param-name] select")) {
    one.setAttribute("aria-label", one.closest("tr").dataset.paramName);
  }
}
new MutationObserver(complete).observe(place, { childList: true, subtree: true });
