// Dragging in a list that has »Flyt op« and »Flyt ned« anyway: those work without this file.
//
// An element with data-reorder holds rows with data-group, data-pk and data-move; one is dropped in front of another of
// its own group, and the page's form #move is sent to the address in data-move.

function send(list, item, before) {
  const form = document.getElementById("move");
  const place = document.createElement("input");
  place.type = "hidden";
  place.name = "foer";
  // A list that goes on elsewhere says what follows there.
  place.value = before ? before.dataset.pk : list.dataset.next || "sidst";
  form.append(place);
  form.action = item.dataset.move;
  form.requestSubmit();
}

function items(list, group) {
  return [...list.children].filter((item) => item.dataset.group === group);
}

// The one in front of which it would land, null for last; among its like, by the middle of each.
function landing(list, dragged, y) {
  const others = items(list, dragged.dataset.group).filter((item) => item !== dragged);
  return others.find((item) => {
    const box = item.getBoundingClientRect();
    return y < box.top + box.height / 2;
  }) || null;
}

function unmark(list) {
  for (const item of list.children) item.classList.remove("is-dragged", "is-before", "is-after");
}

function mark(list, dragged, y) {
  unmark(list);
  dragged.classList.add("is-dragged");
  const before = landing(list, dragged, y);
  if (before) before.classList.add("is-before");
  else items(list, dragged.dataset.group).at(-1).classList.add("is-after");
}

for (const list of document.querySelectorAll("[data-reorder]")) {
  let dragged = null;
  for (const item of list.children) {
    if (!item.dataset.move) continue;
    item.draggable = true;
    item.classList.add("is-draggable");
  }
  list.addEventListener("dragstart", (event) => {
    const item = event.target.closest("[data-move]");
    // A link or text inside that is dragged on its own is not the row.
    if (!item || event.target !== item) return;
    dragged = item;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.dataset.pk);
  });
  list.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    mark(list, dragged, event.clientY);
  });
  list.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const order = items(list, dragged.dataset.group);
    const before = landing(list, dragged, event.clientY);
    const next = order[order.indexOf(dragged) + 1] || null;
    if (before !== next) send(list, dragged, before);
  });
  list.addEventListener("dragend", () => {
    dragged = null;
    unmark(list);
  });
}
