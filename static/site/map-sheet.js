// The sheet on which the map is drawn: as in partnerships/cartography/projection.py and sheet.py.

const DEGREES = 180 / Math.PI;

export function northing(latitude) {
  const phi = latitude / DEGREES;
  const squared = phi * phi;
  return DEGREES * phi * (1.0148 + squared * squared * (0.23185 + squared * (-0.14499 + squared * 0.02406)));
}

// The latitude so far north, found by halving.
export function latitude(y) {
  let [low, high] = [-90, 90];
  for (let turn = 0; turn < 40; turn += 1) {
    const middle = (low + high) / 2;
    if (northing(middle) < y) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export const WORLD = { width: 360, middle: 11, top: -northing(82), bottom: -northing(-58) };

// Words in one line, or in two of about the same length.
export function inLines(words) {
  const spaces = [...words.matchAll(/ /g)].map((space) => space.index);
  if (words.length <= 24 || !spaces.length) return [words];
  const off = (at) => Math.abs(2 * at - words.length);
  const middle = spaces.reduce((best, at) => (off(at) < off(best) ? at : best));
  return [words.slice(0, middle), words.slice(middle + 1)];
}

export const around = (x) => ((((x + 180) % 360) + 360) % 360) - 180;

export function radiusOf(count, most) {
  const largest = Math.min(20, 5 + 4 * Math.log(most));
  return 5 + (most > 1 ? (largest - 5) * Math.sqrt((count - 1) / (most - 1)) : 0);
}

export function shape(name, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) if (value !== "") made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

export function set(address, name, value) {
  if (value === "") address.searchParams.delete(name);
  else address.searchParams.set(name, value);
  return address;
}

export function readable(address) {
  return address.href.replaceAll("%2C", ",");
}

export function meets(one, other) {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}
