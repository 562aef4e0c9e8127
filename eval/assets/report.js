"use strict";
// Fills in details when they are opened, and filters the list. Every piece of HTML in #details was escaped when it was written.
(() => {
  const root = document.documentElement;
  root.classList.add("live");
  const items = [...document.querySelectorAll(".item")];
  const form = document.querySelector(".filters");
  const toggles = [...form.querySelectorAll("[data-flag]")];
  const shown = document.getElementById("shown");
  const opener = document.getElementById("open");
  let details = null;
  let found = null;

  const stored = () => (details ??= JSON.parse(document.getElementById("details").textContent));
  const folded = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const told = () => (found ??= stored().map(([, words]) => folded(words)));

  function fill(item) {
    const body = item.lastElementChild;
    if (!body.firstChild) body.innerHTML = stored()[Number(item.id.slice(1))][0];
  }

  function wanted() {
    const value = (name) => (form.elements[name] ? form.elements[name].value : "");
    const words = folded(value("words")).split(/\s+/).filter(Boolean);
    const flags = toggles.filter((one) => one.getAttribute("aria-pressed") === "true").map((one) => one.dataset.flag);
    return { words, flags, part: value("part"), kind: value("kind") };
  }

  const narrowed = ({ words, flags, part, kind }) => words.length + flags.length > 0 || part !== "" || kind !== "";

  function fits(item, place, { words, flags, part, kind }) {
    return (
      (!part || item.dataset.part === part) &&
      (!kind || item.dataset.kind === kind) &&
      (!flags.length || item.dataset.flags.split(" ").some((flag) => flags.includes(flag))) &&
      words.every((word) => told()[place].includes(word))
    );
  }

  function filter() {
    const want = wanted();
    let count = 0;
    items.forEach((item, place) => {
      item.hidden = !fits(item, place, want);
      count += item.hidden ? 0 : 1;
    });
    shown.textContent = `${count.toLocaleString("en")} of ${items.length.toLocaleString("en")} shown`;
    document.getElementById("none").hidden = count > 0;
    opener.disabled = count === 0;
    relabel();
  }

  const visible = () => items.filter((item) => !item.hidden);

  function relabel() {
    const all = visible();
    opener.textContent = all.length && all.every((item) => item.open) ? "Close all shown" : "Open all shown";
  }

  function press(flag, on) {
    for (const toggle of toggles) if (toggle.dataset.flag === flag) toggle.setAttribute("aria-pressed", String(on));
  }

  function pick(button) {
    const body = button.closest(".body");
    for (const other of body.querySelectorAll(".cite")) other.setAttribute("aria-pressed", String(other.dataset.cite === button.dataset.cite));
    for (const card of body.querySelectorAll("[data-card]")) {
      const mine = card.dataset.card === button.dataset.cite;
      card.classList.toggle("picked", mine);
      if (mine) card.scrollIntoView({ block: "nearest" });
    }
  }

  document.getElementById("list").addEventListener("toggle", (event) => {
    if (!event.target.classList.contains("item")) return;
    if (event.target.open) fill(event.target);
    relabel();
  }, true);
  document.getElementById("list").addEventListener("click", (event) => {
    const button = event.target.closest(".cite");
    if (button) pick(button);
  });

  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  for (const toggle of toggles) toggle.addEventListener("click", () => { press(toggle.dataset.flag, toggle.getAttribute("aria-pressed") !== "true"); filter(); });
  for (const link of document.querySelectorAll("[data-show]")) {
    link.addEventListener("click", () => {
      form.reset();
      for (const toggle of toggles) press(toggle.dataset.flag, toggle.dataset.flag === link.dataset.show);
      filter();
    });
  }
  opener.addEventListener("click", () => {
    const open = opener.textContent.startsWith("Open");
    for (const item of visible()) {
      if (open) fill(item);
      item.open = open;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      form.elements.words.focus();
    }
  });

  // A print of a narrowed list shows its details; the whole list prints as it stands.
  let printed = [];
  addEventListener("beforeprint", () => {
    printed = narrowed(wanted()) ? visible().filter((item) => !item.open) : [];
    for (const item of printed) { fill(item); item.open = true; }
  });
  addEventListener("afterprint", () => { for (const item of printed) item.open = false; });

  const theme = document.getElementById("theme");
  const night = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : night.matches);
  const name = () => { theme.textContent = dark() ? "Light colours" : "Dark colours"; };
  theme.removeAttribute("aria-label");
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; name(); });
  night.addEventListener("change", name);

  function follow() {
    const item = document.getElementById(location.hash.slice(1));
    if (item && item.classList.contains("item")) { fill(item); item.open = true; item.scrollIntoView(); }
  }
  addEventListener("hashchange", follow);
  name();
  filter();
  follow();
})();
