"use strict";
(() => {
  const body = document.querySelector("#list tbody");
  const rows = Array.from(body.rows);
  const box = document.getElementById("narrow");
  const count = document.getElementById("count");
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const narrow = () => {
    const wanted = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !wanted.every((word) => texts[at].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    count.textContent = shown === rows.length ? `${shown} events` : `${shown} of ${rows.length} events`;
  };
  const sort = (button) => {
    const heading = button.parentElement;
    const down = heading.getAttribute("aria-sort") === "ascending";
    document.querySelectorAll("#list th").forEach((other) => other.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => row.querySelector(`td.${button.dataset.sort}`).dataset.key;
    const order = (one, other) => key(one).localeCompare(key(other)) * (down ? -1 : 1);
    body.append(...rows.slice().sort(order));
  };
  box.hidden = false;
  box.addEventListener("input", narrow);
  document.querySelectorAll("[data-sort]").forEach((button) => {
    button.addEventListener("click", () => sort(button));
  });
  const open = () => {
    const row = document.getElementById(location.hash.slice(1));
    if (row && row.hidden) { box.value = ""; narrow(); row.scrollIntoView(); }
  };
  window.addEventListener("hashchange", open);
})();
