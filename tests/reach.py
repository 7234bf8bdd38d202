"""What axe-core does not look for: text that is cut off, and focus that cannot be seen."""

from playwright.sync_api import Page

# WCAG 1.4.12: nothing may be lost when somebody's own style sheet says this.
SPACE_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
CLOSE_UP = "() => { document.adoptedStyleSheets = [] }"
# What sticks out of the page, less what has a bar of its own to scroll by.
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const out = [...document.querySelectorAll("body *")].filter((box) => {
    if (box.getBoundingClientRect().right <= room) return false;
    for (let one = box.parentElement; one !== document.body; one = one.parentElement) {
      if (getComputedStyle(one).overflowX !== "visible") return false;
    }
    return true;
  });
  return out.filter((box) => !out.some((other) => other !== box && box.contains(other)))
    .map((box) => `${box.tagName.toLowerCase()}.${box.getAttribute("class") || ""}`);
}"""
# Boxes that cut off what does not fit, and hold words that do not. What is there for screen
# readers only is a box of one pixel.
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((box) => {
  const style = getComputedStyle(box);
  const cuts = ["hidden", "clip"];
  // A name that ends in dots in a picture stands whole in the table beneath it.
  const cells = style.textOverflow === "ellipsis" ? [...document.querySelectorAll("td, th")] : [];
  if (cells.some((cell) => cell.textContent.includes(box.textContent.trim()))) return false;
  return box.clientWidth > 1 && box.textContent.trim() && !box.closest("svg, select, .sr-only") && (
    (cuts.includes(style.overflowX) && box.scrollWidth > box.clientWidth + 1) ||
    (cuts.includes(style.overflowY) && box.scrollHeight > box.clientHeight + 1)
  );
}).map((box) => `${box.tagName.toLowerCase()}.${box.className}`)"""
# Goes to what Tab goes to: it must show that it is there (2.4.7), and nothing that stays in
# place while the page moves may lie over it (2.4.11).
FOCUS = """() => {
  const reached = document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
  );
  const faults = [];
  const name = (one) => `${one.tagName.toLowerCase()} »${(one.textContent || one.name || "").trim().slice(0, 40)}«`;
  const rings = (one) => [
    [one, null], [one, "::after"], [one, "::before"],
    ...[...(one.labels || [])].flatMap((label) => [[label, null], [label, "::before"], [label, "::after"]]),
  ].some(([of, part]) => {
    const style = getComputedStyle(of, part);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  });
  for (const one of [...reached].slice(0, 200)) {
    if (one.disabled || !one.checkVisibility({ visibilityProperty: true })) continue;
    one.focus();
    if (document.activeElement !== one) continue;
    if (!rings(one)) faults.push(`no ring: ${name(one)}`);
    const box = one.getClientRects()[0];
    if (!box || !box.width) continue;
    let above = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    for (; above && !above.contains(one); above = above.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(above).position)) {
        faults.push(`hidden: ${name(one)}`);
        break;
      }
    }
  }
  document.activeElement.blur();
  scrollTo(0, 0);
  return faults;
}"""


def focus_faults(page: Page) -> list[str]:
    """What can be reached with Tab and then does not show it, or lies under something."""
    found: list[str] = page.evaluate(FOCUS)
    return found


def lost(page: Page) -> list[str]:
    """What no longer can be read at this width, also when letters and lines are spaced out."""
    found: list[str] = []
    for turn in (CLOSE_UP, SPACE_OUT):
        page.evaluate(turn)
        words = "spaced out" if turn == SPACE_OUT else "as it is"
        found += [f"{words}: too wide: {box}" for box in page.evaluate(TOO_WIDE)]
        found += [f"{words}: cut off: {box}" for box in page.evaluate(CUT_OFF)]
    page.evaluate(CLOSE_UP)
    return found
