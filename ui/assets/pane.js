// Shows HTML that was escaped in Python, reports clicks on [data-pick], and brings the clicked words, or else the
// verdict, or else the turn of the conversation that the pane belongs to, into view.
const states = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".pane");
  const before = states.get(root) ?? {};
  if (before.html !== data.html) fill(root, data.html);
  root.onclick = (event) => {
    const picked = event.target.closest("[data-pick]");
    if (picked) setTriggerValue("pick", picked.dataset.pick);
  };
  if (data.turn && data.turn !== before.turn) reveal(root, data.quiet);
  else if (before.html !== data.html) open(root);
  states.set(root, { html: data.html, turn: data.turn });
}

// Replaces the content, and gives the keyboard back to the button it was on.
function fill(root, html) {
  const { hold, pick } = root.getRootNode().activeElement?.dataset ?? {};
  const scrolled = root.querySelector(".draft")?.scrollTop;
  root.innerHTML = html;
  if (hold ?? pick) root.querySelector(hold ? `[data-hold="${hold}"]` : `button[data-pick="${pick}"]`)?.focus({ preventScroll: true });
  if (scrolled) root.querySelector(".draft")?.scrollTo(0, scrolled);
}

// Brings the marked words of a source that took another's place into view, without a click: after a claim was reworded.
function open(root) {
  const mark = root.querySelector(".text mark.active");
  if (mark) within(mark.closest(".text"), mark, "auto");
}

function reveal(root, quiet) {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const host = root.getRootNode().host;
  const mark = root.querySelector("mark.active");
  const draft = mark?.closest(".draft");
  if (draft) within(draft, mark, behavior);
  else if (mark) {
    within(mark.closest(".text"), mark, behavior);
    if (!quiet) host.scrollIntoView({ behavior, block: "nearest" });
  } else if (root.querySelector(".verdict")) root.querySelector(".verdict").scrollIntoView({ behavior, block: "nearest" });
  else host.closest(".stVerticalBlock[class*=st-key-turn-]")?.scrollIntoView({ behavior, block: "start" });
}

// Scrolls a box, and nothing around it, so that the words stand in its middle, or their beginning near its top.
function within(box, words, behavior) {
  const [outer, inner] = [box.getBoundingClientRect(), words.getBoundingClientRect()];
  if (box.matches(".draft") && inner.top >= outer.top && inner.bottom <= outer.bottom) return;
  const above = Math.max(box.clientHeight / 8, (box.clientHeight - inner.height) / 2);
  box.scrollTo({ top: box.scrollTop + inner.top - outer.top - above, behavior });
}
