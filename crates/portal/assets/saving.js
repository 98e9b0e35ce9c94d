// Forms that save themselves a moment after somebody wrote. Without it they are saved by their buttons.
for (const form of document.querySelectorAll("form[data-saves]")) {
  const status = form.querySelector("[data-saved]");
  let waiting = null;
  let isSaving = false;
  let isStopped = false;
  let pressed = null;

  const say = (words) => {
    status.textContent = words;
  };

  const later = () => {
    clearTimeout(waiting);
    if (!isStopped) waiting = setTimeout(save, 1500);
  };

  async function save() {
    // One at a time: the next one begins with the version that this one makes.
    if (isSaving) return later();
    isSaving = true;
    const entered = new FormData(form);
    for (const field of form.querySelectorAll('input[type="file"]')) entered.delete(field.name);
    try {
      const answer = await fetch(form.dataset.saves, { method: "POST", body: entered, credentials: "same-origin" });
      const isJson = (answer.headers.get("content-type") ?? "").startsWith("application/json");
      const { said, version } = isJson ? await answer.json() : { said: form.dataset.failed };
      say(said);
      if (answer.ok && isJson) form.elements.version.value = version;
      // What does not help by itself waits for somebody to press the button.
      else isStopped = true;
    } catch {
      say(form.dataset.failed);
    } finally {
      isSaving = false;
      if (pressed) form.requestSubmit(pressed);
    }
  }

  // Whoever takes something over, or chose a file, decides with a button.
  form.addEventListener("input", (event) => {
    if (event.target.name !== "take" && event.target.type !== "file") later();
  });
  form.addEventListener("submit", (event) => {
    isStopped = true;
    clearTimeout(waiting);
    if (!isSaving) return;
    // What is being saved comes first: the button begins with the version that it makes.
    event.preventDefault();
    event.stopPropagation();
    pressed = event.submitter;
  });
}
