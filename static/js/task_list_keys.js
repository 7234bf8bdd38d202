// Keys of a list of tasks. They are heard only while the list, or nothing on the page, has the
// focus, and never where something is typed. Whoever is disturbed by them turns them off in their
// dialog.

const help = document.getElementById("liste-taster");
const OFF = "genveje-fra";
const EDITS = { s: "status", p: "executor", a: "responsible", d: "due_on" };
let anchor = null; // the row that shift and an arrow choose from

const list = () => document.getElementById("opgaver");
const rows = () => [...document.querySelectorAll("#opgaver-tabel tr[data-task]")];
const linkOf = (row) => row?.querySelector(".fd-row-link");
const boxOf = (row) => row?.querySelector("input[name=valgt]");
const current = () => document.activeElement?.closest?.("#opgaver-tabel tr[data-task]");

// Private windows and strict settings may keep nothing; then the keys are on.
function isOff() {
  try {
    return localStorage.getItem(OFF) === "ja";
  } catch {
    return false;
  }
}

function turn(off) {
  try {
    if (off) localStorage.setItem(OFF, "ja");
    else localStorage.removeItem(OFF);
  } catch {
    // It holds for this page alone.
  }
}

function isTyping(element) {
  if (element.matches("input[name=valgt], #vaelg-alle")) return false;
  return element.matches("input, select, textarea, [contenteditable]");
}

function mayHear(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (!list() || isOff() || document.querySelector("dialog[open]")) return false;
  const at = document.activeElement || document.body;
  // A press on the page's text gives the focus to all of its content.
  const isNowhere = at.matches("body, #main-content");
  return (isNowhere || list().contains(at)) && !isTyping(at);
}

function step(by, { chooses = false } = {}) {
  const all = rows();
  const from = current();
  const at = from ? all.indexOf(from) + by : 0;
  const to = all[at];
  if (!to) return;
  if (chooses) extend(from || to, to);
  else anchor = null;
  linkOf(to)?.focus();
  to.scrollIntoView({ block: "nearest" });
}

function extend(from, to) {
  anchor = anchor?.isConnected ? anchor : from;
  // What the range has left again is no longer chosen.
  if (boxOf(from)) boxOf(from).checked = false;
  if (boxOf(anchor)) boxOf(anchor).checked = true;
  const reach = rows();
  const between = reach.slice(
    Math.min(reach.indexOf(anchor), reach.indexOf(to)),
    Math.max(reach.indexOf(anchor), reach.indexOf(to)) + 1,
  );
  const chosen = between.map(boxOf).filter(Boolean);
  for (const box of chosen) box.checked = true;
  if (!chosen.length) return;
  const detail = { from: chosen[0], to: chosen.at(-1) };
  document.dispatchEvent(new CustomEvent("list:range", { detail }));
}

function edit(field) {
  current()?.querySelector(`[data-edit=${field}] .list-cell`)?.click();
}

function act(event) {
  const { key } = event;
  const isInRow = Boolean(current());
  if (key === "?") help?.showModal();
  else if (key === "/") document.querySelector("#opgave-soeg [type=search]")?.focus();
  else if (key === "j" || (isInRow && key === "ArrowDown")) step(1, { chooses: event.shiftKey });
  else if (key === "k" || (isInRow && key === "ArrowUp")) step(-1, { chooses: event.shiftKey });
  else if (isInRow && key === "x") boxOf(current())?.click();
  else if (isInRow && EDITS[key]) edit(EDITS[key]);
  else if (key === "Escape") document.dispatchEvent(new CustomEvent("list:clear"));
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (mayHear(event) && act(event)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-keys]")) help?.showModal();
});

if (help) {
  const toggle = help.querySelector("[data-toggle]");
  toggle.checked = !isOff();
  toggle.addEventListener("change", () => turn(!toggle.checked));
  help.querySelector("[data-close]").addEventListener("click", () => help.close());
}
