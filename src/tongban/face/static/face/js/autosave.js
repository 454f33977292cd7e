/* Says when the draft was last saved. The saving itself is done by htmx attributes on the fields. */
"use strict";

(() => {
  const say = (element, text) => {
    const form = element.closest("form");
    const status = (form || document).querySelector("[data-autosave-status]");
    if (status) {
      status.textContent = text(status.dataset);
    }
  };
  const saved = (event) => event.detail.elt instanceof Element && event.detail.elt.closest("[data-autosave]");

  document.addEventListener("htmx:beforeRequest", (event) => {
    const field = saved(event);
    if (field) {
      say(field, (words) => words.saving);
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const field = saved(event);
    if (!field) {
      return;
    }
    if (event.detail.successful) {
      const now = new Date();
      const time = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
      say(field, (words) => `${words.saved} ${time}`);
      field.removeAttribute("data-unsaved");
    } else {
      say(field, (words) => words.failed);
      field.setAttribute("data-unsaved", "");
    }
  });

  /* Sending the form saves everything it holds, and cuts off the saving of the last answer: nobody needs a warning then. */
  let sent = false;
  document.addEventListener("submit", () => {
    sent = true;
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });

  window.addEventListener("beforeunload", (event) => {
    if (!sent && document.querySelector("[data-unsaved]")) {
      event.preventDefault();
    }
  });
})();
