/* Before sending: name, size, and the digest as this device computes it, to compare with the digest the server returns.
   While sending: progress, when the form is sent by htmx. */
"use strict";

(() => {
  /* The browser's digest needs the whole file in memory: above this the server's digest must do. */
  const DIGEST_LIMIT = 64 * 1024 * 1024;

  const readable = (bytes) => {
    const units = ["B", "KB", "MB", "GB"];
    let unit = 0;
    let amount = bytes;
    while (amount >= 1024 && unit < units.length - 1) {
      amount /= 1024;
      unit += 1;
    }
    return `${unit ? amount.toFixed(1).replace(/\.0$/, "") : amount} ${units[unit]}`;
  };

  const digest = async (file) => {
    const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const hex = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.match(/.{8}/g).join(" ");
  };

  const line = (text, strong) => {
    const element = document.createElement(strong ? "strong" : "span");
    element.textContent = `${text} `;
    return element;
  };

  const describe = async (file, limit, status) => {
    const entry = document.createElement("p");
    entry.append(line(file.name, true), line(readable(file.size)));
    status.append(entry);
    if (limit && file.size > limit) {
      const problem = line(status.dataset.tooLarge);
      problem.className = "error";
      entry.append(problem);
      return false;
    }
    if (window.crypto && crypto.subtle && file.size <= DIGEST_LIMIT) {
      const waiting = line(status.dataset.reading);
      entry.append(waiting);
      waiting.replaceWith(line(`${status.dataset.digestName} ${await digest(file)}`));
    }
    return true;
  };

  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !("upload" in input.dataset)) {
      return;
    }
    const status = input.closest(".field").querySelector("[data-upload-status]");
    status.textContent = "";
    const limit = Number(input.dataset.limit || 0);
    const fits = await Promise.all(Array.from(input.files, (file) => describe(file, limit, status)));
    input.setCustomValidity(fits.every(Boolean) ? "" : status.dataset.tooLarge);
  });

  document.addEventListener("htmx:xhr:progress", (event) => {
    const bar = event.target.querySelector("[data-upload-progress]");
    if (bar && event.detail.lengthComputable) {
      bar.hidden = false;
      bar.value = (100 * event.detail.loaded) / event.detail.total;
    }
  });
})();
