/* A long list of places gets a box to search in; without this file the plain list works. */
"use strict";

(() => {
  const groupsOf = (list) =>
    Array.from(list.querySelectorAll("optgroup"), (group) => ({
      label: group.label,
      options: Array.from(group.querySelectorAll("option"), (option) => ({ value: option.value, text: option.text })),
    }));

  const option = (entry, chosen) => new Option(entry.text, entry.value, false, entry.value === chosen);

  const fill = (list, first, groups, words) => {
    const chosen = list.value;
    const fits = (entry) => words.every((word) => entry.text.includes(word)) || entry.value === chosen;
    list.replaceChildren(first);
    for (const group of groups) {
      const fitting = group.options.filter(fits);
      if (fitting.length) {
        const element = document.createElement("optgroup");
        element.label = group.label;
        element.append(...fitting.map((entry) => option(entry, chosen)));
        list.append(element);
      }
    }
    list.value = chosen;
  };

  for (const list of document.querySelectorAll("select[data-places]")) {
    const groups = groupsOf(list);
    const first = list.options[0];
    const box = document.createElement("input");
    box.type = "search";
    box.className = "input input--full places__filter";
    box.placeholder = list.dataset.places;
    box.setAttribute("aria-label", list.dataset.places);
    box.setAttribute("aria-controls", list.id);
    box.addEventListener("input", () => fill(list, first, groups, box.value.trim().split(/\s+/).filter(Boolean)));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        list.focus();
      }
    });
    list.before(box);
  }
})();
