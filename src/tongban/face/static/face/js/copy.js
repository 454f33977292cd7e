/* Copy buttons appear only where they can work: without scripts, or outside a secure page, they stay hidden. */
"use strict";

(() => {
  if (!navigator.clipboard) {
    return;
  }
  const reveal = (root) => {
    for (const button of root.querySelectorAll("[data-copy]")) {
      button.hidden = false;
    }
  };
  reveal(document);
  document.addEventListener("htmx:load", (event) => reveal(event.detail.elt));

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) {
      return;
    }
    const before = button.textContent;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = before;
    }, 2000);
  });
})();
