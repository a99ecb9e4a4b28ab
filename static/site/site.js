// Everything works without this file; it only spares a click here and there.

// A choice of order takes effect at once.
for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
  select.parentElement.querySelector("button")?.remove();
}

// Filters left empty do not clutter the address that people pass on.
document.getElementById("filters")?.addEventListener("formdata", (event) => {
  for (const name of ["q", "year_from", "year_to"]) {
    if (event.formData.get(name) === "") event.formData.delete(name);
  }
  const usual = event.formData.get("q") ? "relevance" : "updated";
  if (event.formData.get("sort") === usual) event.formData.delete("sort");
});

// A page can be printed by a button where there is a program to do it.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
