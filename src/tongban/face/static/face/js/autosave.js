/* Saving of single answers is done by htmx attributes on the fields. This says how it went, and tries again by itself
   while the court is out of reach or busy. What it could not save yet, kept.js keeps in this browser. */
"use strict";

(() => {
  const SAVED = 204;
  /* Milliseconds: between two tries, at most that while the court is busy; and until an answer is given up. */
  const PAUSE = 3000;
  const LONGEST_PAUSE = 30_000;
  const PATIENCE = 120_000;

  const say = (element, text) => {
    const form = element.closest("form");
    const status = (form || document).querySelector("[data-autosave-status]");
    if (status) {
      status.textContent = text(status.dataset);
    }
  };

  const fieldOf = (event) => {
    const element = event.detail?.elt || event.target;
    return element instanceof Element && element.matches("[data-autosave]") ? element : null;
  };
  const unsaved = (status) => (status ? (status === 429 || status >= 500 ? "busy" : "refused") : "unreached");

  /* Whoever leaves a field on the way to the button changes nothing: a saving that raced with the form kept what was sent. */
  const stored = (field) =>
    !["radio", "checkbox"].includes(field.type) && !field.dataset.unsaved && field.dataset.stored === field.value;

  /* A line that went dead without a word would leave the answer on the way for ever. */
  document.addEventListener("htmx:configRequest", (event) => {
    if (fieldOf(event)) {
      event.detail.timeout = PATIENCE;
    }
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const field = fieldOf(event);
    if (field && stored(field)) {
      event.preventDefault();
    } else if (field) {
      delete field.dataset.stored; /* until the court has answered: what was typed back is sent again */
      field.dataset.sent = field.value;
      say(field, (words) => words.saving);
    }
  });

  /* As long as one answer of a form is not saved, nobody is told that the form is. */
  const tell = (field) => {
    const left = field.dataset.unsaved ? field : field.form?.querySelector("[data-unsaved]");
    say(field, (words) => {
      if (left) {
        return left.dataset.unsaved === "refused" ? words.refused : words.failed;
      }
      return `${words.saved} ${new Date().toTimeString().slice(0, 5)}`;
    });
  };

  let pause = PAUSE;
  document.addEventListener("htmx:afterRequest", (event) => {
    const field = fieldOf(event);
    if (!field) {
      return;
    }
    const status = event.detail.xhr.status;
    if (status === SAVED) {
      delete field.dataset.unsaved;
      field.dataset.stored = field.dataset.sent;
    } else {
      field.dataset.unsaved = unsaved(status);
    }
    pause = field.dataset.unsaved === "busy" ? Math.min(2 * pause, LONGEST_PAUSE) : PAUSE;
    tell(field);
  });

  /* A newer saving of the same answer has taken its place, and will tell how it went: nothing is cut off. */
  document.addEventListener("htmx:sendAbort", (event) => delete fieldOf(event)?.dataset.unsaved);

  const again = () =>
    document
      .querySelectorAll("[data-unsaved=unreached], [data-unsaved=busy]")
      .forEach((field) => window.htmx.trigger(field, "change"));
  const goOn = () => {
    again();
    window.setTimeout(goOn, pause);
  };
  window.setTimeout(goOn, pause);
  window.addEventListener("online", again);

  /* Sending the form saves everything it holds, and cuts off the saving of the last answer: nobody needs a warning of
     that then. While the court cannot be reached the page stays: an error page in its place would lose the files that
     were chosen. */
  let sent = null;
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) {
      return; /* the page stays: colours, or a form that is sent by htmx */
    }
    const waiting = event.target.querySelector("[data-unsaved=unreached]");
    if (waiting) {
      event.preventDefault();
      say(waiting, (words) => words.failed);
      again();
      return;
    }
    sent = event.target;
  });
  window.addEventListener("pageshow", () => (sent = null));

  window.addEventListener("beforeunload", (event) => {
    if ([...document.querySelectorAll("[data-unsaved]")].some((field) => field.form !== sent)) {
      event.preventDefault();
    }
  });
})();
