// What is unfolded above a list of tasks stays so when the list is put in anew, so that the
// choice somebody has just made by keyboard is still there to be focused.
// Without this file it folds again.

const FOLDS = ["tasks-fold", "tasks-more"];
let unfolded = [];

document.addEventListener("htmx:beforeSwap", () => {
  unfolded = FOLDS.filter((name) => document.querySelector(`#opgaver .${name}[open]`));
});

document.addEventListener("htmx:afterSwap", (event) => {
  for (const name of unfolded) {
    const details = document.querySelector(`#opgaver .${name}`);
    if (details) details.open = true;
  }
  // htmx has looked for what had the focus before it could be seen.
  const chosen = event.detail.requestConfig?.elt?.id;
  if (chosen && document.activeElement === document.body) document.getElementById(chosen)?.focus();
});
