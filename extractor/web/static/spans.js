// The text with its mentions. Offsets count characters (code points), as in gold.

const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const WORD = /[\p{L}\p{N}]/u;

export class Spans {
  constructor(element, text) {
    this.element = element;
    this.chars = Array.from(text);
    this.spans = [];
    this.chosen = null;
    this.place = 0;
    element.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-at]");
      if (mark && getSelection().isCollapsed) this.pick(this.spans[Number(mark.dataset.at)]);
      else if (this.chosen) this.pick(null, false);
    });
  }

  /** Take spans; those of money get their amounts, which know their parts as objects. */
  load(spans, amounts) {
    this.spans = spans.map(({ start, end, label }) => ({ start, end, label, amount: null }));
    this.sort();
    const made = amounts.map((amount) => ({ ...amount }));
    for (const amount of made) amount.parts = (amount.parts || []).map((at) => made[at]).filter(Boolean);
    this.money().forEach((span, at) => (span.amount = made[at] || { parts: [] }));
    this.chosen = null;
    this.draw();
  }

  gold() {
    const amounts = this.amounts();
    return {
      spans: this.spans.map(({ start, end, label }) => ({ start, end, label, text: this.words(start, end) })),
      amounts: this.money().map(({ start, end, amount }) => ({
        ...amount,
        text: this.words(start, end),
        parts: amount.parts.map((part) => amounts.indexOf(part)).filter((at) => at >= 0),
      })),
    };
  }

  money() {
    return this.spans.filter((span) => span.label === "MONEY");
  }

  amounts() {
    return this.money().map((span) => span.amount);
  }

  words(start, end) {
    return this.chars.slice(start, end).join("");
  }

  sort() {
    this.spans.sort((one, other) => one.start - other.start || one.end - other.end);
  }

  shown(start, end) {
    return this.chars.slice(start, end).map((char) => (CONTROL.test(char) ? "\ufffd" : char)).join("");
  }

  draw() {
    const parts = [];
    let at = 0;
    this.spans.forEach((span, number) => {
      if (span.start < at || span.end > this.chars.length) return; // overlaps or lies outside: the check will say so
      parts.push(this.shown(at, span.start));
      const mark = document.createElement("span");
      mark.className = `m ${span.label}${span === this.chosen ? " chosen" : ""}`;
      mark.dataset.at = number;
      mark.textContent = this.shown(span.start, span.end);
      parts.push(mark);
      at = span.end;
    });
    this.element.replaceChildren(...parts, this.shown(at, this.chars.length));
  }

  /** The offsets of the selection in the text, without white space at its ends. */
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !this.element.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    if (!this.element.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.setStart(this.element, 0);
    before.setEnd(range.startContainer, range.startOffset);
    let start = Array.from(before.toString()).length;
    let end = start + Array.from(range.toString()).length;
    while (start < end && /\s/.test(this.chars[start])) start += 1;
    while (end > start && /\s/.test(this.chars[end - 1])) end -= 1;
    return start < end ? { start, end } : null;
  }

  /** Select characters, as the reader would. */
  select(start, end) {
    const [from, to] = [this.point(start), this.point(end)];
    getSelection().setBaseAndExtent(from.node, from.offset, to.node, to.offset);
    from.node.parentElement.scrollIntoView({ block: "nearest" });
  }

  point(wanted) {
    const walker = document.createTreeWalker(this.element, NodeFilter.SHOW_TEXT);
    let left = wanted;
    let node = walker.nextNode();
    while (node) {
      const chars = Array.from(node.data);
      if (left <= chars.length) return { node, offset: chars.slice(0, left).join("").length };
      left -= chars.length;
      const next = walker.nextNode();
      if (!next) return { node, offset: node.data.length };
      node = next;
    }
    return { node: this.element, offset: 0 };
  }

  pick(span, focus = true) {
    this.chosen = span;
    this.draw();
    if (focus) this.element.focus();
    this.element.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  }

  choose(way) {
    if (!this.spans.length) return;
    const at = this.chosen ? this.spans.indexOf(this.chosen) : way > 0 ? -1 : 0;
    this.pick(this.spans[(at + way + this.spans.length) % this.spans.length]);
  }

  leave() {
    if (this.chosen) this.place = this.chosen.end;
    getSelection().removeAllRanges();
    this.pick(null);
  }

  /** Label what is chosen or selected; what it overlaps goes. The text of the mention, or nothing. */
  mark(label) {
    const range = this.selected() || this.chosen;
    if (!range) return "";
    const { start, end } = range;
    const old = this.spans.find((span) => span.start === start && span.end === end);
    const span = { start, end, label, amount: label === "MONEY" ? old?.amount || { approx: "exact", parts: [] } : null };
    this.spans = this.spans.filter((other) => other.end <= start || other.start >= end);
    this.spans.push(span);
    this.change(span);
    return this.words(start, end);
  }

  remove() {
    const range = this.selected() || this.chosen;
    const kept = range ? this.spans.filter((span) => span.end <= range.start || span.start >= range.end) : this.spans;
    if (kept.length === this.spans.length) return false;
    this.spans = kept;
    this.change(null);
    return true;
  }

  change(span) {
    this.sort();
    getSelection().removeAllRanges();
    this.pick(span);
    document.dispatchEvent(new Event("changed"));
  }

  /** An arrow key: moves a border of the chosen mention, else the selection by a word. */
  step(way, { shift, alt }) {
    if (this.chosen && (shift || alt)) this.move(alt ? "start" : "end", way);
    else if (!alt) this.word(way, shift);
  }

  move(border, way) {
    const moved = { ...this.chosen, [border]: this.chosen[border] + way };
    const free = this.spans.every((span) => span === this.chosen || span.end <= moved.start || span.start >= moved.end);
    if (moved.start < 0 || moved.end > this.chars.length || moved.start >= moved.end || !free) return;
    Object.assign(this.chosen, moved);
    this.change(this.chosen);
  }

  word(way, extend) {
    const range = this.selected();
    if (this.chosen) {
      this.place = way > 0 ? this.chosen.end : this.chosen.start;
      this.pick(null);
    } else if (range && !extend) this.place = way > 0 ? range.end : range.start;
    const from = extend && range ? (way > 0 ? range.end : range.end - 1) : this.place;
    const next = this.nextWord(from, way);
    if (!next) return;
    if (!extend || !range) this.select(next.start, next.end);
    else if (way > 0) this.select(range.start, next.end);
    else if (next.end > range.start && next.start >= range.start) this.select(range.start, this.shorter(range));
    this.place = next.start;
  }

  /** Where a selection ends when it loses its last word. */
  shorter({ start, end }) {
    let at = end - 1;
    while (at > start && WORD.test(this.chars[at]) && WORD.test(this.chars[at - 1])) at -= 1;
    while (at > start && /\s/.test(this.chars[at - 1])) at -= 1;
    return at > start ? at : end;
  }

  nextWord(from, way) {
    const inside = (at) => at >= 0 && at < this.chars.length && WORD.test(this.chars[at]);
    let start;
    if (way > 0) {
      start = from;
      while (start < this.chars.length && !inside(start)) start += 1;
    } else {
      start = from - 1;
      while (start >= 0 && !inside(start)) start -= 1;
    }
    if (!inside(start)) return null;
    let end = start + 1;
    while (way < 0 && inside(start - 1)) start -= 1;
    while (inside(end)) end += 1;
    return { start, end };
  }
}
