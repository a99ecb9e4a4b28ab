// Suggestions while somebody types into a search box marked with `data-suggestions`, the address that gives them.
// A combobox as ARIA 1.2 has it. Without this file, or when the server does not answer, the box simply submits.

const PAUSE = 120;
const boxes = new WeakMap();
let made = 0;

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

class Combobox {
  constructor(input) {
    this.input = input;
    this.id = `suggestions-${++made}`;
    this.list = element("div", { id: this.id, class: "suggestions", role: "listbox", "aria-label": input.dataset.suggestionsLabel });
    this.list.hidden = true;
    this.said = element("div", { class: "visually-hidden", role: "status" });
    input.parentElement.append(this.list, this.said);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": this.id })) {
      input.setAttribute(key, value);
    }
    this.asked = "";
    this.close();
    // A press on the list must not take the focus from the box.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]"), event));
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get open() {
    return !this.list.hidden;
  }

  typed() {
    clearTimeout(this.timer);
    this.point(null);
    const text = this.input.value.trim();
    if (text === this.asked) {
      this.show();
      return;
    }
    this.pending?.abort();
    if (text) this.timer = setTimeout(() => this.ask(text), PAUSE);
    else this.fill("", { groups: [], summary: "" });
  }

  async ask(text) {
    const asking = (this.pending = new AbortController());
    const query = new URLSearchParams({ q: text.slice(0, 100), lang: document.documentElement.lang });
    try {
      const response = await fetch(`${this.input.dataset.suggestions}?${query}`, { signal: asking.signal });
      const answer = response.ok ? await response.json() : { groups: [], summary: "" };
      if (asking === this.pending) this.fill(text, answer);
    } catch {
      // Overtaken by the next letter, or no connection: what is there stays, and the box still submits.
    }
  }

  fill(text, { groups, summary }) {
    this.asked = text;
    const language = document.documentElement.lang;
    this.list.replaceChildren(
      ...groups.map((group, place) => {
        const title = `${this.id}-${place}`;
        const options = group.suggestions.map((entry, row) => {
          const name = element("span", { class: "suggestion-name" }, entry.label);
          if (entry.lang && entry.lang !== language) name.lang = entry.lang;
          const option = element("div", { role: "option", id: `${title}-${row}`, "aria-selected": "false", "data-address": entry.url }, name);
          if (entry.matched) option.append(" ", element("span", { class: "suggestion-matched" }, `(${entry.matched})`));
          // Heard, but not seen: what the heading above says to the eye.
          option.append(" ", element("span", { class: "visually-hidden" }, entry.detail ? `${group.singular},` : group.singular));
          if (entry.detail) option.append(" ", element("span", { class: "suggestion-detail" }, entry.detail));
          return option;
        });
        return element("div", { role: "group", "aria-labelledby": title }, element("div", { id: title, role: "presentation" }, group.label), ...options);
      }),
    );
    this.list.scrollTop = 0;
    this.close();
    this.show();
    this.said.textContent = text && document.activeElement === this.input ? summary : "";
  }

  show() {
    if (document.activeElement !== this.input || !this.list.firstChild) return;
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.said.textContent = "";
    this.point(null);
    this.near = false;
  }

  // The mouse that was over the box or its list and goes on to something else leaves them.
  passed(event) {
    clearTimeout(this.away);
    if (this.input.parentElement.contains(event.target)) this.near = true;
    else if (this.near) this.away = setTimeout(() => this.close(), PAUSE);
  }

  leave() {
    clearTimeout(this.timer);
    this.pending?.abort();
    this.pending = null;
    this.close();
  }

  point(option) {
    this.current?.setAttribute("aria-selected", "false");
    this.current = option;
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  choose(option, event) {
    if (!option) return;
    if (event.ctrlKey || event.metaKey) {
      window.open(option.dataset.address, "_blank", "noopener");
      return;
    }
    this.leave();
    location.assign(option.dataset.address);
  }

  pressed(event) {
    if (event.isComposing) return;
    const options = this.options;
    const place = options.indexOf(this.current);
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        if (event.altKey && event.key === "ArrowUp") {
          this.close();
          break;
        }
        if (!this.open) {
          if (this.input.value.trim() !== this.asked) {
            this.typed();
            return;
          }
          this.show();
          if (event.altKey) break;
        }
        if (!options.length) return;
        // Past either end lies the box itself.
        const ring = [null, ...options];
        const step = event.key === "ArrowDown" ? 1 : ring.length - 1;
        this.point(ring[(place + 1 + step) % ring.length]);
        break;
      }
      case "Enter":
        if (!this.open || !this.current) {
          this.leave();
          return;
        }
        this.choose(this.current, event);
        break;
      case "Escape":
        if (!this.open) return;
        this.close();
        break;
      case "Home":
      case "End":
      case "ArrowLeft":
      case "ArrowRight":
        // These move in the text, and so lead back to it.
        this.point(null);
        return;
      default:
        return;
    }
    event.preventDefault();
  }
}

function boxOf(target) {
  if (!(target instanceof HTMLInputElement) || !target.dataset.suggestions) return null;
  if (!boxes.has(target)) boxes.set(target, new Combobox(target));
  return boxes.get(target);
}

function prepare(root) {
  for (const input of root.querySelectorAll("input[data-suggestions]")) boxOf(input);
}

// Heard at the document, so that boxes that come later, with a part of the page, work as well.
document.addEventListener("focusin", (event) => boxOf(event.target));
document.addEventListener("focusout", (event) => boxOf(event.target)?.leave());
document.addEventListener("input", (event) => event.isComposing || boxOf(event.target)?.typed());
document.addEventListener("compositionend", (event) => boxOf(event.target)?.typed());
document.addEventListener("keydown", (event) => boxOf(event.target)?.pressed(event));
document.addEventListener("mousemove", (event) => {
  const box = boxOf(document.activeElement);
  if (box?.open) box.passed(event);
});
document.addEventListener("htmx:load", (event) => prepare(event.target));
prepare(document);
