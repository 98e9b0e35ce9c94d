// What makes the portal a little quicker to use. Everything works without it.
"use strict";

// A form that was sent is not sent a second time by an impatient click.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.sent === "yes") {
    if (form.dataset.sent === "yes") event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});

// Coming back to a page by the history makes its forms usable again.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
