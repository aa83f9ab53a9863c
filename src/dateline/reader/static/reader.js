// What every page does: change the theme, and keep what was not filled in out of addresses.
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("theme");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const name = () => { button.textContent = isDark() ? "Light" : "Dark"; };
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("dateline-theme", root.dataset.theme); } catch { /* not kept, then */ }
    name();
  });
  dark.addEventListener("change", name);
  name();

  // A picture that a narrow screen has no room for is read as its table.
  if (matchMedia("(max-width: 48rem)").matches) {
    for (const table of document.querySelectorAll("details.same")) table.open = true;
  }

  document.addEventListener("formdata", (event) => {
    if (event.target.method !== "get") return;
    for (const [field, value] of [...event.formData]) if (value === "") event.formData.delete(field);
  });
})();
