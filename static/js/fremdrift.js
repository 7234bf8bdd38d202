// What the pages cannot say without JavaScript: that a request sent by htmx came to nothing.
// Every form and link works without this file.

function tell(text) {
  const box = document.getElementById("messages");
  if (!box) return;
  const alert = document.createElement("div");
  alert.className = "alert alert-error";
  alert.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.className = "alert-text";
  words.textContent = text;
  alert.append(words);
  box.replaceChildren(alert);
  box.scrollIntoView({ block: "nearest" });
}

const ANSWERS = {
  403: "Du har ikke adgang til at gøre det. Spørg projektlederen.",
  404: "Det, du vil ændre, findes ikke længere. Genindlæs siden.",
};

document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  tell(ANSWERS[status] || "Noget gik galt hos os, og ændringen er ikke gemt. Prøv igen om lidt.");
});

document.addEventListener("htmx:sendError", () => {
  tell("Der er ingen forbindelse, og ændringen er ikke gemt. Prøv igen, når du er på nettet.");
});

// A second press while the first is on its way would send the form twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});

// Back in the history shows the page as it was left, already sent.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Whoever was signed out meanwhile signs in on a whole page, not inside a panel.
document.addEventListener("htmx:beforeSwap", (event) => {
  const answered = new URL(event.detail.xhr.responseURL || location.href);
  if (!answered.pathname.startsWith("/konto/")) return;
  event.preventDefault();
  location.assign(answered);
});
