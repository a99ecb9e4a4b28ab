// Everything works without this file; it only spares a click here and there.

// A page can be printed by a button where there is a program to do it.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
