// A button that copies what stands in a field, or the address of a page. Without this file one marks the field and
// copies by hand, and takes the address from the browser's own line.

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const said = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Adressen er kopieret.";
    } catch {
      said.textContent = "Adressen er markeret. Kopiér den med Ctrl og C.";
    }
  });
}

for (const button of document.querySelectorAll("[data-copies-link]")) {
  const address = new URL(button.dataset.copiesLink, location.href).href;
  const said = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = "Linket er kopieret.";
    } catch {
      said.textContent = address;
    }
  });
}
