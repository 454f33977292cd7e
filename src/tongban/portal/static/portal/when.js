/* A question that only one answer makes relevant waits until that answer is given. Without this file all are shown. */
"use strict";

(() => {
  const chosen = (form, name) => {
    const found = [];
    for (const control of form.querySelectorAll(`[name="${name}"]`)) {
      const ticked = control.type === "checkbox" || control.type === "radio";
      if (control.value && !control.disabled && (!ticked || control.checked)) {
        found.push(control.value);
      }
    }
    return found;
  };

  const holds = (form, when) => {
    const [name, words] = when.split("=");
    const said = chosen(form, name);
    return words ? words.split(" ").some((word) => said.includes(word)) : said.length > 0;
  };

  const show = (form) => {
    for (const part of form.querySelectorAll("[data-when]")) {
      const relevant = holds(form, part.dataset.when);
      part.hidden = !relevant;
      for (const control of part.querySelectorAll("input, select, textarea")) {
        control.disabled = !relevant;
      }
    }
  };

  for (const form of document.querySelectorAll("form")) {
    if (form.querySelector("[data-when]")) {
      form.addEventListener("input", () => show(form));
      show(form);
    }
  }
})();
