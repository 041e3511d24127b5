// Draws how many events there were when, stacked by type; a stretch drawn over the bars is reported.
// The server counts and chooses the periods; here they only get their places.
import { kind, make, number, put, remembering } from "./dom.js";

const FILLED = 0.94; // of its stretch of time that a bar fills; the server marks days by it too
const LEAST = 4; // pixels of a drag that is meant
const LABEL = 74; // pixels that a day under the axis needs
const DAY_MS = 86400000;
const SHOWN = { // how a period is written, and of how many periods a step of the axis may be
  day: [{ day: "2-digit", month: "short" }, [1, 2, 7, 14, 28]],
  week: [{ day: "2-digit", month: "short", year: "2-digit" }, [1, 2, 4, 8, 13, 26]],
  month: [{ month: "short", year: "numeric" }, [1, 2, 3, 6, 12, 24, 60, 120]],
};
const SVG = "http://www.w3.org/2000/svg";

const written = (ms, form) => new Date(ms).toLocaleDateString("en-GB", { ...form, timeZone: "UTC" });

// When the period of this number begins.
function begin({ first, unit }, at) {
  const [year, month, day] = first.split("-").map(Number);
  if (unit === "month") return Date.UTC(year, month - 1 + at, 1);
  return Date.UTC(year, month - 1, day) + at * DAY_MS * (unit === "week" ? 7 : 1);
}

// Columns of time with their pieces from below, and the edges of the whole.
function columns(data) {
  const counts = data.types.map(([type, label, told]) => [type, label, told.split(" ").map(Number)]);
  const made = Array.from({ length: counts[0][2].length }, (_, at) => {
    const start = begin(data, at);
    const end = start + (begin(data, at + 1) - start) * FILLED;
    const parts = counts.map(([type, label, of]) => ({ type, label, count: of[at] }))
      .filter((part) => part.count);
    return { at, start, end, parts, sum: parts.reduce((sum, part) => sum + part.count, 0) };
  });
  return { made, low: made[0].start, high: made.at(-1).end };
}

// A round number of which about three make the height.
function stride(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(most / 3, 1)));
  return [1, 2, 5, 10].map((of) => of * power).find((of) => most / of <= 4) || power * 10;
}

function rect(css, x, y, width, height) {
  const made = document.createElementNS(SVG, "rect");
  made.setAttribute("class", css);
  Object.entries({ x, y, width, height }).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

function pieces(column, share, top, chosen) {
  let low = 0;
  const within = !chosen || (column.at >= chosen[0] && column.at < chosen[1]);
  return column.parts.map(({ type, count }) => {
    low += count;
    return rect(`${kind(type)}${within ? "" : " faded"}`, share(column.start) * 100,
      100 - (100 * low) / top, (share(column.end) - share(column.start)) * 100, (100 * count) / top);
  });
}

function mark(css, text, place) {
  const made = make("span", css, text);
  Object.assign(made.style, place);
  return made;
}

function heights(top, step) {
  const made = [];
  for (let at = 0; at <= top; at += step) {
    made.push(mark("height", number(at), { bottom: `${(100 * at) / top}%` }));
  }
  return made;
}

function days({ data, time, share }, width) {
  const [form, steps] = SHOWN[data.unit];
  const room = Math.max(1, Math.floor(width / LABEL));
  const step = steps.find((of) => time.made.length / of <= room) || Math.ceil(time.made.length / room);
  const ahead = data.unit === "month" ? new Date(time.low).getUTCMonth() % Math.min(step, 12) : 0;
  return time.made
    .filter(({ at, start }) => (at + ahead) % step === 0 && width * (1 - share(start)) > LABEL / 3)
    .map(({ start }) => mark("day", written(start, form), { left: `${share(start) * 100}%` }));
}

function paint(own) {
  const most = Math.max(...own.time.made.map((column) => column.sum));
  const step = stride(most);
  const top = Math.ceil(most / step) * step;
  own.bars.replaceChildren(
    ...own.time.made.flatMap((column) => pieces(column, own.share, top, own.chosen)));
  own.labels.replaceChildren(...heights(top, step), ...days(own, own.plot.clientWidth));
}

function tell(own, share) {
  const ms = own.time.low + share * (own.time.high - own.time.low);
  const column = own.time.made.findLast(({ start }) => start <= ms);
  put(own.tip, "hidden", !column?.sum);
  if (!column?.sum) return;
  const day = written(column.start, { day: "numeric", month: "short", year: "numeric" });
  const lines = column.parts.map(({ label, count }) => make("div", "", `${label} ${number(count)}`));
  own.tip.replaceChildren(make("b", "", `${own.data.unit} of ${day}`), ...lines);
  own.tip.style.left = `${share * 100}%`;
  own.tip.classList.toggle("left", share > 0.5);
}

// The stretch is handed over when it is drawn: the faded bars show it then, and the filter's chip.
function brushing(own) {
  const { plot, brush } = own;
  const place = (event) => {
    const box = plot.getBoundingClientRect();
    return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
  };
  let from = null;
  plot.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    from = place(event);
    plot.setPointerCapture(event.pointerId);
  });
  plot.addEventListener("pointermove", (event) => {
    tell(own, place(event));
    if (from === null) return;
    const [low, high] = [from, place(event)].sort((a, b) => a - b);
    Object.assign(brush.style, { left: `${low * 100}%`, width: `${(high - low) * 100}%` });
    brush.hidden = (high - low) * plot.clientWidth < LEAST;
  });
  plot.addEventListener("pointerleave", () => { own.tip.hidden = true; });
  plot.addEventListener("pointercancel", () => { from = null; brush.hidden = true; });
  plot.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const ends = [from, place(event)].sort((a, b) => a - b);
    const meant = (ends[1] - ends[0]) * plot.clientWidth >= LEAST;
    from = null;
    brush.hidden = true;
    if (meant) choose(own, ends.map((at) => own.time.low + at * (own.time.high - own.time.low)));
    else if (own.data.chosen) own.given.setTriggerValue("brushed", []);
  });
}

function choose(own, ends) {
  const inside = own.time.made.filter(({ start, end }) => end >= ends[0] && start <= ends[1]);
  own.chosen = inside.length ? [inside[0].at, inside.at(-1).at + 1] : [0, 0];
  paint(own); // before the answer comes
  own.given.setTriggerValue("brushed", ends.map(Math.round));
}

const drawn = remembering((parent) => {
  const bars = document.createElementNS(SVG, "svg");
  bars.setAttribute("viewBox", "0 0 100 100");
  bars.setAttribute("preserveAspectRatio", "none");
  bars.setAttribute("aria-hidden", "true");
  const own = { bars, caption: make("p", "caption"), labels: make("div", "labels"), plot: make("div", "plot"),
    brush: make("i", "brush"), tip: make("div", "told-of") };
  own.labels.ariaHidden = "true";
  own.plot.role = "img";
  own.brush.hidden = own.tip.hidden = true;
  own.plot.append(own.bars, own.brush, own.tip);
  parent.append(own.caption, make("div", "histogram", own.labels, own.plot));
  brushing(own);
  new ResizeObserver(() => own.time && paint(own)).observe(own.plot);
  return own;
});

export default function (given) {
  const own = drawn(given);
  own.chosen = own.data.chosen;
  own.time = columns(own.data);
  own.share = (ms) => (ms - own.time.low) / (own.time.high - own.time.low);
  put(own.caption, "textContent", own.data.name);
  put(own.plot, "ariaLabel", own.data.name);
  paint(own);
}
