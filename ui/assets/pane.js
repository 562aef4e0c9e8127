// Shows HTML that was escaped in Python, reports clicks on [data-pick], and brings the clicked words, or else the
// turn of the conversation that the pane belongs to, into view.
const states = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".pane");
  const before = states.get(root) ?? {};
  if (before.html !== data.html) fill(root, data.html);
  root.onclick = (event) => {
    const picked = event.target.closest("[data-pick]");
    if (picked) setTriggerValue("pick", picked.dataset.pick);
  };
  if (data.turn && data.turn !== before.turn) reveal(root);
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

function reveal(root) {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const mark = root.querySelector("mark.active");
  if (mark?.closest(".draft")) mark.scrollIntoView({ behavior, block: "nearest" });
  else if (mark) mark.scrollIntoView({ behavior, block: mark.offsetHeight > innerHeight / 3 ? "start" : "center" });
  else root.getRootNode().host.closest(".stVerticalBlock[class*=st-key-turn-]")?.scrollIntoView({ behavior, block: "start" });
}
