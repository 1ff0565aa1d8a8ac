// The fields beside the text: people, organisations, programmes, amounts and quotes.

const STATUS = ["current", "former", "designated", "acting"];
const APPROX = ["exact", "about", "below", "above"];
const KINDS = ["direct", "indirect"];
let ids = 0;

export class Fields {
  constructor(element, words, spans) {
    Object.assign(this, { element, words, spans, people: [], organisations: [], programmes: [], quotes: [], head: {} });
  }

  load(gold) {
    this.people = (gold.people || []).map((one) => ({ ...one, roles: (one.roles || []).map((role) => ({ ...role })) }));
    this.organisations = (gold.organisations || []).map((one) => ({ ...one }));
    this.programmes = (gold.programmes || []).map((one) => ({ ...one }));
    this.quotes = (gold.quotes || []).map((one) => ({ ...one, speaker: this.people[one.speaker] || null }));
    this.head = { title: gold.title || null, place: gold.place || null, date: gold.date || null };
    this.draw();
  }

  gold() {
    const head = Object.fromEntries(Object.entries(this.head).filter(([, value]) => value));
    return {
      people: this.people,
      organisations: this.organisations,
      programmes: this.programmes,
      quotes: this.quotes
        .toSorted((one, other) => one.start - other.start)
        .map((one) => ({ ...one, speaker: this.people.includes(one.speaker) ? this.people.indexOf(one.speaker) : null })),
      ...head,
    };
  }

  quote(range) {
    if (!range) return;
    this.quotes.push({ ...range, text: this.spans.words(range.start, range.end), kind: "direct", speaker: null });
    this.changed();
  }

  changed() {
    document.dispatchEvent(new Event("changed"));
  }

  draw() {
    const open = new Set([...this.element.querySelectorAll("details[open]")].map((one) => one.dataset.name));
    const drawn = this.element.childElementCount > 0;
    this.element.replaceChildren(
      this.section("head", null, [this.headFields()]),
      this.section("people", () => ({ name: this.taken(), titles: [], roles: [] }), this.people.map((one) => this.person(one))),
      this.section("amounts", null, this.spans.money().map((span, at) => this.amount(span, at))),
      this.section("organisations", () => this.body(), this.organisations.map((one) => this.named(one, "organisations"))),
      this.section("programmes", () => this.body(), this.programmes.map((one) => this.named(one, "programmes"))),
      this.section("quotes", null, this.quotes.map((one) => this.said(one))),
    );
    for (const one of this.element.querySelectorAll("details")) {
      one.open = drawn ? open.has(one.dataset.name) : ["people", "amounts"].includes(one.dataset.name);
    }
  }

  taken() {
    const range = this.spans.selected() || this.spans.chosen;
    return range ? this.spans.words(range.start, range.end).replace(/\s+/g, " ") : "";
  }

  body() {
    return { name: this.taken(), aliases: [] };
  }

  section(name, make, rows) {
    const details = node("details", { className: "card" });
    details.dataset.name = name;
    const title = node("h2", { textContent: `${this.words[name]} ` });
    if (name !== "head") title.append(node("span", { className: "count", textContent: String(rows.length) }));
    const summary = node("summary");
    summary.append(title);
    details.append(summary, ...rows);
    if (make) {
      details.append(
        this.button(this.words.add, () => {
          this[name].push(make());
          this.changed();
          this.element.querySelector(`[data-name=${name}] fieldset:last-of-type input`)?.focus();
        }),
      );
    }
    return details;
  }

  headFields() {
    const set = node("fieldset");
    set.append(node("legend", { textContent: this.words.head }), this.text(this.head, "title", true), this.text(this.head, "place"), this.text(this.head, "date"));
    return grid(set);
  }

  person(one) {
    const set = this.set(one.name, () => this.drop("people", one));
    set.append(grid(this.text(one, "name", true), this.list(one, "titles")));
    one.roles.forEach((role) => {
      set.append(
        grid(
          this.text(role, "role", true),
          this.text(role, "organisation", true),
          this.choice(role, "status", STATUS),
          this.button(this.words.remove, () => {
            one.roles.splice(one.roles.indexOf(role), 1);
            this.changed();
          }),
        ),
      );
    });
    set.append(
      this.button(this.words["add-role"], () => {
        one.roles.push({ role: this.taken() || null, organisation: null, status: "current" });
        this.changed();
      }),
    );
    return set;
  }

  named(one, name) {
    const set = this.set(one.name, () => this.drop(name, one));
    set.append(grid(this.text(one, "name", true), this.list(one, "aliases")));
    return set;
  }

