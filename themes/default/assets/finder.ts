// finder opens the search: by the links that lead to the search page, by “/”, by
// Ctrl or ⌘ K. The dialog stands at once, so that no key is lost; the script that
// searches is loaded when somebody seems to want it.
export function finder(): void {
  const link = document.querySelector<HTMLAnchorElement>(".search-open");
  const own = document.querySelector<HTMLInputElement>(".page-search .find-input");
  const template = document.getElementById("sec.search");
  if (!link?.dataset.script || !window.HTMLDialogElement) return;
  const load = loader(link.dataset.script);
  let dialog: HTMLDialogElement | null = null;

  const open = () => {
    if (!own && !dialog && template instanceof HTMLTemplateElement) {
      document.body.append(template.content.cloneNode(true));
      dialog = document.querySelector<HTMLDialogElement>(".find-dialog");
      document.dispatchEvent(new Event("find"));
    }
    if (dialog && !dialog.open) dialog.showModal();
    const input = own ?? dialog?.querySelector<HTMLInputElement>(".find-input");
    input?.focus();
    input?.select();
    load();
  };

  for (const a of document.querySelectorAll<HTMLAnchorElement>(".search-open")) {
    a.addEventListener("pointerenter", load);
    a.addEventListener("focus", load);
    a.addEventListener("click", (e) => {
      if (e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
      e.preventDefault();
      a.focus(); // so that it comes back here; Safari does not focus what is clicked
      open();
    });
  }
  document.addEventListener("keydown", (e) => {
    if (e.defaultPrevented || e.isComposing || e.altKey || !asks(e) || isField(e.target)) return;
    e.preventDefault();
    open();
  });
  document.addEventListener("click", (e) => {
    if (e.target === dialog || (e.target instanceof Element && e.target.closest("[data-do=close]"))) dialog?.close();
    if (e.target instanceof Element && e.target.closest("[data-do=again]")) load();
  });
  if (own) load();
}

// asks reports whether a key asks for the search. On the keyboard of a Chinese
// input method the slash is “、”.
function asks(e: KeyboardEvent): boolean {
  if (e.ctrlKey || e.metaKey) return e.key.toLowerCase() === "k" && !e.shiftKey;
  return e.key === "/" || e.key === "、";
}

// isField reports whether a reader writes in an element.
function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

// loader returns what loads a script, once; again only if it did not arrive. Until
// there is a script, a search says that there is none.
function loader(src: string): () => void {
  let script: HTMLScriptElement | null = null;
  return () => {
    if (script) return;
    script = document.createElement("script");
    script.src = src;
    script.onerror = () => {
      script?.remove();
      script = null;
      for (const form of document.querySelectorAll<HTMLElement>("form.find")) form.dataset.state = "fail";
    };
    document.head.append(script);
  };
}
