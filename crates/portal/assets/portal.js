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
  // The page stays when the answer is a download: after a while it can be asked for again.
  setTimeout(() => delete form.dataset.sent, 3000);
});

// Coming back to a page by the history makes its forms usable again.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// What must be read to its end before it is accepted: a text of its own height, and a form that waits for it. Without
// script the form simply lies after the text.
for (const text of document.querySelectorAll("[data-read-to-end]")) {
  const form = document.getElementById(text.dataset.readToEnd);
  if (!form) continue;
  const hint = document.getElementById(`${form.id}-hint`);
  text.classList.add("bounded");
  const look = () => {
    const isRead = text.scrollTop + text.clientHeight >= text.scrollHeight - 8;
    if (isRead) {
      form.disabled = false;
      if (hint) hint.hidden = true;
      text.removeEventListener("scroll", look);
    }
  };
  form.disabled = true;
  if (hint) hint.hidden = false;
  text.addEventListener("scroll", look, { passive: true });
  look();
}

// One checkbox selects every message of the page.
for (const label of document.querySelectorAll("[data-select-all]")) {
  label.hidden = false;
  label.querySelector("input").addEventListener("change", (event) => {
    const boxes = document.querySelectorAll('input[name="message"]');
    for (const box of boxes) box.checked = event.target.checked;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
