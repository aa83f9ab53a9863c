// What correcting gains from script: names to choose from, the words that are selected, and errors said in place.
(() => {
  "use strict";
  const suggest = async (input) => {
    const words = input.value.trim();
    if (words.length < 2) return;
    const answer = await fetch(`${input.dataset.suggest}?name=${encodeURIComponent(words)}`);
    if (!answer.ok || input.value.trim() !== words) return;
    const found = (await answer.json()).actors ?? [];
    const names = found.map((one) => one.name);
    input.list.replaceChildren(...found.slice(0, 20).map((one) => {
      const option = document.createElement("option");
      // A name that two share says nothing; their ids do.
      option.value = names.filter((name) => name === one.name).length > 1 ? one.id : one.name;
      option.label = `${one.name} (${one.kind})`;
      return option;
    }));
  };
  let waiting = 0;
  document.addEventListener("input", (event) => {
    if (!event.target.dataset?.suggest) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => suggest(event.target), 200);
  });

  // The text of a stretch of the page as the report has it: without the marks that the page sets beside the words.
  const read = (range) => {
    const part = range.cloneContents();
    part.querySelectorAll(".notes, summary").forEach((one) => one.remove());
    part.querySelectorAll("p").forEach((one) => one.append("\n"));
    return part.textContent.trim().replace(/\s+/g, " ");
  };
  const text = document.querySelector(".print");
  const field = document.getElementById("stretch");
  if (text && field) {
    document.addEventListener("selectionchange", () => {
      const selection = document.getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return;
      const range = selection.getRangeAt(0);
      if (!text.contains(range.commonAncestorContainer)) return;
      const before = document.createRange();
      before.setStart(text, 0);
      before.setEnd(range.startContainer, range.startOffset);
      field.value = read(range);
      // A part of a long report does not show what stands before it.
      const whole = !document.querySelector(".pager");
      document.getElementById("stretch-number").value = whole && field.value ? String(read(before).split(field.value).length - 1) : "";
    });
    field.addEventListener("input", () => { document.getElementById("stretch-number").value = ""; });
  }

  document.addEventListener("htmx:responseError", (event) => {
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const said = document.createElement("p");
    said.textContent = page.querySelector("main .lead")?.textContent ?? "This could not be done.";
    document.getElementById("notice")?.replaceChildren(said);
  });
})();
