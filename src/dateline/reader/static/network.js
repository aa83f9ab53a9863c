// Who speaks of whom: the arcs of the name that is pointed at or focused stand out.
(() => {
  "use strict";
  const box = document.getElementById("arcs");
  if (!box) return;
  const arcs = [...box.querySelectorAll("svg a")];
  const names = [...box.querySelectorAll("li a")];
  const show = (id) => {
    box.classList.toggle("one", Boolean(id));
    const near = new Set([id]);
    for (const arc of arcs) {
      const { from, to } = arc.dataset;
      arc.classList.toggle("says", from === id);
      arc.classList.toggle("named", to === id);
      if (from === id) near.add(to);
      if (to === id) near.add(from);
    }
    for (const name of names) name.classList.toggle("near", near.has(name.dataset.id));
  };
  for (const name of names) {
    name.addEventListener("mouseenter", () => show(name.dataset.id));
    name.addEventListener("focus", () => show(name.dataset.id));
    name.addEventListener("mouseleave", () => show(null));
    name.addEventListener("blur", () => show(null));
  }
})();
