// Draws what stands over the map: the filters as chips that can be lifted, how many events they
// leave, and what the map leaves out. Buttons that stay are kept, so that the focus stays too.
import { arrange, make, put, remembering } from "./dom.js";

function newButton(id, own) {
  const made = make("button", id.split("-")[0], make("b"), make("span"));
  made.type = "button";
  made.dataset.id = id;
  made.addEventListener("click", () => own.given.setTriggerValue("pressed", id));
  return made;
}

// A button with a strong part and the rest of its words; what is struck through is said to be so.
function fill(button, [, strong, rest, struck]) {
  put(button.firstChild, "textContent", strong);
  const inside = struck ? make("del", "", rest) : rest;
  if (button.lastChild.textContent !== rest) button.lastChild.replaceChildren(inside);
}

function draw(row, items, own) {
  const there = new Map([...row.children].map((it) => [it.dataset.id, it]));
  const wanted = items.map((item) => {
    const made = there.get(item[0]) || newButton(item[0], own);
    fill(made, item);
    return made;
  });
  arrange(row, wanted);
}

const drawn = remembering((parent) => {
  const own = { chips: make("div", "chips"), counts: make("div", "counts"),
    told: make("p", "caption") };
  own.chips.role = own.counts.role = "group";
  own.chips.ariaLabel = "Filters";
  own.counts.ariaLabel = "Counts";
  parent.append(make("div", "over", own.chips, own.counts, own.told));
  return own;
});

export default function (given) {
  const own = drawn(given);
  const { chips, counts, told } = own.data;
  draw(own.chips, chips, own);
  draw(own.counts, counts, own);
  put(own.told, "textContent", told);
}
