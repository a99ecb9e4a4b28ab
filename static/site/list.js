// The list answers while one asks: a tick, a letter, another order, and the parts that change are fetched from the
// very address a click would have led to. Without this file, or without htmx, the form and its links do the same.

const WRITTEN = "[name=q], [type=number]"; // fields one writes into; the others one ticks or chooses
const PAUSE = 250; // milliseconds between the last letter and the question
const asking = document.getElementById("asking");
const form = document.getElementById("filters");
const sheet = document.getElementById("filter-sheet");
const trouble = document.getElementById("trouble");
const announcement = document.getElementById("announcement");
const live = Boolean(asking && form && window.htmx);

// What is left empty does not clutter the address that people pass on.
form?.addEventListener("formdata", ({ formData }) => {
  for (const name of ["q", "year_from", "year_to", "sort"]) {
    if (!formData.get(name)?.trim()) formData.delete(name);
  }
});

let timer = 0;
let letter = false; // whether what is asked is a word still being typed
let waiting = false; // whether what one waits for is
let typing = false; // whether the present address is
let renewing = false; // whether an answer is just taking its place

function ask(isTyping = false) {
  clearTimeout(timer);
  if (!form.checkValidity() || (isPresent() && !asking.hasAttribute("aria-busy"))) return;
  letter = isTyping;
  form.requestSubmit();
  letter = false;
}

const listed = (parameters) => [...parameters].map(String).sort().join("&");
const isPresent = () =>
  listed(new URLSearchParams(new FormData(form))) === listed(new URLSearchParams(location.search));

// A word being typed is one step back, not one a letter; and asking the same again is none.
function place(submitter) {
  const replaces = (typing && (letter || Boolean(submitter))) || isPresent();
  form.setAttribute("hx-replace-url", String(replaces));
  form.setAttribute("hx-push-url", String(!replaces));
  waiting = letter;
}

// What one has opened, typed and scrolled to in the filters outlives their renewal.
const found = { open: new Map(), typed: new Map(), scrolled: new Map() };
let unsent = null; // the field one is just writing into

function remember() {
  renewing = true;
  for (const facet of asking.querySelectorAll("#facets details")) found.open.set(facet.id, facet.open);
  for (const field of asking.querySelectorAll(".find input")) found.typed.set(field.id, field.value);
  for (const box of asking.querySelectorAll(".scrolling")) found.scrolled.set(box.id, box.scrollTop);
  const active = document.activeElement;
  unsent = active?.matches("#facets [type=number]") ? { id: active.id, value: active.value } : null;
}

function recall() {
  for (const [id, open] of found.open) {
    const facet = document.getElementById(id);
    if (facet) facet.open = open;
  }
  offerFinding();
  for (const [id, text] of found.typed) {
    const field = document.getElementById(id);
    if (field && text) narrow(Object.assign(field, { value: text }));
  }
  for (const [id, top] of found.scrolled) {
    const box = document.getElementById(id);
    if (box) box.scrollTop = top;
  }
  if (unsent) document.getElementById(unsent.id).value = unsent.value;
  const active = document.activeElement;
  if (active?.closest?.(".scrolling")) active.scrollIntoView({ block: "nearest" });
}

// Searching inside a long filter. Accents and case do not matter.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function offerFinding() {
  for (const box of document.querySelectorAll(".find")) box.hidden = false;
}

function narrow(field) {
  const wanted = plain(field.value.trim());
  const facet = field.closest("details");
  let found = false;
  for (const choice of facet.querySelectorAll(".tick")) {
    choice.hidden = !plain(choice.textContent).includes(wanted);
    found ||= !choice.hidden;
  }
  const unfound = facet.querySelector(".unfound") ?? document.createElement("p");
  unfound.className = "unfound quiet";
  unfound.textContent = form.dataset.unfound;
  if (found) unfound.remove();
  else field.parentElement.after(unfound);
}

// That nothing is called so, of the filter one is writing into.
const unfound = () => document.activeElement.closest?.(".filter")?.querySelector(".unfound")?.textContent ?? "";

function type({ target: field, isComposing }) {
  if (field.matches?.(".find input")) {
    // Only a part is there: fetch the rest, and what was typed narrows it.
    const rest = live && field.closest("details").querySelector(".all-of-it a");
    if (rest) {
      rest.click();
      return;
    }
    narrow(field);
    announcement.textContent = unfound();
  } else if (live && field.form === form && field.matches(WRITTEN) && !isComposing) {
    clearTimeout(timer);
    if (field.name === "q") form.elements.namedItem("literal")?.remove(); // was said of other words
    timer = setTimeout(ask, PAUSE, true);
  }
}

for (const event of ["input", "compositionend"]) document.addEventListener(event, type);

document.addEventListener("change", ({ target }) => {
  // A field that makes room for the new one has not been changed by anybody.
  if (renewing || target.form !== form || !target.name) return;
  if (target.matches("select[data-submit]") && !live) form.requestSubmit();
  else if (live && target.name !== "q") ask();
  if (live && target.matches("[type=checkbox]")) form.reportValidity();
});

