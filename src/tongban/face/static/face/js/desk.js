/* Keys of the desk. Whatever carries data-key is pressed by that key, or by two keys one after the other ("g i"). */
"use strict";

(() => {
  const PAUSE = 1200;
  let typed = "";
  let timer = 0;

  const inText = (element) =>
    element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.closest("dialog");

  const shown = (element) => element.getClientRects().length > 0;

  const targets = () => Array.from(document.querySelectorAll("[data-key]")).filter(shown);

  const words = (element) => {
    const copy = element.cloneNode(true);
    for (const key of copy.querySelectorAll(".key")) {
      key.remove();
    }
    return copy.textContent.trim();
  };

  const list = () => {
    const dialog = document.querySelector("[data-keys-dialog]");
    if (!dialog || dialog.open) {
      return;
    }
    const entries = targets().map((element) => {
      const row = document.createElement("div");
      const term = document.createElement("dt");
      const meaning = document.createElement("dd");
      for (const part of element.dataset.key.split(" ")) {
        const key = document.createElement("kbd");
        key.textContent = part;
        term.append(key, " ");
      }
      meaning.textContent = words(element);
      row.append(term, meaning);
      return row;
    });
    dialog.querySelector("[data-keys-list]").replaceChildren(...entries);
    dialog.showModal();
    dialog.querySelector("h2").focus();
  };

  const walk = (step) => {
    const rows = Array.from(document.querySelectorAll("[data-row]")).filter(shown);
    if (!rows.length) {
      return;
    }
    const at = rows.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
    rows[next].focus();
  };

  const press = (sequence) => {
    const found = targets().find((element) => element.dataset.key === sequence);
    if (found) {
      found.focus();
      found.click();
    }
    return Boolean(found);
  };

  const builtIn = { "?": list, j: () => walk(1), k: () => walk(-1) };

  document.addEventListener("keydown", (event) => {
    const off = document.documentElement.dataset.keys === "off";
    if (off || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || inText(event.target)) {
      return;
    }
    if (event.key.length !== 1) {
      return;
    }
    clearTimeout(timer);
    const sequence = typed ? `${typed} ${event.key}` : event.key;
    typed = "";
    if (press(sequence) || press(event.key)) {
      event.preventDefault();
    } else if (targets().some((element) => element.dataset.key.startsWith(`${event.key} `))) {
      typed = event.key;
      timer = setTimeout(() => {
        typed = "";
      }, PAUSE);
    } else if (builtIn[event.key]) {
      event.preventDefault();
      builtIn[event.key]();
    }
  });
})();
