// Corrects a release in place. What it makes is the JSON in the form's text area, which is what is sent.
import { Spans } from "./spans.js";
import { Fields } from "./fields.js";

const KEYS = { p: "PERSON", r: "ROLE", o: "ORG", g: "PROGRAMME", m: "MONEY", l: "LOC" };

const form = document.getElementById("form");
const area = document.getElementById("gold");
const editor = document.getElementById("editor");
const tools = document.getElementById("tools");
const words = JSON.parse(editor.dataset.words);
const said = document.getElementById("said");

let gold;
try {
  gold = JSON.parse(area.value);
  if (!Array.isArray(gold.spans)) gold = null;
} catch {
  gold = null; // the reader broke it by hand, so the reader mends it by hand
}
if (gold) start();

function start() {
  const spans = new Spans(document.getElementById("text"), JSON.parse(editor.dataset.text));
  const fields = new Fields(document.getElementById("rows"), words, spans);
  const steps = [];
  let dirty = form.dataset.dirty === "yes";
  let kept = area.value;

  const read = (json) => {
    const found = JSON.parse(json);
    const amounts = found.amounts || [];
    spans.load(found.spans, amounts);
    fields.load(found, amounts);
  };
  const written = () => JSON.stringify({ ...fields.gold(), ...spans.gold() }, null, 1);
  const changed = () => {
    steps.push(kept);
    kept = area.value = written();
    dirty = true;
    tools.querySelector("[data-do=undo]").disabled = false;
  };
  const back = () => {
    const before = steps.pop();
    if (before === undefined) return;
    read(before);
    kept = area.value = before;
    tools.querySelector("[data-do=undo]").disabled = !steps.length;
    spans.element.focus();
  };

  read(area.value);
  kept = area.value = written();
  for (const id of ["tools", "how", "rows"]) document.getElementById(id).hidden = false;
  document.getElementById("plain").hidden = true;
  document.addEventListener("changed", () => {
    fields.draw();
    changed();
  });
  fields.element.addEventListener("input", changed);

  const label = (name) => {
    const text = spans.mark(name);
    if (text) said.textContent = words.marked.replace("{label}", words[name]).replace("{text}", text);
  };
  const act = (name) => {
    if (name === "undo") back();
    else if (name === "quote") fields.quote(spans.selected());
    else if (spans.remove()) said.textContent = words.removed;
  };

  tools.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.label) label(button.dataset.label);
    else if (button?.dataset.do) act(button.dataset.do);
  });
  spans.element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== "z") return;
      back();
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      spans.step(event.key === "ArrowRight" ? 1 : -1, { shift: event.shiftKey, alt: event.altKey });
    } else if (event.altKey) return;
    else if (event.key === "n" || event.key === "N") spans.choose(event.shiftKey ? -1 : 1);
    else if (KEYS[event.key]) label(KEYS[event.key]);
    else if (event.key === "q") act("quote");
    else if (event.key === "z") back();
    else if (event.key === "Delete" || event.key === "Backspace") act("delete");
    else if (event.key === "Escape") spans.leave();
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", () => {
    area.value = written();
    dirty = false;
  });
  window.addEventListener("beforeunload", (event) => dirty && event.preventDefault());
}
