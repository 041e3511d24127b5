// Remembers in this browser when the page was last looked at. Nothing is sent but to this page.
const KEY = "dateline-visit";
const PAUSE_MS = 30 * 60 * 1000; // looks closer together than this are one visit
const AGAIN_MS = 3000;
const TIMES = 5;

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {
    return {}; // nothing kept, or storage is switched off
  }
}

let asking;

// What is set while the page still runs may get lost: it is said again until it has come.
function say(last, setStateValue, times) {
  setStateValue("before", last);
  asking = times > 1 ? setTimeout(() => say(last, setStateValue, times - 1), AGAIN_MS) : undefined;
}

export default function ({ data, setStateValue }) {
  const { seen, before } = kept();
  const again = Date.parse(data.now) - Date.parse(seen) > PAUSE_MS;
  const last = again ? seen : before;
  try {
    localStorage.setItem(KEY, JSON.stringify({ seen: data.now, before: last }));
  } catch {
    // private window: every visit is the first
  }
  clearTimeout(asking);
  if (typeof last === "string" && last !== data.before) say(last, setStateValue, TIMES);
}
