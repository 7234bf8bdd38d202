// A button that copies what stands in a field. Without this file one marks it and copies by hand.

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
