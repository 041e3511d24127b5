// Keys, focus and announcements. Static text of this project: no value is ever put into it, and
// what it reads from the page it writes back as text only. It presses the page's own buttons, so
// that Python stays the truth.
(() => {
  if (window.datelineKeys) return;
  window.datelineKeys = true;

  const one = (css) => document.querySelector(css);
  const all = (css) => [...document.querySelectorAll(css)];
  const ROW = ".events .open";
  const FIELD = 'textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"],' +
    'input:not([type="checkbox"]):not([type="radio"]):not([type="range"])';
  const PRESSED_BY_SPACE = `${FIELD}, button, a, summary, input, [role="button"], [role="slider"],` +
    '[role="radio"], [role="checkbox"], [role="option"], [role="tab"]';
  const PATIENCE_MS = 8000; // how long a focus waits for its target to be drawn
  const SHEET = matchMedia("(max-width: 640px)");
  const YEAR_S = 31536000;

  let wanted = null; // { find, until }: what gets the focus as soon as it is there
  const want = (find) => {
    wanted = { find, until: Date.now() + PATIENCE_MS };
    later();
  };
  const press = (key) => {
    const found = one(`.st-key-${key} button:not(:disabled)`);
    if (found) found.click();
    return Boolean(found);
  };
  const covered = () => all('[role="dialog"], [data-baseweb="popover"]').some(
    (it) => it.getClientRects().length && !it.closest('[data-testid="stSidebar"]'));

  // The heading of a card that was not focused before; drawing another card makes another one.
  const heading = () => one(".card h2:not([tabindex])");
  const chosen = () => one(".events .now .open") || one(ROW);

  function search() {
    const field = () => {
      const found = one(".st-key-search input");
      return found && !found.closest('[data-collapsed="true"]') ? found : null;
    };
    if (!field()) one('[data-testid="stExpandSidebarButton"]')?.click();
    want(field);
    return true;
  }

  // In the card the next event; in the list the next row, which Enter opens.
  function step(by) {
    if (one(".card")) { // the buttons of the card have these keys as shortcuts of their own
      want(heading);
      return false;
    }
    const rows = all(ROW);
    const at = rows.indexOf(document.activeElement);
    const start = rows.indexOf(chosen());
    const target = rows[at >= 0 ? at + by : Math.max(start, 0)];
    target?.focus();
    return Boolean(target);
  }

  function close() {
    if (!press("close")) return false;
    want(chosen);
    return true;
  }

  function clear() {
    const found = one(".chips .clear");
    found?.click();
    return Boolean(found);
  }

  const KEYS = {
    "/": search,
    j: () => step(1),
    k: () => step(-1),
    " ": () => !document.activeElement?.matches(PRESSED_BY_SPACE) && press("play"),
    X: clear,
    "?": () => press("keys"),
    Escape: close,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.defaultPrevented || covered()) return;
    if (event.target instanceof Element && event.target.matches(FIELD)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (Object.hasOwn(KEYS, event.key) && KEYS[event.key]()) event.preventDefault();
  });

  // A row, a step or a mark leads to the card: so does the focus.
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const pressed = event.target.closest('[class*="st-key-"] button');
    const under = (key) => pressed?.closest(`[class*="st-key-${key}"]`);
    if (pressed?.matches(ROW)) want(heading);
    if (under("previous") || under("next")) {
      if (event.detail === 0 && document.activeElement !== pressed) want(heading);
    }
    if (under("close")) want(chosen);
    if (under("hint-done")) {
      document.cookie = `dateline-seen=1; path=/; max-age=${YEAR_S}; samesite=strict`;
    }
  }, true);

  function focus() {
    if (!wanted) return;
    if (Date.now() > wanted.until) { wanted = null; return; }
    const target = wanted.find();
    if (!target) return;
    wanted = null;
    if (target.matches("h2")) {
      target.tabIndex = -1;
      const panel = target.closest(".st-key-panel, .st-key-side");
      if (panel) panel.scrollTop = 0;
      // On a phone the card covers the lower part of the screen: the map goes to the upper.
      if (SHEET.matches) one(".st-key-map")?.scrollIntoView({ block: "start" });
    }
    target.focus({ preventScroll: !target.matches("button") }); // the filters may still slide in
    if (target.matches("input")) target.select();
  }

  // One live region that stays: a new one would not be read out.
  const spoken = document.createElement("div");
  spoken.id = "dateline-said";
  spoken.setAttribute("role", "status");
  spoken.className = "unseen";
  document.body.append(spoken);

  function say() {
    const text = one('.counts [data-id="count-list"]')?.textContent.trim() || "";
    if (spoken.textContent !== text) spoken.textContent = text;
  }

  let due = 0;
  function later() {
    due ||= setTimeout(() => {
      due = 0;
      focus();
      say();
      if (wanted) later();
    }, 120);
  }
  new MutationObserver(later).observe(document.body, { childList: true, subtree: true,
    characterData: true });
  if (SHEET.matches) want(heading); // a link that opens a card
  later();
})();
