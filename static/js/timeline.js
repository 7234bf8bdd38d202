// What a timeline gains with a mouse or a finger: a task opens when it is pressed, and its due
// date can be dragged. Nothing is saved before the dialog's form is sent, to the address that the
// task's own page sends its dates to. The table beneath does it all without this file.

const timeline = document.querySelector(".timeline");
const dialog = document.querySelector(".timeline-dialog");
const DAY = 24 * 60 * 60 * 1000;
const STILL = 4; // pixels within which a press is no drag

// Dates without a time, reckoned in UTC, where every day has 24 hours.
const moved = (iso, days) => new Date(Date.parse(iso) + days * DAY).toISOString().slice(0, 10);
const spoken = (iso) =>
  new Intl.DateTimeFormat("da-DK", { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));

function ask(task, due) {
  const form = dialog.querySelector("form");
  const { due: before, dates, revision, start, reason } = task.dataset;
  const say = (name, words) => {
    dialog.querySelector(`[data-say=${name}]`).textContent = words;
  };
  say("title", task.querySelector("title").textContent);
  say("before", spoken(before));
  say("after", spoken(due));
  say("error", "");
  form.action = dates;
  form.elements.revision.value = revision;
  form.elements.starts_on.value = start;
  form.elements.due_on.value = due;
  form.elements.due_reason.value = reason;
  form.elements.due_on.oninput = () => {
    if (form.elements.due_on.value) say("after", spoken(form.elements.due_on.value));
  };
  dialog.showModal();
  form.elements.due_reason.focus();
}

// What the task's page says of a form that it does not take.
function troubles(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = page.querySelectorAll(
    "#panel-dates .form-error-message, #panel-dates .alert-heading, main > .alert .alert-heading",
  );
  return [...new Set([...found].map((one) => one.textContent.trim()))].join(" ");
}

async function send(form) {
  const say = dialog.querySelector("[data-say=error]");
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      redirect: "manual",
    });
    // The task's page answers what it has saved by leading back to itself.
    if (answer.type === "opaqueredirect") {
      location.reload();
      return;
    }
    say.textContent =
      (answer.status < 500 && troubles(await answer.text())) ||
      "Datoen er ikke gemt. Genindlæs siden, og prøv igen.";
  } catch {
    say.textContent = "Der er ingen forbindelse, og datoen er ikke gemt. Prøv igen.";
  }
  button.disabled = false;
}

function follow(start, task, plot) {
  const perDay = Number(timeline.dataset.day);
  const ghost = document.createElementNS("http://www.w3.org/2000/svg", "path");
  ghost.setAttribute("class", "timeline__ghost");
  const at = start.clientX - plot.getBoundingClientRect().left;
  let days = 0;
  const move = (event) => {
    days = Math.round((event.clientX - start.clientX) / perDay);
    ghost.setAttribute("d", `M${at + days * perDay} 0V${plot.getAttribute("height")}`);
    if (!ghost.isConnected) plot.append(ghost);
  };
  const end = (event) => {
    for (const [name, listener] of listeners) document.removeEventListener(name, listener);
    ghost.remove();
    if (event.type !== "pointerup") return;
    if (Math.abs(event.clientX - start.clientX) < STILL) location.assign(task.dataset.url);
    else if (days) ask(task, moved(task.dataset.due, days));
  };
  const cancel = (event) => event.key === "Escape" && end(event);
  const listeners = [
    ["pointermove", move],
    ["pointerup", end],
    ["pointercancel", end],
    ["keydown", cancel],
  ];
  for (const [name, listener] of listeners) document.addEventListener(name, listener);
}

function enliven(plot) {
  // Letting go beside where one took hold counts as a click on what lies around both.
  let isHeld = false;
  timeline.classList.add("timeline--live");
  plot.addEventListener("pointerdown", (event) => {
    const task = event.target.closest(".timeline__task");
    isHeld = Boolean(dialog && event.target.closest(".timeline__handle"));
    if (event.button || !isHeld) return;
    event.preventDefault();
    follow(event, task, plot);
  });
  plot.addEventListener("click", (event) => {
    const task = event.target.closest(".timeline__task");
    if (task && !isHeld) location.assign(task.dataset.url);
  });
}

if (timeline) {
  enliven(timeline.querySelector(".timeline__plot"));
  for (const hint of document.querySelectorAll(".timeline-hint")) hint.hidden = false;
  // Today is what most look for first.
  const frame = timeline.parentElement;
  const labels = timeline.querySelector(".timeline__labels").offsetWidth;
  if (timeline.dataset.today) {
    frame.scrollLeft = Number(timeline.dataset.today) - (frame.clientWidth - labels) / 2;
  }
}

if (dialog) {
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    send(event.target);
  });
}
