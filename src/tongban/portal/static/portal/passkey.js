/* Passkeys. A form with data-passkey="create" or "get" asks the device and sends what it answers in the field
   "credential". Its button appears only where the browser can do this; what goes wrong is said in words. */
"use strict";

(() => {
  const able = window.PublicKeyCredential && window.webauthnJSON;

  const options = async (form) => {
    const inPage = document.getElementById(form.dataset.options);
    if (inPage) {
      return JSON.parse(inPage.textContent);
    }
    const answer = await fetch(form.action, { headers: { accept: "application/json" } });
    if (!answer.ok) {
      throw new Error(`status ${answer.status}`);
    }
    return answer.json();
  };

  const ask = async (form) => {
    const asked = await options(form);
    if (form.dataset.passkey === "get") {
      return window.webauthnJSON.get(asked.request_options);
    }
    /* A passkey signs in alone: it stays on the device and asks for finger, face or code. */
    asked.creation_options.publicKey.authenticatorSelection = {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
    return window.webauthnJSON.create(asked.creation_options);
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const failed = form.querySelector("[data-passkey-failed]");
    form.querySelector("[data-passkey-unable]").hidden = Boolean(able);
    form.querySelector("[data-passkey-able]").hidden = !able;
    form.addEventListener("submit", async (event) => {
      if (form.elements.credential.value) {
        return;
      }
      event.preventDefault();
      failed.hidden = true;
      try {
        form.elements.credential.value = JSON.stringify(await ask(form));
      } catch {
        failed.hidden = false;
        failed.focus();
        return;
      }
      form.requestSubmit();
    });
  }
})();
