(() => {
  "use strict";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const recall = () => { try { return localStorage.getItem("dateline-theme"); } catch { return null; } };
  const keep = (name) => { try { localStorage.setItem("dateline-theme", name); } catch { /* not kept, then */ } };
  const kept = recall();
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);

  function setUpTheme() {
    const button = document.getElementById("theme");
    const name = () => { button.textContent = isDark() ? "Light" : "Dark"; };
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      keep(root.dataset.theme);
      name();
    });
    dark.addEventListener("change", name);
    name();
  }

  function setUpFilter() {
    const box = document.querySelector(".filter");
    const input = document.getElementById("filter");
    const output = document.getElementById("filter-count");
    const fold = (text) => text.toLowerCase().replace(/[\u2018\u2019]/g, "'");
    const speakers = [...document.querySelectorAll(".speaker")].map((element) => ({
      element,
      head: fold(element.querySelector("header").textContent),
      statements: [...element.querySelectorAll(".statement")].map((one) => [one, fold(one.textContent)]),
    }));
    const all = speakers.reduce((sum, speaker) => sum + speaker.statements.length, 0);
    if (all === 0) return;
    box.hidden = false;
    const apply = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const speaker of speakers) {
        let here = 0;
        for (const [element, text] of speaker.statements) {
          const fits = words.every((word) => text.includes(word) || speaker.head.includes(word));
          element.hidden = !fits;
          if (fits) here += 1;
        }
        speaker.element.hidden = here === 0;
        if (words.length) for (const more of speaker.element.querySelectorAll("details")) more.open = true;
        shown += here;
      }
      output.textContent = words.length ? `${shown} of ${all}` : "";
    };
    let waiting = 0;
    input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 80); });
  }

  function light(key) {
    for (const one of document.querySelectorAll(".on")) one.classList.remove("on");
    if (!key) return;
    for (const one of document.querySelectorAll(`.print [data-k~="${CSS.escape(key)}"]`)) one.classList.add("on");
  }

  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    let closed = false;
    for (let up = target.parentElement; up; up = up.parentElement) {
      if (up.tagName === "DETAILS" && !up.open) { up.open = true; closed = true; }
      if (up.hidden) { up.hidden = false; closed = true; }
    }
    if (target.hidden) { target.hidden = false; closed = true; }
    if (closed) target.scrollIntoView();
  }

  document.addEventListener("DOMContentLoaded", () => {
    setUpTheme();
    setUpFilter();
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (link) light(link.dataset.k);
    });
    addEventListener("hashchange", reveal);
    addEventListener("beforeprint", () => {
      for (const one of document.querySelectorAll("details.text, .statements details")) one.open = true;
    });
    if (location.hash) reveal();
  });
})();
