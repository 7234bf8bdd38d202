// Passkeys: the browser asks the person's device, and what it answers goes out in the form.
// A form says what it wants: data-passkey="create" or "get". Its button is shown only here,
// because without this file it could do nothing.

async function question(form) {
  const url = form.dataset.optionsFrom;
  if (!url) return JSON.parse(document.getElementById("passkey-options").textContent);
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function credential(form) {
  const asked = await question(form);
  if (form.dataset.passkey === "get") {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.request_options.publicKey);
    return navigator.credentials.get({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked.creation_options.publicKey);
  // Kept on the device, so that it signs in without a password too.
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  };
  return navigator.credentials.create({ publicKey });
}

async function send(form) {
  const complaint = form.querySelector("[data-passkey-error]");
  complaint.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await credential(form));
    form.submit();
  } catch {
    complaint.textContent = "Adgangsnøglen blev ikke brugt. Prøv igen, eller vælg en anden måde.";
    complaint.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
  const button = form.querySelector("[data-passkey-button]");
  button.hidden = false;
  button.addEventListener("click", () => send(form));
}
