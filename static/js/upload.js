// Files that are dropped on a task or chosen for it: sent one at a time, each with its own bar.
// Without this file the form sends all of them with its button.

const MOST_BYTES = 50 * 1024 * 1024;
const TOLD = {
  0: "Forbindelsen blev afbrudt. Filen er ikke tilføjet. Prøv igen.",
  403: "Du har ikke længere adgang til at tilføje filer. Genindlæs siden.",
  404: "Opgaven findes ikke længere. Genindlæs siden.",
  409: "Opgaven er trukket tilbage. Genindlæs siden.",
  413: "Filen fylder mere end 50 MB. Del den op, eller gør den mindre.",
};
const FAILED = "Noget gik galt hos os, og filen er ikke tilføjet. Prøv igen om lidt.";
const TOO_LARGE = TOLD[413];

for (const form of document.querySelectorAll("[data-upload]")) prepare(form);

function prepare(form) {
  const input = form.querySelector("input[type=file]");
  form.querySelector("[data-drop-hint]").hidden = false;
  form.querySelector("[data-upload-send]").hidden = true;
  // Chosen files go at once, as dropped ones do; the same one can be chosen again.
  input.addEventListener("change", async () => {
    const files = [...input.files];
    input.value = "";
    await sendAll(form, files);
  });
  const over = (is) => form.classList.toggle("is-over", is);
  form.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    over(true);
  });
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) over(false);
  });
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    sendAll(form, [...event.dataTransfer.files]);
  });
}

// A file that is dropped beside the place must not be opened instead of the page.
for (const kind of ["dragover", "drop"]) {
  window.addEventListener(kind, (event) => {
    if (event.dataTransfer?.types.includes("Files") && !event.defaultPrevented) event.preventDefault();
  });
}

async function sendAll(form, files) {
  const waiting = files.map((file) => [file, waitingLine(form, file)]);
  let added = 0;
  for (const [file, line] of waiting) {
    if (await send(form, file, line)) added += 1;
  }
  const refused = files.length - added;
  tell(form, added, refused);
}

function waitingLine(form, file) {
  const line = document.createElement("li");
  const main = document.createElement("span");
  main.className = "fd-rows__main";
  const name = document.createElement("span");
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", `${file.name}, så meget er sendt`);
  main.append(name, bar);
  line.append(main);
  form.querySelector("[data-on-the-way]").append(line);
  return line;
}

// Resolves to whether the file was added.
function send(form, file, line) {
  if (file.size > MOST_BYTES) {
    refuse(line, file, TOO_LARGE);
    return Promise.resolve(false);
  }
  const body = new FormData(form);
  body.set("file", file, file.name);
  const request = new XMLHttpRequest();
  const bar = line.querySelector("progress");
  request.open("POST", form.action);
  request.setRequestHeader("HX-Request", "true");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = (event.loaded / event.total) * 100;
  });
  // All is sent, and is being looked through: a bar that moves without saying how far.
  request.upload.addEventListener("load", () => bar.removeAttribute("value"));
  return new Promise((resolve) => {
    request.addEventListener("loadend", () => resolve(answered(form, file, line, request)));
    request.send(body);
  });
}

function answered(form, file, line, request) {
  if (request.responseURL && new URL(request.responseURL).pathname.startsWith("/konto/")) {
    location.assign(request.responseURL);
    return false;
  }
  if (![200, 422].includes(request.status)) {
    refuse(line, file, TOLD[request.status] || FAILED);
    return false;
  }
  const answer = document.createElement("template");
  answer.innerHTML = request.responseText;
  const lines = answer.content;
  const isAdded = !lines.querySelector("[data-refused]");
  if (isAdded) {
    const list = document.querySelector("[data-files]");
    list.hidden = false;
    document.querySelector("[data-no-files]")?.remove();
    list.append(lines);
    line.remove();
  } else {
    line.replaceWith(lines);
  }
  return isAdded;
}

function refuse(line, file, why) {
  const main = line.querySelector(".fd-rows__main");
  main.classList.add("form-error-message");
  main.textContent = `»${file.name}«: ${why}`;
}

function tell(form, added, refused) {
  const parts = [];
  if (added) parts.push(added === 1 ? "1 fil er tilføjet." : `${added} filer er tilføjet.`);
  if (refused) parts.push(refused === 1 ? "1 fil er ikke tilføjet." : `${refused} filer er ikke tilføjet.`);
  form.querySelector("[data-upload-told]").textContent = parts.join(" ");
}
