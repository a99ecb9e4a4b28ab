// The forms of the desk: one switch for the language of all texts, and names for what has none.
// Without this module every language is visible and everything works.

const form = document.querySelector(".change-form #content-main form");
const bar = form && document.querySelector(".desk-texts");

function texts() {
  return [...form.querySelectorAll("[data-language]")].filter((input) => !input.name.includes("__prefix__"));
}

// The row, or the part of a row, that holds one field with its label, help and errors.
function row(input) {
  return input.closest(".form-multiline > div") ?? input.closest(".form-row");
}

function show(language) {
  form.dataset.language = language;
  for (const button of bar.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", button.dataset.shows === language);
  }
  const active = document.activeElement;
  for (const input of form.querySelectorAll("[data-language]")) {
    const here = language === "*" || input.dataset.language === language;
    row(input).hidden = !here && !row(input).querySelector(".errorlist");
  }
  // Django's script gives the first field the focus, which may be of a language that is not shown.
  if (active?.dataset.language && row(active).hidden) form.elements[active.name.replace(/[^_]+$/, language)]?.focus();
  count();
}

// "English 4/5": of the texts written in any language, those written in this one.
function count() {
  const written = new Map();
  for (const input of texts()) {
    const text = input.name.replace(/_[^_]+$/, "");
    if (input.value.trim()) written.set(text, (written.get(text) ?? new Set()).add(input.dataset.language));
  }
  for (const button of bar.querySelectorAll("[data-shows]:not([data-shows='*'])")) {
    const here = [...written.values()].filter((languages) => languages.has(button.dataset.shows)).length;
    button.querySelector(".desk-count").textContent = written.size ? `${here}/${written.size}` : "";
  }
}

// Select2 draws its own box, which the label of the select does not name, and opens without taking the keyboard along.
function complete(box) {
  const label = document.querySelector(`label[for="${box.closest(".select2-container").previousElementSibling?.id}"]`);
  if (!label || box.dataset.named) return;
  box.dataset.named = "yes";
  label.id ||= `${label.htmlFor}_label`;
  const shown = box.querySelector(".select2-selection__rendered");
  box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`.trim());
  for (const part of box.querySelectorAll("[role=textbox], .select2-search__field")) part.setAttribute("aria-labelledby", label.id);
}

function dress() {
  form.querySelectorAll(".select2-selection").forEach(complete);
  const search = document.querySelector("body > .select2-container--open .select2-search__field");
  if (search && document.activeElement !== search) search.focus();
  // Django writes the label of a group of boxes to tick beside it, not around it.
  for (const boxes of form.querySelectorAll(".form-row div[id]:not([role]):has(> div > label > input[type=checkbox])")) {
    boxes.setAttribute("role", "group");
    boxes.setAttribute("aria-label", boxes.closest(".flex-container")?.querySelector("label")?.textContent.trim() ?? "");
  }
}

if (form) {
  dress();
  new MutationObserver(dress).observe(document.body, { childList: true, subtree: true });
}

if (bar && texts().length) {
  const codes = [...bar.querySelectorAll("[data-shows]")].map((button) => button.dataset.shows);
  const own = document.documentElement.lang.split("-")[0];
  bar.hidden = false;
  bar.addEventListener("click", (event) => event.target.closest("button") && show(event.target.closest("button").dataset.shows));
  form.addEventListener("input", count);
  document.addEventListener("formset:added", () => show(form.dataset.language));
  show(codes.includes(own) ? own : codes[0]);
}