// What keeps the form from being sent must be seen.
form?.addEventListener("invalid", ({ target }) => {
  const facet = target.closest("details");
  if (facet) facet.open = true;
}, true);

// What one can take away folds up again by Escape, and when one turns to something else.
function fold(isDone) {
  const take = document.getElementById("take");
  if (!take?.open || !isDone(take)) return;
  if (take.contains(document.activeElement)) take.querySelector("summary").focus();
  take.open = false;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") fold(() => true);
  if (event.key === "Enter" && event.target.matches?.(".find input")) event.preventDefault();
});

document.addEventListener("click", ({ target }) => {
  fold((take) => !take.contains(target));
  const button = target.closest?.("button[data-copy]");
  if (button) copy(document.getElementById(button.dataset.copy), button);
});

async function copy(field, button) {
  field.select();
  await navigator.clipboard.writeText(field.value);
  button.textContent = button.dataset.done;
}

function offerCopying() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
}

// Links outside the renewed parts belong to the present question too.
function follow() {
  const query = new URLSearchParams(location.search);
  for (const link of document.querySelectorAll(".language-nav a")) link.search = location.search;
  for (const name of ["page", "page_size", "view", "facet", "sort"]) query.delete(name);
  const feed = document.querySelector('link[type="application/atom+xml"]');
  if (feed) feed.href = feed.href.split("?")[0] + (query.size ? `?${query}` : "");
}

// What one sees does not answer what one asked; said above everything, an open sheet too.
function tell(isStale) {
  if (!isStale && trouble.contains(document.activeElement)) document.activeElement.blur();
  asking.classList.toggle("stale", isStale);
  trouble.classList.toggle("shown", isStale);
  trouble.togglePopover?.(isStale);
}

// While the sheet covers the page, the keyboard stays in it.
function cover(isCovered) {
  for (let part = sheet; part !== document.body; part = part.parentElement) {
    for (const other of part.parentElement.children) {
      if (other !== part && !other.matches("[role=status], [role=alert]")) other.inert = isCovered;
    }
  }
}

const isCovering = () => CSS.supports("selector(:popover-open)") && sheet.matches(":popover-open");
sheet?.addEventListener("beforetoggle", ({ newState }) => newState === "closed" && cover(false));
sheet?.addEventListener("toggle", () => {
  cover(isCovering());
  // The button that opened it may have been renewed since.
  const active = document.activeElement;
  if (!isCovering() && (active === document.body || sheet.contains(active))) document.querySelector(".filters-button")?.focus();
});
matchMedia("(min-width: 62rem)").addEventListener("change", () => sheet?.hidePopover?.());

function settle(requester) {
  const sentence = document.getElementById("sentence");
  if (requester !== form) {
    const field = form.elements.namedItem("q");
    if (field) field.value = new URLSearchParams(location.search).get("q") ?? "";
    waiting = false;
  }
  typing = waiting;
  follow();
  // Who followed a link that is gone goes on where it led.
  if (document.activeElement === document.body && isCovering()) sheet.querySelector(".filters-close").focus();
  else if (document.activeElement === document.body && requester !== asking) {
    const paged = requester.closest(".pagination");
    const goal = paged ? document.getElementById("results") : sentence;
    goal.focus({ preventScroll: true });
    if (paged || requester.closest(".results")) goal.scrollIntoView();
  }
  announcement.textContent = unfound() || sentence.textContent;
}

if (live) {
  document.documentElement.classList.add("live");
  const on = (name, act) => document.body.addEventListener(`htmx:${name}`, act);

  on("beforeSwap", remember);
  on("afterRequest", ({ detail }) => {
    asking.removeAttribute("aria-busy");
    renewing = false;
    if (!detail.xhr.status) return;
    tell(false);
    if (detail.failed) return;
    if (isCovering()) cover(true);
    recall();
    offerCopying();
    settle(detail.requestConfig.elt);
  });
  on("beforeRequest", ({ detail }) => {
    asking.setAttribute("aria-busy", "true");
    trouble.querySelector("a").href = detail.pathInfo.finalRequestPath;
  });
  // The server's own page says best what is wrong; without a server, we do.
  on("responseError", ({ detail }) => location.assign(detail.pathInfo.finalRequestPath));
  for (const name of ["sendError", "timeout"]) on(name, () => tell(true));
  // Back and forward ask the server again: what one sees is always what the address says.
  on("historyCacheMiss", (event) => {
    event.preventDefault();
    document.activeElement?.blur(); // what is suggested there belongs to another question
    // Whether it failed or was given up for the next is heard above.
    htmx.ajax("GET", location.pathname + location.search, { source: asking }).catch(() => {});
  });
  trouble.querySelector("a").addEventListener("click", (event) => {
    const again = event.currentTarget;
    event.preventDefault();
    again.setAttribute("hx-push-url", String(again.href !== location.href));
    htmx.ajax("GET", again.getAttribute("href"), { source: again }).catch(() => {});
  });
  form.addEventListener("submit", ({ submitter }) => {
    clearTimeout(timer);
    place(submitter);
    if (submitter && isCovering()) sheet.hidePopover();
  });
}
offerFinding();
offerCopying();