  amount(span, at) {
    const one = span.amount;
    const set = this.set(`${at + 1}. ${this.spans.shown(span.start, span.end)}`, null);
    const parts = this.field("parts", node("input", { value: this.numbers(one.parts) }), (input) => {
      const amounts = this.spans.amounts();
      one.parts = (input.value.match(/\d+/g) || []).map((number) => amounts[number - 1]).filter(Boolean);
    });
    set.append(
      grid(
        ...["value", "min", "max"].map((name) => this.number(one, name)),
        this.choice(one, "approx", APPROX),
        this.whole(one, "year"),
        this.text(one, "per"),
        this.text(one, "purpose", true),
        this.text(one, "source", true),
        parts,
      ),
    );
    return set;
  }

  numbers(parts) {
    const amounts = this.spans.amounts();
    return parts.map((part) => amounts.indexOf(part) + 1).filter((number) => number > 0).join(", ");
  }

  said(one) {
    const set = this.set(this.spans.shown(one.start, one.end).slice(0, 120), () => this.drop("quotes", one));
    const select = node("select");
    select.append(node("option", { value: "", textContent: this.words.nobody }));
    this.people.forEach((person, at) => select.append(node("option", { value: String(at), textContent: person.name })));
    select.value = this.people.includes(one.speaker) ? String(this.people.indexOf(one.speaker)) : "";
    const speaker = this.field("speaker", select, () => (one.speaker = this.people[Number(select.value)] ?? null));
    select.addEventListener("change", () => select.value || (one.speaker = null));
    set.append(grid(this.choice(one, "kind", KINDS), speaker));
    return set;
  }

  drop(name, one) {
    this[name].splice(this[name].indexOf(one), 1);
    this.changed();
  }

  set(title, drop) {
    const set = node("fieldset");
    set.append(node("legend", { textContent: title }));
    if (drop) {
      const button = this.button(this.words.remove, drop);
      button.classList.add("drop");
      set.append(button);
    }
    return set;
  }

  button(text, press) {
    const button = node("button", { type: "button", className: "button small", textContent: text });
    button.addEventListener("click", press);
    return button;
  }

  field(name, input, keep, broad = false) {
    const field = node("div", { className: broad ? "field broad" : "field" });
    input.id = `field-${(ids += 1)}`;
    input.addEventListener("input", () => keep(input));
    field.append(node("label", { htmlFor: input.id, textContent: this.words[name] }), input);
    return field;
  }

  text(one, name, broad = false) {
    const input = node("input", { value: one[name] || "", maxLength: 1000, required: name === "name" });
    return this.field(name, input, () => (one[name] = input.value.trim() || (name === "name" ? "" : null)), broad);
  }

  list(one, name) {
    const input = node("input", { value: (one[name] || []).join("; ") });
    return this.field(name, input, () => (one[name] = input.value.split(";").map((part) => part.trim()).filter(Boolean)), true);
  }

  choice(one, name, values) {
    const select = node("select");
    for (const value of values) select.append(node("option", { value, textContent: this.words[value] }));
    select.value = one[name] || values[0];
    return this.field(name, select, () => (one[name] = select.value));
  }

  whole(one, name) {
    const input = node("input", { value: one[name] ?? "", inputMode: "numeric", pattern: "[0-9]{1,4}", maxLength: 4 });
    return this.field(name, input, () => (one[name] = /^\d{1,4}$/.test(input.value) ? Number(input.value) : null));
  }

  number(one, name) {
    const input = node("input", { value: one[name] == null ? "" : String(one[name]).replace(".", ","), inputMode: "decimal" });
    return this.field(name, input, () => {
      const value = euros(input.value);
      input.setCustomValidity(Number.isNaN(value) ? this.words["no-number"] : "");
      if (value === null) delete one[name];
      else if (!Number.isNaN(value)) one[name] = value;
    });
  }
}

/** What a German reader means: 1.250,50 or 1250,50; null for nothing, NaN for no number. */
function euros(text) {
  const found = text.replace(/[\s€]/g, "");
  if (!found) return null;
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(found)) return Number(found.replaceAll(".", "").replace(",", "."));
  return /^\d+([.,]\d+)?$/.test(found) ? Number(found.replace(",", ".")) : NaN;
}

function node(name, values = {}) {
  return Object.assign(document.createElement(name), values);
}

function grid(...fields) {
  const found = node("div", { className: "fields" });
  found.append(...fields);
  return found;
}
