// What a list of tasks gains with JavaScript: several rows are chosen with shift or all at once,
// a cell is changed where it stands, and what is asked stands in a dialog. Without this file the
// boxes and their bar lead to pages, and the row to the task.

const dialog = document.getElementById("liste-dialog");
const BOX = "input[name=valgt]";
let last = null; // the box that a range begins at
let asked = null; // the task that the dialog is about, to go back to

const table = () => document.getElementById("opgaver-tabel");
const boxes = () => [...(table()?.querySelectorAll(BOX) || [])];
const rowOf = (number) => table()?.querySelector(`tr[data-task="${number}"]`);
const numberOf = (element) => element.closest("tr[data-task]")?.dataset.task;

function say(text) {
  const said = document.getElementById("liste-sagt");
  if (said) said.textContent = text;
}

// --- choosing ---------------------------------------------------------------------

function count() {
  const bar = document.getElementById("samlet");
  if (!bar) return;
  const all = boxes();
  const chosen = all.filter((box) => box.checked);
  for (const box of all) box.closest("tr").classList.toggle("is-chosen", box.checked);
  bar.classList.add("is-live");
  bar.hidden = !chosen.length;
  bar.querySelector("[data-clear]").hidden = false;
  const words = `${chosen.length} valgt`;
  const shown = bar.querySelector("[data-count]");
  if (shown.textContent !== words) {
    shown.textContent = words;
    if (chosen.length) say(words);
  }
  const every = document.getElementById("vaelg-alle");
  if (every) {
    every.checked = chosen.length === all.length && all.length > 0;
    every.indeterminate = chosen.length > 0 && !every.checked;
  }
}

// Gives all boxes between two the state of the second.
function range(from, to) {
  const all = boxes();
  const [start, end] = [all.indexOf(from), all.indexOf(to)].sort((a, b) => a - b);
  if (start < 0) return;
  for (const box of all.slice(start, end + 1)) box.checked = to.checked;
}

function clear() {
  for (const box of boxes()) box.checked = false;
  last = null;
  count();
}

function offerAll() {
  const corner = table()?.querySelector("thead .tasks-pick");
  if (!corner || corner.firstElementChild) return;
  const every = document.createElement("input");
  every.type = "checkbox";
  every.id = "vaelg-alle";
  every.autocomplete = "off";
  every.setAttribute("aria-label", "Vælg alle viste opgaver");
  every.addEventListener("change", () => {
    for (const box of boxes()) box.checked = every.checked;
    count();
  });
  corner.append(every);
}

document.addEventListener("click", (event) => {
  const box = event.target.closest?.(BOX);
  if (!box) return;
  if (event.shiftKey && last?.isConnected) range(last, box);
  last = box;
  count();
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-clear]")) clear();
  if (event.target.closest?.("[data-print]")) window.print();
});

// Keys choose a range, too: static/js/task_list_keys.js says from where to where.
document.addEventListener("list:range", (event) => {
  range(event.detail.from, event.detail.to);
  count();
});
document.addEventListener("list:clear", clear);

// --- cells ------------------------------------------------------------------------

const FIELDS = { status: "status", executor: "udfoerer", responsible: "ansvarlig", due_on: "slutdato" };

// Only cells without a control of their own: the keys s, p, a and d and the bar do the same, so
// that nobody tabs through four stops in each row.
function enliven(cell) {
  if (cell.firstElementChild?.matches(".list-cell")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1;
  button.className = "list-cell";
  button.title = `Ret ${cell.dataset.title.toLowerCase()}`;
  button.setAttribute("aria-haspopup", "dialog");
  button.append(...cell.childNodes);
  cell.append(button);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".list-cell");
  if (!button) return;
  const field = FIELDS[button.closest("[data-edit]").dataset.edit];
  htmx.ajax("GET", `/opgaver/${numberOf(button)}/felt/${field}/`, {
    source: button,
    target: "#liste-dialog-indhold",
    swap: "innerHTML",
  });
});

// --- the dialog -------------------------------------------------------------------

function show(source) {
  const content = document.getElementById("liste-dialog-indhold");
  if (!dialog.open) {
    asked = numberOf(source);
    dialog.showModal();
  }
  const first =
    content.querySelector("[aria-invalid=true]") ||
    content.querySelector("input:checked, select, textarea, input:not([type=hidden])") ||
    content.querySelector("a, button");
  first?.focus();
}

// The browser reports a closed dialog a moment after it is closed. If the next key has moved the
// focus elsewhere by then, it stays there.
function back() {
  if (!asked) return;
  const at = document.activeElement;
  const row = rowOf(asked);
  if (at !== document.body && !row?.contains(at)) return;
  (row?.querySelector(".fd-row-link") || document.getElementById("opgaver"))?.focus();
}

if (dialog) {
  dialog.addEventListener("close", () => {
    document.getElementById("liste-dialog-indhold").replaceChildren();
    back();
  });
  dialog.addEventListener("click", (event) => {
    // The dialog itself is hit only beside what it holds.
    const isBeside = event.target === dialog;
    if (!isBeside && !event.target.closest("[data-close]")) return;
    event.preventDefault();
    dialog.close();
  });
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "liste-dialog-indhold") show(event.detail.requestConfig.elt);
});

// The answer to a saved cell is its row, put where the row was.
document.addEventListener("task:saved", (event) => {
  dialog.close();
  begin();
  say(event.detail.said);
});

// --- at first, and whenever htmx has brought another list --------------------------

function begin() {
  if (!table()) return;
  offerAll();
  for (const cell of table().querySelectorAll("[data-edit]")) enliven(cell);
  for (const tool of document.querySelectorAll("[data-live]")) tool.hidden = false;
  count();
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id === "opgaver" || event.detail.elt.id === "opgaver") begin();
});
// Back in the history the browser has chosen again what was chosen.
window.addEventListener("pageshow", () => table() && count());

begin();
document.getElementById("samlet-resultat")?.focus();
