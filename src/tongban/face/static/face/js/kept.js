/* What is typed is kept in this browser until the court has it: closing it, an error page, or having to sign in again
   loses nothing. What is kept here goes when it is saved, when its form was taken, when the person signs out, and after
   half a day. It comes after autosave.js, which says what is saved and what is not. */
"use strict";

(() => {
  const PREFIX = "tongban-unsaved ";
  const TAKEN = "tongban_taken_"; /* wiring/typed.py: the cookie that calls a sending by its name, once it was taken */
  const KEPT_FOR = 12 * 60 * 60 * 1000;
  const SAVED = 204;

  /* In-app browsers may refuse storage; then the page itself is the only keeper. */
  const storage = (work) => {
    try {
      return work(window.localStorage);
    } catch {
      return null;
    }
  };
  /* What an earlier version wrote, or half of it, keeps nothing else from being put back. */
  const read = (store, key) => {
    try {
      return JSON.parse(store.getItem(key)) || {};
    } catch {
      return {};
    }
  };
  const own = (store) => Object.keys(store).filter((key) => key.startsWith(PREFIX));
  const keyOf = (field) => `${PREFIX}${field.getAttribute("hx-post")} ${field.name}`;
  const fieldOf = (event) => {
    const element = event.detail?.elt || event.target;
    return element instanceof Element && element.matches("[data-autosave]") ? element : null;
  };
  const all = () => [...document.querySelectorAll("[data-autosave]")];
  /* Ticks are one answer together: the one that is saved again may not be ticked any more. */
  const ticks = (field) => ["radio", "checkbox"].includes(field.type);
  const answer = (field) => {
    const group = ticks(field) ? all().filter((one) => keyOf(one) === keyOf(field) && one.checked) : [field];
    return group.map((one) => one.value).join("\n");
  };

  const keep = (field) => {
    /* Drafts of judges are not kept outside the court. */
    if (field && document.body.classList.contains("portal")) {
      storage((store) => {
        const before = read(store, keyOf(field));
        const entry = { at: Date.now(), value: answer(field) };
        if (before.value === entry.value) {
          entry.sent = before.sent; /* it is saved once more while the form is on the way */
        }
        store.setItem(keyOf(field), JSON.stringify(entry));
      });
    }
  };
  /* Another window may have kept another answer since. */
  const forget = (field, value) =>
    storage((store) => {
      if (read(store, keyOf(field)).value === value) {
        store.removeItem(keyOf(field));
      }
    });

  document.addEventListener("input", (event) => keep(fieldOf(event)));

  document.addEventListener("htmx:beforeRequest", (event) => {
    const field = fieldOf(event);
    if (field && event.defaultPrevented) {
      forget(field, answer(field));
    } else if (field) {
      keep(field);
      field.dataset.kept = answer(field);
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const field = fieldOf(event);
    if (field && event.detail.xhr.status === SAVED) {
      forget(field, field.dataset.kept);
    }
  });

  /* The form takes the answers along under a name; the court tells with a cookie of that name that it took them. */
  const handOver = (form) =>
    storage((store) => {
      const name = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
      const along = (field) => read(store, keyOf(field)).value === answer(field);
      const keys = [...form.querySelectorAll("[data-autosave]")].filter(along).map(keyOf);
      keys.forEach((key) => store.setItem(key, JSON.stringify({ ...read(store, key), sent: name })));
      form.querySelector("[name=handed_over]")?.remove();
      if (keys.length) {
        const input = document.createElement("input");
        Object.assign(input, { type: "hidden", name: "handed_over", value: name });
        form.append(input);
      }
    });

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) {
      return;
    }
    handOver(event.target);
    if (/sign-?out|logout/.test(event.target.action)) {
      storage((store) => own(store).forEach((key) => store.removeItem(key)));
    }
  });

  /* Whether what was kept stands there now: a choice may be offered no longer. */
  const put = (field, value) => {
    if (ticks(field)) {
      const chosen = value.split("\n").includes(field.value);
      field.checked = field.type === "radio" ? field.checked || chosen : chosen;
      return chosen;
    }
    const before = field.value;
    field.value = value;
    if (field.value !== value) {
      field.value = before;
      return false;
    }
    return true;
  };

  const restore = () => {
    const taken = document.cookie.split("; ").filter((one) => one.startsWith(TAKEN));
    const names = taken.map((one) => one.slice(TAKEN.length).split("=")[0]);
    storage((store) =>
      own(store).forEach((key) => {
        const entry = read(store, key);
        const old = typeof entry.value !== "string" || !(Date.now() - entry.at < KEPT_FOR);
        if (old || names.includes(entry.sent)) {
          store.removeItem(key);
          return;
        }
        all()
          .filter((field) => keyOf(field) === key && put(field, entry.value))
          .slice(0, 1)
          .forEach((field) => window.htmx.trigger(field, "change"));
      }),
    );
    taken.forEach((one) => (document.cookie = `${one.split("=")[0]}=; Max-Age=0; Path=/; SameSite=Lax`));
  };
  document.addEventListener("DOMContentLoaded", restore);
})();
