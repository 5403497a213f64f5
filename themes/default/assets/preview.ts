// A link with data-preview shows what it leads to: on hover, on focus, and on
// the first tap of a finger; the second tap follows it. Esc puts it away, and
// the pointer may move onto it.
const id = "sec.preview";
const delay = 220;

export function previews(): void {
  const box = document.createElement("div");
  box.id = id;
  box.className = "preview";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  const text = document.createElement("span");
  const more = document.createElement("span");
  more.className = "preview-more";
  more.textContent = document.body.dataset.tapAgain ?? "";
  box.append(text, more);
  document.body.append(box);

  let open: HTMLElement | null = null;
  let timer = 0;
  let pointer = "mouse";

  const linkOf = (e: Event) => (e.target instanceof Element ? e.target.closest<HTMLElement>("a[data-preview]") : null);

  const hide = () => {
    clearTimeout(timer);
    open?.removeAttribute("aria-describedby");
    open = null;
    box.hidden = true;
  };

  const show = (link: HTMLElement) => {
    if (open === link) return;
    hide();
    text.textContent = link.dataset.preview ?? "";
    box.classList.toggle("touch", pointer === "touch");
    box.hidden = false;
    const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 16);
    const below = at.bottom + 8;
    const above = at.top - box.offsetHeight - 8;
    const top = below + box.offsetHeight > innerHeight && above > 0 ? above : below;
    box.style.left = `${Math.max(16, left) + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
    link.setAttribute("aria-describedby", id);
    open = link;
  };

  const later = (what: () => void) => {
    clearTimeout(timer);
    timer = window.setTimeout(what, delay);
  };

  document.addEventListener("pointerdown", (e) => {
    pointer = e.pointerType;
    if (open && !linkOf(e) && !(e.target instanceof Node && box.contains(e.target))) hide();
  });
  document.addEventListener("pointerover", (e) => {
    if (e.pointerType === "touch") return;
    pointer = e.pointerType;
    const link = linkOf(e);
    if (link) later(() => show(link));
    else if (e.target instanceof Node && box.contains(e.target)) clearTimeout(timer);
    else if (open) later(hide);
    else clearTimeout(timer);
  });
  document.addEventListener("focusin", (e) => {
    const link = linkOf(e);
    if (link && link.matches(":focus-visible")) show(link);
  });
  document.addEventListener("focusout", (e) => {
    if (linkOf(e) === open && pointer !== "touch") hide();
  });
  document.addEventListener("click", (e) => {
    const link = linkOf(e);
    if (link && pointer === "touch" && open !== link) {
      e.preventDefault();
      show(link);
    }
  });
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") hide();
    else pointer = "keyboard";
  });
}
