// Single keys press what carries them in data-key; the reader can turn them off.

const NAME = "extractor-keys";
const box = document.getElementById("use-keys");

if (box) {
  box.closest("[hidden]").hidden = false;
  box.checked = localStorage.getItem(NAME) !== "off";
  box.addEventListener("change", () => localStorage.setItem(NAME, box.checked ? "on" : "off"));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || (box && !box.checked)) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});
