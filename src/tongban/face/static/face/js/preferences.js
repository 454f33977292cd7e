/* Text size and colours change at once, without a new page that could lose what was typed. Language needs a new page. */
"use strict";

(() => {
  const attributes = { text: "text", theme: "theme" };

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-preferences]");
    const button = event.submitter;
    if (!form || !button || !(button.name in attributes)) {
      return;
    }
    event.preventDefault();
    document.documentElement.dataset[attributes[button.name]] = button.value;
    for (const other of form.querySelectorAll(`button[name="${button.name}"]`)) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    const body = new URLSearchParams({ [button.name]: button.value });
    try {
      await fetch(form.action, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
    } catch {
      /* The page already looks as wished; the cookie is set the next time. */
    }
  });

  /* After a refused form the summary is what a person should hear and see first. */
  const errors = document.querySelector("[data-errors]");
  if (errors) {
    /* A form that was sent after the link past the head goes to an address with #main, which would take the focus away.
       Elsewhere the address stays: a page that only takes forms could not be loaded again under it. */
    if (window.location.hash) {
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
    }
    errors.focus();
    window.addEventListener("load", () => {
      if (document.activeElement?.id === "main") {
        errors.focus();
      }
    });
  }
})();
