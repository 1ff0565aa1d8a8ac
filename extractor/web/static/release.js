// A mention and what was made of it light up together.

function light(target, on) {
  const mention = target.closest("[data-entries]");
  const entry = target.closest(".e[id]");
  const names = mention ? mention.dataset.entries.split(" ").filter(Boolean) : entry ? [entry.id] : [];
  for (const name of names) {
    document.getElementById(name)?.classList.toggle("lit", on);
    for (const one of document.querySelectorAll(`[data-entries~="${name}"]`)) one.classList.toggle("lit", on);
  }
}

for (const kind of ["mouseover", "focusin"]) addEventListener(kind, (event) => event.target.closest && light(event.target, true));
for (const kind of ["mouseout", "focusout"]) addEventListener(kind, (event) => event.target.closest && light(event.target, false));
