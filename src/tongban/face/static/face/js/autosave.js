/* Saving of single answers is done by htmx attributes on the fields. This says how it went, tries again by itself while
   the court is out of reach or busy, and meanwhile keeps what was typed in this browser: closing it loses nothing.
   What is kept here goes when it is saved, when the person signs out, and after half a day. */
"use strict";

(() => {
  const PREFIX = "tongban-unsaved ";
  const KEPT_FOR = 12 * 60 * 60 * 1000;
  const SAVED = 204;

  const say = (element, text) => {
    const form = element.closest("form");
    const status = (form || document).querySelector("[data-autosave-status]");
    if (status) {
      status.textContent = text(status.dataset);
    }
  };

  /* In-app browsers may refuse storage; then the page itself is the only keeper. */
  const storage = (work) => {
    try {
      return work(window.localStorage);
    } catch {
      return null;
    }
  };
  const own = (store) => Object.keys(store).filter((key) => key.startsWith(PREFIX));
  const keyOf = (field) => `${PREFIX}${field.getAttribute("hx-post")} ${field.name}`;
  /* Answers of several ticks are saved at once, and drafts of judges are not kept outside the court. */
  const kept = (field) => document.body.classList.contains("portal") && field.type !== "checkbox";

  const keep = (field) => {
    if (field && kept(field)) {
      storage((store) => store.setItem(keyOf(field), JSON.stringify({ at: Date.now(), value: field.value })));
    }
  };
  const forget = (field) => storage((store) => store.removeItem(keyOf(field)));

  /* The form takes the answer along; whether it arrived is known when the next page comes. */
  const handOver = (field) =>
    storage((store) => {
      const entry = store.getItem(keyOf(field));
      if (entry) {
        store.setItem(keyOf(field), JSON.stringify({ ...JSON.parse(entry), sent: true }));
      }
    });

  const fieldOf = (event) => {
    const element = event.detail?.elt || event.target;
    return element instanceof Element && element.matches("[data-autosave]") ? element : null;
  };
  const save = (field) => window.htmx.trigger(field, "change");
  const unsaved = (status) => (status ? (status === 429 || status >= 500 ? "busy" : "refused") : "unreached");

  document.addEventListener("input", (event) => keep(fieldOf(event)));

  /* Whoever leaves a field on the way to the button changes nothing: a saving that raced with the form kept what was sent. */
  const stored = (field) =>
    !["radio", "checkbox"].includes(field.type) && !field.dataset.unsaved && field.dataset.stored === field.value;

  document.addEventListener("htmx:beforeRequest", (event) => {
    const field = fieldOf(event);
    if (field && stored(field)) {
      forget(field);
      event.preventDefault();
    } else if (field) {
      keep(field);
      delete field.dataset.stored; /* until the court has answered: what was typed back is sent again */
      field.dataset.sent = field.value;
      say(field, (words) => words.saving);
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const field = fieldOf(event);
    if (!field) {
      return;
    }
    const status = event.detail.xhr.status;
    if (status === SAVED) {
      say(field, (words) => `${words.saved} ${new Date().toTimeString().slice(0, 5)}`);
      delete field.dataset.unsaved;
      field.dataset.stored = field.dataset.sent;
      if (field.dataset.sent === field.value) {
        forget(field);
      }
    } else {
      say(field, (words) => words.failed);
      field.dataset.unsaved = unsaved(status);
    }
  });

  /* A newer saving of the same answer has taken its place, and will tell how it went: nothing is cut off. */
  document.addEventListener("htmx:sendAbort", (event) => delete fieldOf(event)?.dataset.unsaved);

  const again = () => document.querySelectorAll("[data-unsaved=unreached], [data-unsaved=busy]").forEach(save);
  window.setInterval(again, 3000);
  window.addEventListener("online", again);

  /* Sending the form saves everything it holds, and cuts off the saving of the last answer: nobody needs a warning then.
     While the court cannot be reached the page stays: an error page in its place would lose the files that were chosen. */
  let sent = false;
  document.addEventListener("submit", (event) => {
    const waiting = event.target.querySelector("[data-unsaved=unreached]");
    if (waiting) {
      event.preventDefault();
      say(waiting, (words) => words.failed);
      again();
      return;
    }
    sent = true;
    event.target.querySelectorAll("[data-autosave]").forEach(handOver);
    if (/sign-?out|logout/.test(event.target.action)) {
      storage((store) => own(store).forEach((key) => store.removeItem(key)));
    }
  });
  window.addEventListener("pageshow", () => (sent = false));

  window.addEventListener("beforeunload", (event) => {
    if (!sent && document.querySelector("[data-unsaved]")) {
      event.preventDefault();
    }
  });

  const put = (field, value) => {
    if (field.type === "radio") {
      field.checked = field.value === value;
    } else {
      field.value = value;
    }
  };

  const restore = () => {
    /* Whoever comes back or loads again comes from a page that did not arrive. */
    const arrived = performance.getEntriesByType("navigation")[0]?.type === "navigate";
    storage((store) =>
      own(store).forEach((key) => {
        const entry = JSON.parse(store.getItem(key));
        if (Date.now() - entry.at > KEPT_FOR || (entry.sent && arrived)) {
          store.removeItem(key);
          return;
        }
        const fields = [...document.querySelectorAll("[data-autosave]")].filter((field) => keyOf(field) === key);
        fields.forEach((field) => put(field, entry.value));
        fields.filter((field) => field.type !== "radio" || field.checked).slice(0, 1).forEach(save);
      }),
    );
  };
  document.addEventListener("DOMContentLoaded", restore);
})();
