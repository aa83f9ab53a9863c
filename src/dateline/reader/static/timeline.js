// The timeline as a picture: lanes of marks that are zoomed and pulled, read from the page's own twin.
(() => {
  "use strict";
  const figure = document.getElementById("chronicle");
  if (!figure || !window.d3) return;

  const DAY = 864e5, ROW = 18, PAD = 7, AXIS = 30, GLYPH = 12, RING = 8.5;
  const CLOSEST_DAYS = 12, STEP = 1.6, PULL = 0.25, LETTER = 6.1, SHORTEST = 16, LONG = 60, MOST_LONG = 3;
  const stage = figure.querySelector(".stage"), told = figure.querySelector(".readout");
  const shown = figure.querySelector(".shown");
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

  // "0079-08-24" is of the first century: Date.UTC would make it 1979.
  const read = (iso, days) => {
    const [year, month, date] = iso.split("-").map(Number);
    const found = new Date(0);
    found.setUTCFullYear(year, month - 1, date + days);
    return found;
  };

  fetch(figure.dataset.twin, { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then((view) => { if (view.picture && view.picture.marks.length) draw(view.picture); })
    .catch(() => { figure.hidden = true; });  // the list says the same

  function draw(picture) {
    const ahead = new Set(["planned", "predicted", "threatened", "demanded", "denied", "hypothetical"]);
    const marks = picture.marks.flatMap((mark) => mark.lanes.map((lane) => ({
      ...mark, lane, key: `${lane} ${mark.kind} ${mark.id}`,
      from: read(mark.earliest, 0), until: read(mark.latest, 1),
    })));
    const byLane = d3.group(marks, (mark) => mark.lane);
    const lanes = picture.lanes.map((lane) => {
      const low = Math.min(MOST_LONG, countBeside(byLane.get(lane.id) || []));
      return { ...lane, low, rows: Math.min(6, Math.max(1, Math.ceil(lane.many / 9))) + low };
    });
    figure.hidden = false;

    let whole = d3.extent([...marks.map((mark) => mark.from), ...marks.map((mark) => mark.until)]);
    const window_ = picture.first ? [read(picture.first, 0), read(picture.last, 1)] : whole;
    whole = d3.extent([...whole, ...window_]);
    const margin = (whole[1] - whole[0]) * 0.02 + DAY;
    whole = [new Date(+whole[0] - margin), new Date(+whole[1] + margin)];

    const svg = d3.select(stage).append("svg").attr("role", "group")
      .attr("aria-label", "Dates from left to right in time; each is a link. The list below says the same in words.");
    const defs = svg.append("defs");
    defs.append("pattern").attr("id", "hatch").attr("width", 5).attr("height", 5)
      .attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)")
      .append("path").attr("class", "hatching").attr("d", "M0 0v5");
    const clip = defs.append("clipPath").attr("id", "inside").append("rect");
    const ruled = svg.append("g").attr("class", "rules");
    const axis = svg.append("g").attr("class", "time");
    const inside = svg.append("g").attr("clip-path", "url(#inside)");
    const names = svg.append("g").attr("class", "lanes");
    const zoom = d3.zoom().filter((event) => !event.button &&
      (event.type !== "wheel" || event.ctrlKey || figure.contains(document.activeElement)));
    let width = 0, left = 0, height = 0, base = null, x = null;

    function measure() {
      width = stage.clientWidth;
      const narrow = width < 620;
      left = narrow ? 0 : 132;
      let y = AXIS;
      for (const lane of lanes) {
        lane.head = narrow ? 15 : 0;
        lane.y = y;
        lane.height = lane.rows * ROW + 2 * PAD + lane.head;
        y += lane.height;
      }
      height = y + 4;
      svg.attr("width", width).attr("height", height).attr("viewBox", `0 0 ${width} ${height}`);
      clip.attr("x", left).attr("y", 0).attr("width", width - left).attr("height", height);
      base = d3.scaleUtc().domain(whole).range([left, width - 4]);
      const days = (whole[1] - whole[0]) / DAY;
      zoom.extent([[left, 0], [width - 4, height]]).translateExtent([[left, 0], [width - 4, height]])
        .scaleExtent([1, Math.max(1, days / CLOSEST_DAYS)]);
      ruled.selectAll("line").data(lanes).join("line").attr("class", (lane, i) =>
        i && ahead.has(lane.id) && !ahead.has(lanes[i - 1].id) ? "strong" : "")
        .attr("x1", 0).attr("x2", width).attr("y1", (lane) => lane.y).attr("y2", (lane) => lane.y);
      names.selectAll("text").data(lanes).join("text")
        .attr("class", (lane) => (ahead.has(lane.id) ? "ahead" : ""))
        .attr("x", narrow ? 2 : 0).attr("y", (lane) => lane.y + (narrow ? 13 : PAD + 13))
        .text((lane) => (lane.name.length > 19 ? `${lane.name.slice(0, 18)}…` : lane.name))
        .append("tspan").attr("class", "many").attr("dx", 5).text((lane) => lane.many);
    }

    // Marks keep clear of each other: each takes the row of its lane that has been free the longest. Long
    // bars have the lowest rows to themselves, or they would lie under everything: as many rows as there are
    // bars beside one another, which no zoom changes.
    function countBeside(some) {
      const near = picture.first ? [read(picture.first, 0), read(picture.last, 1)] : d3.extent(some, (one) => one.from);
      const long = (near[1] - near[0]) * 0.06;
      const ends = [];
      for (const mark of [...some].sort((a, b) => a.from - b.from)) {
        if (mark.exact || mark.until - mark.from < long || mark.until < near[0] || mark.from > near[1]) continue;
        const free = ends.findIndex((end) => end <= +mark.from);
        ends[free < 0 ? ends.length : free] = +mark.until;
      }
      return ends.length;
    }

    function place(lane) {
      const ends = new Array(lane.rows).fill(-Infinity), last = new Array(lane.rows).fill(null);
      const placed = [];
      for (const mark of byLane.get(lane.id) || []) {
        const from = x(mark.from), until = x(mark.until);
        if (until < left || from > width) continue;
        if (mark.exact && ((from + until) / 2 > width - RING || (from + until) / 2 < left)) continue;
        const middle = mark.exact ? (from + until) / 2
          : (Math.max(from, left) + Math.min(until, width)) / 2;
        const wide = mark.exact ? 0 : Math.max(until - from, 16);
        placed.push({ mark, middle, wide, from: (from + until - wide) / 2,
          start: Math.min(middle - GLYPH / 2 - 2, (from + until - wide) / 2),
          end: Math.max(middle + GLYPH / 2 + 2, (from + until + wide) / 2) });
      }
      placed.sort((a, b) => a.start - b.start || b.mark.salience - a.mark.salience);
      const low = lane.low && placed.some((one) => one.wide > LONG) ? lane.rows - lane.low : 0;
      for (const one of placed) {
        const open = one.wide > LONG ? ends.slice(low) : ends.slice(0, low || lane.rows);
        const row = open.indexOf(Math.min(...open)) + (one.wide > LONG ? low : 0);
        one.y = lane.y + lane.head + PAD + row * ROW + ROW / 2;
        if (last[row] && last[row].room) last[row].room = one.start - last[row].end;
        // A longer bar of this row may run on under the mark: nothing can be written on it.
        one.room = ends[row] > one.end ? 0 : width - one.end;
        ends[row] = Math.max(ends[row], one.end);
        last[row] = one;
      }
      return placed;
    }

    const whose = (mark) => {
      if (mark.said || mark.whose.length) {
        return `according to ${mark.whose.length ? mark.whose.slice(0, 3).join(", ") : "a source"}`;
      }
      return mark.beside.length
        ? `the date is the report’s own word, and it quotes ${mark.beside.slice(0, 3).join(", ")}` : "the report’s own word";
    };
    const kind = (mark) => (mark.kind === "told" ? "no event read" : mark.kind);

    function label(one) {
      const { mark } = one;
      const word = ahead.has(mark.kind) && mark.lane !== mark.kind ? `${mark.kind}: ` : "";
      const letters = Math.floor((Math.min(one.room, 330) - 8) / LETTER);
      if (letters < SHORTEST + word.length) return word && letters > word.length ? word.slice(0, -2) : "";
      const quoted = (mark.said || mark.whose.length) && !/^["“‘']/.test(mark.words);
      const text = word + (quoted ? `“${mark.words}”` : mark.words);
      return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
    }

    function enter(links) {
      const made = links.append("a").attr("class", ({ mark }) =>
        `mark k-${mark.kind}`)
        .attr("href", ({ mark }) => mark.href)
        .attr("aria-label", ({ mark }) => `${mark.when}, ${kind(mark)}, ${whose(mark)}: ${mark.words}`);
      made.append("rect").attr("class", "hit").attr("height", ROW).attr("y", -ROW / 2);
      made.filter(({ mark }) => !mark.exact).append("rect").attr("class", "vague").attr("height", 10).attr("y", -5);
      made.filter(({ mark }) => mark.said).append("circle").attr("class", "ring").attr("r", RING);
      made.append("use").attr("href", ({ mark }) => `#g-${mark.kind}`)
        .attr("x", ({ mark }) => (mark.said ? -4.5 : -GLYPH / 2)).attr("y", ({ mark }) => (mark.said ? -4.5 : -GLYPH / 2))
        .attr("width", ({ mark }) => (mark.said ? 9 : GLYPH)).attr("height", ({ mark }) => (mark.said ? 9 : GLYPH));
      made.append("text").attr("y", 4);
      return made.on("pointerenter focus", (event, one) => tell(one.mark));
    }

    function tell(mark) {
      told.replaceChildren();
      const put = (name, text) => { const part = document.createElement(name); part.textContent = text; told.append(part, " "); };
      put("b", mark.when);
      put("i", mark.kind === "told" ? "" : mark.kind + (mark.said ? ", a source says" : ""));
      put("q", mark.words);
      put("span", whose(mark));
    }

    function render() {
      const placed = lanes.flatMap(place);
      axis.attr("transform", `translate(0,${AXIS - 6})`)
        .call(d3.axisTop(x).ticks(Math.max(2, Math.round((width - left) / 95))).tickSizeInner(-(height - AXIS)).tickSizeOuter(0).tickPadding(6));
      const links = inside.selectAll("a.mark").data(placed, (one) => one.mark.key).join(enter).order()
        .attr("transform", (one) => `translate(${one.middle.toFixed(1)},${one.y})`);
      links.select(".hit").attr("x", (one) => one.start - one.middle).attr("width", (one) => one.end - one.start);
      links.select(".vague").attr("x", (one) => one.from - one.middle).attr("width", (one) => one.wide);
      links.select("text").attr("x", (one) => one.end - one.middle + 3).text(label);
      const [from, until] = x.domain();
      const seen = new Set(placed.map((one) => one.mark.id)).size;
      shown.textContent = `${day.format(from)} – ${day.format(until)}, ${seen} ${seen === 1 ? "date" : "dates"} in view`;
    }

    zoom.on("zoom", (event) => { x = event.transform.rescaleX(base); render(); });

    function show(from, until) {
      const [start, end] = base.range();
      const k = Math.min((end - start) / Math.max(base(until) - base(from), 1e-6), zoom.scaleExtent()[1]);
      svg.call(zoom.transform, d3.zoomIdentity.translate(start - k * base(from), 0).scale(k));
    }

    const pull = (share) => svg.call(zoom.translateBy, share * (width - left) / d3.zoomTransform(svg.node()).k, 0);
    const deeds = {
      in: () => svg.call(zoom.scaleBy, STEP), out: () => svg.call(zoom.scaleBy, 1 / STEP),
      back: () => pull(PULL), on: () => pull(-PULL),
      reports: () => show(...window_), all: () => show(...whole),
    };
    const keys = { "+": "in", "=": "in", "-": "out", "−": "out", ArrowLeft: "back", ArrowRight: "on", 0: "reports", a: "all" };

    // What is rejected in the list below has no mark any more.
    document.addEventListener("htmx:afterRequest", (event) => {
      const { requestConfig, successful } = event.detail;
      if (!successful || requestConfig.formData?.get("deed") !== "reject") return;
      const gone = requestConfig.formData.get("what");
      for (const [lane, held] of byLane) byLane.set(lane, held.filter((mark) => mark.id !== gone));
      render();
    });

    measure();
    x = base;
    svg.call(zoom).on("dblclick.zoom", null);
    stage.tabIndex = 0;
    stage.setAttribute("role", "group");
    stage.setAttribute("aria-label", "Picture of the timeline: plus and minus zoom, the arrow keys move it");
    stage.addEventListener("pointerdown", (event) => { if (!event.target.closest("a")) stage.focus({ preventScroll: true }); });
    figure.addEventListener("keydown", (event) => {
      const deed = keys[event.key];
      if (!deed || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      deeds[deed]();
    });
    for (const button of figure.querySelectorAll("[data-do]")) button.addEventListener("click", () => deeds[button.dataset.do]());
    new ResizeObserver(() => {
      // On paper the picture has no width, and is to be as it was when it is back on the screen.
      if (!stage.clientWidth || stage.clientWidth === width) return;
      const seen = x.domain();
      measure();
      show(...seen);
    }).observe(stage);
    deeds.reports();
  }
})();
