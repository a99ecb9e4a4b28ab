// Keys, wheel, mouse and fingers over a map, keys and wheel also while one of its tools has the focus. A finger moving
// up or down still scrolls the page.

export function listen(frame, { move, scale }) {
  const box = frame.parentElement;
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const far = Math.min(frame.clientWidth, frame.clientHeight) / 4;
    const keys = {
      ArrowLeft: () => move(-far, 0), ArrowRight: () => move(far, 0), ArrowUp: () => move(0, far), ArrowDown: () => move(0, -far),
      "+": () => scale(0.5), "=": () => scale(0.5), "-": () => scale(2), "−": () => scale(2), 0: () => scale(1e6),
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // The mouse and the fingers
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !box.contains(document.activeElement)) return;
    event.preventDefault();
    const spot = frame.getBoundingClientRect();
    scale(2 ** (Math.sign(event.deltaY) * Math.min(0.5, Math.abs(event.deltaY) / 200)), event.clientX - spot.left, event.clientY - spot.top);
  }, { passive: false });

  frame.addEventListener("dblclick", (event) => {
    if (event.target.closest("a")) return;
    const spot = frame.getBoundingClientRect();
    scale(0.5, event.clientX - spot.left, event.clientY - spot.top);
  });

  const fingers = new Map();
  let dragged = false;
  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (!fingers.size) dragged = false;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  frame.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    if (!dragged && Math.hypot(dx, dy) < 4) return;
    if (!dragged) frame.setPointerCapture(event.pointerId);
    dragged = true;
    frame.classList.add("map-held");
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    if (!other) return move(-dx, dy);
    const spot = frame.getBoundingClientRect();
    const [then, since] = [before, now].map((one) => Math.hypot(one.x - other.x, one.y - other.y) || 1);
    move(-dx / 2, dy / 2);
    scale(then / since, (now.x + other.x) / 2 - spot.left, (now.y + other.y) / 2 - spot.top);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    frame.addEventListener(name, (event) => {
      fingers.delete(event.pointerId);
      if (!fingers.size) frame.classList.remove("map-held");
    });
  }
  frame.addEventListener("click", (event) => {
    if (!dragged) return;
    event.preventDefault();
    event.stopPropagation();
    dragged = false;
  }, true);
  frame.addEventListener("dragstart", (event) => event.preventDefault());
}
