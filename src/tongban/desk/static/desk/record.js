/* The record of a hearing without a mouse: Enter sends the line, Shift+Enter breaks it, Alt and a digit picks who speaks. */
"use strict";

(() => {
  const inRecord = (target) => target instanceof Element && target.closest("[data-record]");

  document.addEventListener("keydown", (event) => {
    const form = inRecord(event.target);
    // An input method ends a Chinese word with Enter: that is not the end of the line.
    if (!form || event.isComposing || event.keyCode === 229) {
      return;
    }
    if (event.key === "Enter" && !event.shiftKey && event.target instanceof HTMLTextAreaElement) {
      event.preventDefault();
      form.requestSubmit();
    }
    if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
      const speakers = form.querySelector("[name=speaker]");
      const place = Number(event.code.slice(5)) - 1;
      if (speakers && place < speakers.options.length) {
        event.preventDefault();
        speakers.selectedIndex = place;
      }
    }
  });

  document.addEventListener("htmx:afterSettle", () => {
    const words = document.querySelector("[data-record] textarea");
    if (words) {
      words.focus();
      words.scrollIntoView({ block: "nearest" });
    }
  });
})();
