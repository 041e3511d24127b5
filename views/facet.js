// Draws the values of one facet: a box, a name with its count, a bar, and what else can be done with
// the value. What was drawn stays and is changed in place, so that focus and pointer keep their row.
// Names come from articles: they are only ever set as text.
import { arrange, kind, make, number, put, remembering } from "./dom.js";

const PICKED = 1, EXCLUDED = 2; // bits of a row's state
const FOLDED = 1, UNFOLDED = 2, BELOW = 3; // how a row stands to others; BELOW: under another value
const WIDEST = 88; // per cent of the width: the bar of the greatest count

// A button whose whole name is for those who listen; the sheet shows a short word or sign.
function button(css, act) {
  const name = make("span", "unseen");
  const made = make("button", css, name);
  made.type = "button";
  made.addEventListener("click", act);
  return { made, name };
}

function newRow(value, wish) {
  const box = make("input");
  box.type = "checkbox";
  box.addEventListener("change", () => wish(box.checked ? "tick" : "untick", value));
  const said = make("span", "said");
  const only = button("only", () => wish("only", value));
  const not = button("not", () => wish("not", value));
  const row = make("div", "value", make("label", "", box, said), only.made, not.made);
  return { row, box, said, only, not, fold: null, value, wish };
}

function fold(it, how, name) {
  const folds = how === FOLDED || how === UNFOLDED;
  if (folds && !it.fold) {
    it.fold = button("fold", () => it.wish("fold", it.value));
    it.row.append(it.fold.made);
  } else if (!folds && it.fold) {
    it.fold.made.remove();
    it.fold = null;
  }
  if (!folds) return;
  put(it.fold.name, "textContent", `${how === UNFOLDED ? "Fold" : "Unfold"} ${name}`);
  put(it.fold.made, "ariaExpanded", String(how === UNFOLDED));
}

function fill(it, [, name, count, state = 0, how = 0], most, { acts, data }) {
  const unwanted = Boolean(state & EXCLUDED);
  if (!acts.length) put(it.box, "checked", Boolean(state & PICKED)); // else its answer is to come
  put(it.said, "textContent", `${name} · ${number(count)}`);
  put(it.only.name, "textContent", `Only ${name}`);
  put(it.not.name, "textContent", `${unwanted ? "Do not exclude" : "Exclude"} ${name}`);
  put(it.not.made, "ariaPressed", String(unwanted));
  fold(it, how, name);
  const place = how === BELOW ? " below" : data.coloured ? ` ${kind(it.value)}` : "";
  put(it.row, "className", `value${place}${it.fold ? " folds" : ""}`);
  it.row.style.setProperty("--w", `${Math.round((WIDEST * count) / Math.max(most, 1))}%`);
}

const drawn = remembering((parent, data) => {
  const own = { acts: [], rows: new Map(), last: data.done };
  own.heading = make("p", "heading");
  own.list = make("div", "values");
  own.list.role = "group";
  parent.append(make("div", "facet", own.heading, own.list));
  // Acts have numbers and stay until they are answered: none is lost when two come at once.
  own.wish = (verb, value) => {
    own.acts.push([++own.last, verb, value]);
    own.given.setStateValue("acts", own.acts);
  };
  return own;
});

export default function (given) {
  const own = drawn(given);
  const { data } = own;
  own.acts = own.acts.filter(([at]) => at > data.done);
  own.last = Math.max(own.last, data.done);
  put(own.heading, "textContent", data.heading || "");
  put(own.list, "ariaLabel", data.name);
  const tops = data.rows.filter((row) => row[4] !== BELOW);
  const most = Math.max(0, ...tops.map((row) => row[2]));
  const rows = new Map();
  for (const row of data.rows) {
    const it = own.rows.get(row[0]) || newRow(row[0], own.wish);
    fill(it, row, most, own);
    rows.set(row[0], it);
  }
  own.rows = rows;
  arrange(own.list, [...rows.values()].map((it) => it.row));
}
