// What the drawing scripts of the page share. Whatever comes from an article is set as text only.

const TYPE = /^[A-Z]+$/; // a type of event that may have a colour in the style sheet

export function make(tag, css, ...inside) {
  const made = document.createElement(tag);
  if (css) made.className = css;
  made.append(...inside);
  return made;
}

export function put(it, name, value) {
  if (it[name] !== value) it[name] = value;
}

export const number = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");

// The class that gives the colour of a type.
export const kind = (type) => `kind-${TYPE.test(type) ? type : "OTHER"}`;

// What was drawn in an element, or what start makes of an empty one; with the data of now.
export function remembering(start) {
  const kept = new WeakMap();
  return (given) => {
    const data = JSON.parse(new TextDecoder().decode(given.data));
    const own = kept.get(given.parentElement) || start(given.parentElement, data);
    kept.set(given.parentElement, own);
    return Object.assign(own, { given, data });
  };
}

// Elements in their new order. One that is moved loses the focus, so it gets it back.
export function arrange(list, wanted) {
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  wanted.forEach((row, at) => {
    if (list.children[at] !== row) list.insertBefore(row, list.children[at] || null);
  });
  while (list.children.length > wanted.length) list.lastChild.remove();
  if (focused?.isConnected && document.activeElement !== focused) focused.focus();
}
