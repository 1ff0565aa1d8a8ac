// Results while one types: the same page is asked for as without scripts, and its results take the place of the old.

const WAIT = 250; // milliseconds of silence before a search
const form = document.getElementById("search");
const words = document.getElementById("q");
let timer = 0;
let running = null;
let typing = false; // the newest address of the history is one of words being typed

/** The address of what the form holds, without what is empty. */
function asked() {
  const pairs = [...new FormData(form)].filter(([name, value]) => value.trim() && !(name === "sort" && value === "relevance"));
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, value.trim()])).toString();
  return text ? `/?${text}` : "/";
}

/** Show the page at `url` in place of the results; an older search that still runs is given up. */
async function show(url, keepForm) {
  running?.abort();
  const mine = (running = new AbortController());
  const results = document.getElementById("results");
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { signal: mine.signal, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine.signal.aborted) return false;
    const fresh = page.getElementById("results");
    if (!fresh) throw new Error("no results");
    const open = [...document.querySelectorAll(".facets details[open]")].map((one) => one.id);
    results.replaceWith(fresh);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    document.getElementById("kept").replaceWith(page.getElementById("kept"));
    if (!keepForm) {
      for (const field of form.querySelectorAll("input:not([type=hidden]), select")) field.value = page.getElementById(field.id).value;
    }
    document.title = page.title;
    return true;
  } catch (error) {
    if (error.name === "AbortError") return false;
    location.assign(url); // the server may be gone: let the browser say so
    return false;
  } finally {
    if (running === mine) {
      running = null;
      document.getElementById("results").removeAttribute("aria-busy");
    }
  }
}

/** Search for what the form holds. What is being typed is one step of the history, however many letters it has. */
function search(whileTyping) {
  clearTimeout(timer);
  const url = asked();
  if (url === location.pathname + location.search) return;
  if (whileTyping && typing) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  typing = whileTyping;
  show(url, whileTyping);
}

words.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => search(true), WAIT);
});
words.addEventListener("change", () => (typing = false));
document.getElementById("sort").addEventListener("change", () => search(false));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  search(false);
});
addEventListener("popstate", () => {
  clearTimeout(timer);
  typing = false;
  show(location.pathname + location.search, false);
});
