// Asks the browser for a passkey, through allauth's own scripts. Without this script, passwords and codes do the same.
(function () {
  "use strict";

  const ids = { credential: "passkey-credential", data: "passkey-data" };
  const start = {
    login: (forms) => forms.loginForm({ ids: { ...ids, data: undefined, login: "passkey-button" } }),
    authenticate: (forms) => forms.authenticateForm({ ids: { ...ids, authenticate: "passkey-button" } }),
    add: (forms) => forms.addForm({ ids: { ...ids, add: "passkey-button", passwordless: "id_passwordless" } }),
  };

  function show(selector, visible) {
    document.querySelectorAll(selector).forEach((part) => { part.hidden = !visible; });
  }

  const part = document.querySelector("[data-passkey]");
  if (!part) { return; }
  if (!window.webauthnJSON.supported()) {
    show("[data-passkey-missing]", true);
    return;
  }
  start[part.dataset.passkey](window.allauth.webauthn.forms);
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    show("[data-passkey-error]", true);
  });
  part.hidden = false;
}());
