// Draws the list of events: a button a row, with its title and what stands under it, and the
// address of all of them as a file. Rows that stay are kept, so that the focus keeps its event.
import { arrange, kind, make, put, remembering } from "./dom.js";

function newRow(id, own) {
  const title = make("b");
  const under = make("small");
  const open = make("button", "open", title, " ", under);
  open.type = "button";
  open.addEventListener("click", () => own.given.setTriggerValue("opened", id));
  return { row: make("li", "", open), open, title, under };
}

function fill(it, [, type, title, under, now]) {
  put(it.row, "className", `row ${kind(type)}${now ? " now" : ""}`);
  put(it.open, "ariaCurrent", String(Boolean(now)));
  put(it.title, "textContent", title);
  put(it.under, "textContent", under);
}

const drawn = remembering((parent) => {
  const list = make("ul", "events");
  list.role = "list"; // without marks some screen readers take it for none
  list.ariaLabel = "Events";
  const file = make("a", "file", "These events as CSV");
  parent.append(list, file);
  return { list, file, rows: new Map() };
});

export default function (given) {
  const own = drawn(given);
  const rows = new Map();
  for (const row of own.data.rows) {
    const it = own.rows.get(row[0]) || newRow(row[0], own);
    fill(it, row);
    rows.set(row[0], it);
  }
  own.rows = rows;
  own.file.href = own.data.file;
  arrange(own.list, [...rows.values()].map((it) => it.row));
}
