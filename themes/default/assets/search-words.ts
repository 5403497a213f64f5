// What the parts of the search share: to find elements, and to say something.
import type { Piece } from "playbook/search";

export function one<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T {
  return root.querySelector<T>(selector)!; // partials/search.html has it
}

// make returns a new element with some text.
export function make<K extends keyof HTMLElementTagNameMap>(name: K, text = "", className = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

// button returns a button that does something; see Search.act.
export function button(text: string, act: string, value = ""): HTMLButtonElement {
  const made = make("button", text, "find-chip");
  made.type = "button";
  made.dataset.do = act;
  made.value = value;
  return made;
}

// chip returns a button for a value of a facet, on or off.
export function chip(facet: string, value: { id: string; name: string; count: number; on: boolean }): HTMLButtonElement {
  const made = button(value.name, "filter", value.id);
  made.dataset.facet = facet;
  made.setAttribute("aria-pressed", `${value.on}`);
  made.append(" ", make("span", `${value.count}`, "n"));
  return made;
}

// refill shows other items in a list. The one that has the focus keeps it.
export function refill(list: HTMLElement, items: HTMLElement[]): void {
  const was = document.activeElement;
  const had = was instanceof HTMLButtonElement && list.contains(was) ? was.value : null;
  list.replaceChildren(
    ...items.map((item) => {
      const li = make("li");
      li.append(item);
      return li;
    }),
  );
  if (had !== null) items.find((item) => item instanceof HTMLButtonElement && item.value === had)?.focus();
}

// marked returns the nodes of a text of which parts match.
export function marked(pieces: Piece[]): Node[] {
  return pieces.map(([text, on]) => (on ? make("mark", text) : document.createTextNode(text)));
}
