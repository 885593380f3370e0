"use strict";

// Swagger UI over the server's own document; no validator, which would be another site's.
const place = document.getElementById("docs");
SwaggerUIBundle({
  domNode: place,
  url: place.dataset.document,
  validatorUrl: null,
  deepLinking: true,
});
