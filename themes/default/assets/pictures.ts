// Pictures are links and shapes, and readable as they are. This adds walking from
// mark to mark with the arrow keys, and a copy to take along.

const selector = ".picture";

export function pictures(): void {
  for (const picture of document.querySelectorAll<HTMLElement>(selector)) {
    for (const svg of picture.querySelectorAll<SVGSVGElement>("svg")) walk(svg, picture);
    offerCopies(picture);
  }
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

// walk makes the marks of a picture one stop of the Tab key, with arrows between.
function walk(svg: SVGSVGElement, picture: HTMLElement): void {
  const marks = [...svg.querySelectorAll<SVGAElement>("a")];
  if (marks.length < 2) return;
  const hint = picture.querySelector<HTMLElement>(".picture-walk");
  if (hint) hint.hidden = false;
  const stop = (at: number) => marks.forEach((m, i) => m.setAttribute("tabindex", i === at ? "0" : "-1"));
  stop(0);
  svg.addEventListener("focusin", (e) => stop(Math.max(0, marks.indexOf((e.target as Element).closest("a") as SVGAElement))));
  svg.addEventListener("keydown", (e) => {
    const at = marks.indexOf((e.target as Element).closest("a") as SVGAElement);
    if (at < 0 || e.altKey || e.ctrlKey || e.metaKey || e.shiftKey) return;
    const to = e.key === "Home" ? 0 : e.key === "End" ? marks.length - 1 : at + (steps[e.key] ?? 0);
    if (to === at || !marks[to]) return;
    e.preventDefault();
    marks[to].focus();
  });
}

function offerCopies(picture: HTMLElement): void {
  const name = picture.dataset.file;
  const box = picture.querySelector<HTMLElement>(".picture-save");
  const svg = picture.querySelector<SVGSVGElement>(".is-wide");
  if (!name || !box || !svg) return;
  box.hidden = false;
  box.addEventListener("click", (e) => {
    const kind = (e.target as HTMLElement).dataset.save;
    if (kind === "svg") save(new Blob([alone(svg)], { type: "image/svg+xml" }), `${name}.svg`);
    if (kind === "png") void paint(svg).then((blob) => blob && save(blob, `${name}.png`));
  });
}

// What the style sheet gives to shapes, and a file of its own needs in itself.
const given = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity",
  "opacity", "font-family", "font-size", "font-weight", "font-variant-numeric", "display", "visibility", "paint-order", "letter-spacing",
];

// alone returns the picture as a file that needs no page: in light colours, on
// paper, without links. A slide is light as a rule, whatever the reader prefers.
function alone(svg: SVGSVGElement): string {
  const root = document.documentElement;
  const theme = root.dataset.theme;
  root.dataset.theme = "light";
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  const to = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  from.forEach((shape, i) => {
    const style = getComputedStyle(shape);
    for (const name of given) {
      const value = style.getPropertyValue(name);
      if (value !== "" && shape !== svg) to[i].setAttribute(name, value);
    }
    to[i].removeAttribute("class");
  });
  const paper = getComputedStyle(root).getPropertyValue("--sheet").trim();
  const ground = getComputedStyle(document.body).backgroundColor;
  const family = getComputedStyle(svg).fontFamily;
  if (theme === undefined) delete root.dataset.theme;
  else root.dataset.theme = theme;
  for (const link of copy.querySelectorAll("a")) {
    const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    group.append(...link.childNodes);
    link.replaceWith(group);
  }
  for (const hit of [...copy.querySelectorAll("[fill='rgba(0, 0, 0, 0)']")]) hit.setAttribute("fill", "none");
  const { width, height } = svg.viewBox.baseVal;
  const box = { x: -edge, y: -edge - head, width: width + 2 * edge, height: height + 2 * edge + head + foot };
  copy.setAttribute("width", `${box.width}`);
  copy.setAttribute("height", `${box.height}`);
  copy.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
  copy.setAttribute("font-family", family);
  const words = svg.closest<HTMLElement>(selector)?.dataset ?? {};
  const ink = getComputedStyle(root).getPropertyValue("--ink").trim();
  copy.querySelector("desc")?.after(
    shape("rect", { ...box, fill: paper }),
    shape("text", { x: 0, y: -head + 8, "font-size": 20, "font-weight": 600, fill: ink }, words.head ?? ""),
    shape("text", { x: 0, y: height + edge + 4, "font-size": 12, fill: ink, "fill-opacity": 0.7 }, words.foot ?? ""),
  );
  for (const lane of copy.querySelectorAll(`[fill="${ground}"]`)) lane.setAttribute("fill", paper);
  return new XMLSerializer().serializeToString(copy);
}

// shape makes an element of SVG.
function shape(name: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, `${value}`);
  made.textContent = text;
  return made;
}

const edge = 24; // of paper around the picture
const head = 40; // for what it is, above
const foot = 20; // for where it is from and how well it is known, below
const sharp = 2; // pixels for each unit: enough for a projector
const most = 16000; // pixels that a browser paints on one side

async function paint(svg: SVGSVGElement): Promise<Blob | null> {
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(alone(svg));
  await image.decode();
  const scale = Math.min(sharp, most / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
