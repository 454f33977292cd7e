/* A button that prints the page it stands on. */
"use strict";

document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
