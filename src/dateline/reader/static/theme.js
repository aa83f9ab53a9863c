// Before anything is drawn: the theme that was chosen last, so that no page flashes.
(() => {
  "use strict";
  try {
    const kept = localStorage.getItem("dateline-theme");
    if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
  } catch { /* not kept, then */ }
})();
