// The map without this file is a drawing whose circles and buttons are links. With it one moves and enlarges it in
// place; the circles for each view come from the API.

import { listen } from "./map-gestures.js";
import { WORLD, around, inLines, latitude, meets, northing, radiusOf, readable, set, shape } from "./map-sheet.js";

const LINE = 13; // pixels from one line of a name to the next
const frame = document.getElementById("map");
if (frame) start(frame);

function start(frame) {
  const svg = frame.querySelector("svg.map");
  const layer = svg.querySelector(".map-circles");
  const status = document.getElementById("map-summary");
  const trouble = document.getElementById("trouble");
  const rows = document.getElementById("map-rows");
  const area = document.getElementById("map-area");
  const tools = { nearer: 0.5, farther: 2, whole: 0 };
  const language = document.documentElement.lang;
  const compact = new Intl.NumberFormat(language, { notation: "compact" });
  const plain = new Intl.NumberFormat(language);
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  const [left, top, across, down] = svg.getAttribute("viewBox").split(" ").map(Number);
  // Where the middle lies on the sheet, and how many of its units a pixel is.
  const view = { x: left + across / 2, y: top + down / 2, unit: 1 };
  let width = frame.clientWidth;
  let height = frame.clientHeight;
  let asked = null;
  let waiting = 0;
  let motion = 0;

  const limits = () => [1 / 1024, Math.max(WORLD.width / width, (WORLD.bottom - WORLD.top) / height)];
  const zoom = () => Math.min(10, Math.max(0, Math.round(-Math.log2(view.unit))));
  const isWhole = () => width * view.unit >= WORLD.width;

  function settle(x, y, unit) {
    const [least, most] = limits();
    view.unit = Math.min(most, Math.max(least, unit));
    const half = (height * view.unit) / 2;
    const room = (WORLD.bottom - WORLD.top) / 2;
    const middle = (WORLD.top + WORLD.bottom) / 2;
    view.y = half >= room ? middle : Math.min(WORLD.bottom - half, Math.max(WORLD.top + half, y));
    view.x = width * view.unit >= WORLD.width ? WORLD.middle : x;
    draw();
  }

  function draw() {
    const w = width * view.unit;
    const h = height * view.unit;
    svg.setAttribute("viewBox", `${view.x - w / 2} ${view.y - h / 2} ${w} ${h}`);
    for (const mark of layer.children) {
      mark.setAttribute("transform", `translate(${near(mark.at.x)} ${mark.at.y}) scale(${view.unit})`);
    }
    for (const [name, factor] of Object.entries(tools)) {
      const [least, most] = limits();
      const idle = factor === 0.5 ? view.unit <= least : view.unit >= most;
      document.getElementById(`map-${name}`).setAttribute("aria-disabled", idle);
    }
  }

  // The turn of a longitude around the world that is nearest to what is seen.
  const near = (x) => x - 360 * Math.round((x - view.x) / 360);

  function move(right, up, soon = 250) {
    halt();
    settle(view.x + right * view.unit, view.y - up * view.unit, view.unit);
    later(soon);
  }

  // Enlarge or shrink around a point of the frame, its middle unless told.
  function scale(factor, px = width / 2, py = height / 2, soon = 250) {
    halt();
    const unit = Math.min(limits()[1], Math.max(limits()[0], view.unit * factor));
    const shift = view.unit - unit;
    settle(view.x + (px - width / 2) * shift, view.y + (py - height / 2) * shift, unit);
    later(soon);
  }

  // Go there smoothly, unless the reader prefers stillness.
  function glide(x, y, unit) {
    halt();
    const from = { ...view };
    const begin = performance.now();
    const step = (now) => {
      const part = still.matches ? 1 : Math.min(1, (now - begin) / 260);
      const eased = part * (2 - part);
      settle(from.x + (x - from.x) * eased, from.y + (y - from.y) * eased, from.unit * (unit / from.unit) ** eased);
      motion = part < 1 ? requestAnimationFrame(step) : 0;
      if (!motion) later(0);
    };
    motion = requestAnimationFrame(step);
  }

  function halt() {
    cancelAnimationFrame(motion);
    motion = 0;
  }

  function show(bounds) {
    const [west, south, east, north] = bounds;
    const span = (((east - west) % 360) + 360) % 360;
    const high = northing(north) - northing(south);
    const unit = Math.max((span * 1.4) / width, (high * 1.5) / height, limits()[0]);
    glide(near(west + span / 2), -(northing(south) + high / 2), Math.min(unit, view.unit / 2));
  }

  // The visible box in degrees, as addresses have it; nothing for the whole world.
  function box() {
    if (isWhole()) return "";
    const [w, h] = [(width * view.unit) / 2, (height * view.unit) / 2];
    const digits = w > 10 ? 1 : 3;
    const sides = [around(view.x - w), latitude(-(view.y + h)), around(view.x + w), latitude(-(view.y - h))];
    return sides.map((side) => Number(side.toFixed(digits))).join(",");
  }

  function later(pause) {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, pause);
  }

  async function refresh() {
    const seen = box();
    const here = new URL(location.href);
    here.searchParams.delete("places");
    here.searchParams.delete("zoom");
    set(here, "window", seen);
    history.replaceState(history.state, "", readable(here));
    detail();
    const source = new URL(frame.dataset.source, location.href);
    set(source, "window", seen || (source.searchParams.has("bbox") ? "-180,-90,180,90" : ""));
    source.searchParams.set("zoom", zoom());
    asked?.abort();
    asked = new AbortController();
    frame.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(readable(source), { signal: asked.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      place(await answer.json(), seen);
      tell(false);
    } catch (error) {
      if (error.name === "AbortError") return;
      status.textContent = "";
      tell(true);
    }
    frame.removeAttribute("aria-busy");
  }

  // That what one sees is not what one moved to.
  function tell(isStale) {
    trouble.classList.toggle("shown", isStale);
    trouble.togglePopover?.(isStale);
  }

  function place(map, seen) {
    const held = layer.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    const most = Math.max(1, ...map.circles.map((circle) => circle.participations));
    layer.replaceChildren(...map.circles.map((circle) => drawn(circle, most)));
    draw();
    label();
    if (held) ([...layer.children].find((mark) => mark.getAttribute("aria-label") === held) ?? frame).focus();
    status.textContent = map.circles.length || !map.partners.located ? map.summary : frame.dataset.sea;
    rows.replaceChildren(...map.places.map(row));
    document.getElementById("map-pages")?.remove();
    area.hidden = !seen;
    area.href = readable(set(new URL(frame.dataset.list, location.href), "bbox", seen));
  }

  function drawn(circle, most) {
    const many = circle.places > 1;
    const mark = shape("a", { class: many ? "map-circle map-many" : "map-circle", "aria-label": circle.label });
    mark.setAttribute("href", many ? readable(set(new URL(location.href), "window", circle.bounds.join())) : narrowed(circle.place));
    if (frame.dataset.target) mark.setAttribute("target", many ? "_self" : frame.dataset.target);
    const figure = circle.participations > 1 ? compact.format(circle.participations).replace(/\s/g, "") : "";
    // Room for the figure; but 2K must not look smaller than 430.
    const letters = Math.max(figure.length, circle.participations >= 1000 ? 3 : 0);
    const radius = Math.max(radiusOf(circle.participations, most), letters && 3.3 * letters + 2.6);
    mark.append(shape("title", {}, circle.label), shape("circle", { class: "map-touch", r: 14 }));
    mark.append(shape("circle", { class: "map-dot", r: radius.toFixed(1) }));
    if (figure) mark.append(shape("text", { class: "map-figure", dy: "0.35em" }, figure));
    mark.at = { x: circle.longitude, y: -northing(circle.latitude), name: circle.place.name, more: circle.places - 1, bounds: circle.bounds };
    return mark;
  }

  function row(place) {
    const line = document.createElement("tr");
    const [name, count] = [document.createElement("td"), document.createElement("td")];
    const link = document.createElement("a");
    link.href = narrowed(place);
    if (frame.dataset.target) link.target = frame.dataset.target;
    if (place.lang !== language) link.lang = place.lang;
    link.textContent = place.name;
    name.append(link);
    if (place.country_name) {
      const country = document.createElement("span");
      country.className = "place";
      country.textContent = place.country_name;
      name.append(" ", country);
    }
    count.className = "numeric";
    count.textContent = plain.format(place.count);
    line.append(name, count);
    return line;
  }

  const narrowed = (place) => readable(set(new URL(frame.dataset.list, location.href), place.parameter, place.code));

  // Where the tools lie over the map, from its middle; on a phone beside it.
  function above() {
    const [own, other] = [frame, frame.parentElement.querySelector(".map-tools")].map((part) => part.getBoundingClientRect());
    const [x, y] = [own.left + own.width / 2, own.top + own.height / 2];
    return [other.left - x, other.top - y, other.right - x, other.bottom - y];
  }

  // Names beside the circles, the largest first, where they cover neither each other nor a circle.
  function label() {
    for (const old of layer.querySelectorAll(".map-label")) old.remove();
    const taken = [...layer.children].map((mark) => {
      const r = Number(mark.querySelector(".map-dot").getAttribute("r")) + 1;
      const [x, y] = [(near(mark.at.x) - view.x) / view.unit, (mark.at.y - view.y) / view.unit];
      return { mark, r, x, y, box: [x - r, y - r, x + r, y + r] };
    });
    const boxes = [...taken.map((one) => one.box), above()];
    for (const { mark, r, x, y, box: own } of taken) {
      const words = mark.at.more ? `${mark.at.name} +${plain.format(mark.at.more)}` : mark.at.name;
      const text = shape("text", { class: "map-label", "aria-hidden": "true" });
      const lines = inLines(words).map((line, at) => shape("tspan", { dy: at * LINE }, line));
      text.append(...lines);
      mark.append(text);
      const long = Math.max(...lines.map((line) => line.getComputedTextLength()));
      const more = LINE * (lines.length - 1);
      const others = boxes.filter((other) => other !== own);
      // Above and below they keep clear of the edges.
      const room = (width - long) / 2 - 3;
      const aside = Math.min(room, Math.max(-room, x)) - x;
      const [beside, edge] = [4 - more / 2, 0.75 * r];
      const spots = [
        [r + 3, beside, "start"], [-r - 3, beside, "end"], [aside, r + 13, "middle"], [aside, -r - 5 - more, "middle"],
        [edge, -edge - more, "start"], [-edge, -edge - more, "end"], [edge, edge + 9, "start"], [-edge, edge + 9, "end"],
      ];
      const free = spots.find(([dx, dy, anchor]) => {
        const begin = x + dx - (anchor === "end" ? long : anchor === "middle" ? long / 2 : 0);
        const box = [begin - 2, y + dy - 11, begin + long + 2, y + dy + more + 3];
        if (box[0] < -width / 2 || box[2] > width / 2) return false;
        if (others.some((other) => meets(box, other))) return false;
        boxes.push(box);
        return true;
      });
      if (!free) {
        text.remove();
        continue;
      }
      for (const line of lines) line.setAttribute("x", free[0]);
      text.setAttribute("y", free[1]);
      text.setAttribute("text-anchor", free[2]);
    }
  }

  // Finer coasts and borders once one looks closely.
  let fine = false;
  function detail() {
    if (fine || zoom() < 3) return;
    fine = true;
    for (const part of svg.querySelectorAll("#ground use")) {
      part.setAttribute("href", `${frame.dataset.detail}#${part.getAttribute("href").split("#")[1]}`);
    }
  }

  frame.tabIndex = 0;
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-labelledby", "map-title");
  frame.setAttribute("aria-describedby", "map-help");
  frame.closest(".map-side-main").classList.add("map-moves");
  listen(frame, { move, scale });
  trouble.querySelector("button").addEventListener("click", () => {
    frame.focus({ preventScroll: true });
    refresh();
  });
  window.addEventListener("online", () => trouble.classList.contains("shown") && refresh());

  for (const [name, factor] of Object.entries(tools)) {
    const tool = document.getElementById(`map-${name}`);
    tool.setAttribute("role", "button");
    tool.addEventListener("click", (event) => {
      event.preventDefault();
      if (tool.getAttribute("aria-disabled") === "true") return;
      if (factor) glide(view.x, view.y, view.unit * factor);
      else glide(WORLD.middle, 0, limits()[1]);
    });
    tool.addEventListener("keydown", (event) => {
      if (event.key === " ") event.preventDefault();
      if (event.key === " ") tool.click();
    });
  }

  layer.addEventListener("click", (event) => {
    const mark = event.target.closest(".map-many");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (view.unit > limits()[0]) show(mark.at.bounds);
    else location.href = readable(set(new URL(frame.dataset.list, location.href), "bbox", mark.at.bounds.join()));
  });

  // Begin with what the page shows; ask anew only where the screen calls for other circles.
  for (const mark of layer.children) {
    const [x, y] = mark.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
    const { name, more, bounds } = mark.dataset;
    mark.at = { x, y, name, more: Number(more), bounds: bounds.split(",").map(Number) };
  }
  const fit = () => {
    [width, height] = [frame.clientWidth, frame.clientHeight];
    settle(view.x, view.y, view.unit);
  };
  view.unit = Math.max(across / width, down / height);
  fit();
  detail();
  if (isWhole() && zoom() === Number(frame.dataset.zoom)) label();
  else later(0);
  new ResizeObserver(() => {
    if (frame.clientWidth === width && frame.clientHeight === height) return;
    view.unit *= width / Math.max(1, frame.clientWidth);
    fit();
    later(250);
  }).observe(frame);
}
