// A list of people below a comment's field while an @ is written: arrows choose, Enter or Tab
// takes, Escape closes. Without this file a name is written out, and works the same.

const MOST = 6;
// An @ that begins a word, and what was written after it.
const BEGUN = /(?:^|[^\p{L}\p{N}_.@-])@([^\n@]{0,60})$/u;

const known = new Map(); // the people to name, by the address they were asked for at
let open = null; // the list that is shown: { area, list, status, found, active, from }

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-mentions] textarea")) suggest(event.target);
});

document.addEventListener("keydown", (event) => {
  if (!open || event.target !== open.area) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    activate((open.active + step + open.found.length) % open.found.length);
  } else if (event.key === "Enter" || event.key === "Tab") {
    take(open.found[open.active]);
  } else if (event.key === "Escape") {
    close();
  } else {
    return;
  }
  event.preventDefault();
});

document.addEventListener("focusout", (event) => {
  if (open && event.target === open.area) close();
});

document.addEventListener("htmx:beforeSwap", close);

async function suggest(area) {
  const begun = begunIn(area);
  const people = begun === null ? [] : await peopleFor(area);
  // The answer can come when more has been written.
  if (begunIn(area) !== begun) return;
  const found = begun === null ? [] : matching(people, begun).slice(0, MOST);
  close();
  if (found.length && document.activeElement === area) show(area, found, begun);
}

function begunIn(area) {
  if (area.selectionStart !== area.selectionEnd) return null;
  const begun = BEGUN.exec(area.value.slice(0, area.selectionStart));
  return begun ? begun[1] : null;
}

async function peopleFor(area) {
  const address = area.closest("[data-mentions]").dataset.mentions;
  if (!known.has(address)) {
    const asked = fetch(address, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok && !answer.redirected ? answer.json() : { people: [] }))
      .then((said) => said.people)
      .catch(() => {
        known.delete(address);
        return [];
      });
    known.set(address, asked);
  }
  return known.get(address);
}

function matching(people, begun) {
  const wanted = begun.toLocaleLowerCase("da").trim();
  // A name that is there in full, and a space after it, is written.
  const isWritten = (one) => begun !== begun.trimEnd() && one.insert.toLocaleLowerCase("da") === wanted;
  if (people.some(isWritten)) return [];
  const begins = (one) => {
    const name = one.name.toLocaleLowerCase("da");
    return name.startsWith(wanted) || name.includes(` ${wanted}`);
  };
  return people.filter(begins);
}

function show(area, found, begun) {
  const list = document.createElement("ul");
  list.id = `${area.id}-forslag`;
  list.className = "mentions-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Personer, du kan nævne");
  found.forEach((one, place) => list.append(option(list.id, one, place)));
  area.after(list);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);
  open = { area, list, found, active: 0, from: area.selectionStart - begun.length };
  say(area, `${found.length} forslag. Vælg med pil op og ned, og tryk Enter.`);
  activate(0);
}

function option(listId, one, place) {
  const item = document.createElement("li");
  item.id = `${listId}-${place}`;
  item.setAttribute("role", "option");
  item.textContent = one.name;
  const where = document.createElement("span");
  where.textContent = one.name === one.insert ? one.place : `${one.place}, ${one.insert}`;
  item.append(" ", where);
  // Before the field loses its focus.
  item.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    take(one);
  });
  return item;
}

function activate(place) {
  open.active = place;
  [...open.list.children].forEach((item, at) => {
    item.setAttribute("aria-selected", String(at === place));
  });
  open.area.setAttribute("aria-activedescendant", open.list.children[place].id);
}

function take(one) {
  const { area, from } = open;
  close();
  area.setRangeText(`${one.insert} `, from, area.selectionStart, "end");
}

function close() {
  if (!open) return;
  for (const name of ["aria-controls", "aria-activedescendant"]) open.area.removeAttribute(name);
  say(open.area, "");
  open.list.remove();
  open = null;
}

// What a screen reader is told; the place for it must be there before the words.
function say(area, words) {
  const box = area.closest("[data-mentions]");
  let status = box.querySelector("[role=status]");
  if (!status) {
    status = document.createElement("p");
    status.className = "sr-only";
    status.setAttribute("role", "status");
    box.append(status);
  }
  status.textContent = words;
}
