// contents marks the section being read in the list of contents.
export function contents(): void {
  const links = new Map<string, HTMLAnchorElement>();
  for (const a of document.querySelectorAll<HTMLAnchorElement>(".margin .toc a")) {
    links.set(decodeURIComponent(a.hash.slice(1)), a);
  }
  const headings = [...links.keys()].map((name) => document.getElementById(name)).filter((h) => h !== null);
  if (headings.length === 0 || !("IntersectionObserver" in window)) return;
  const update = () => {
    let current = "";
    for (const h of headings) {
      if (h.getBoundingClientRect().top < innerHeight / 3) current = h.id;
    }
    for (const [name, a] of links) {
      a.classList.toggle("here", name === current);
      if (name === current) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(update, { rootMargin: "0px 0px -66% 0px" });
  for (const h of headings) observer.observe(h);
  addEventListener("scrollend", update);
}
