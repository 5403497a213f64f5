// The results: a plain list of links under the names of their types. Links are what
// they are, so a screen reader has them in its lists and a finger can press them
// long; the arrow keys walk over them while the focus stays in the text, and what
// they reach is said aloud.
import type { Hit, Results } from "playbook/search";
import { button, make, marked, one } from "./search-words";

export class ResultList {
  #shown: Hit[] = [];

  constructor(
    private readonly form: HTMLFormElement,
    private readonly list: HTMLElement,
  ) {}

  // show replaces what stands there; what was there already and is asked for again,
  // with more, stays where it is.
  show(r: Results, more: boolean): void {
    const from = more && same(r.hits.slice(0, this.#shown.length), this.#shown) ? this.#shown.length : 0;
    if (from < r.hits.length || !same(r.hits, this.#shown)) {
      if (!from) this.list.replaceChildren();
      this.list.append(...this.#groups(r.hits.slice(from)));
      this.#shown = r.hits;
    }
    for (const n of this.list.querySelectorAll<HTMLElement>("[data-type]")) {
      n.textContent = `${r.types.find((t) => t.id === n.dataset.type)?.count ?? ""}`;
    }
  }

  // groups returns hits by type, in the order of the best hit of each.
  #groups(hits: Hit[]): HTMLElement[] {
    return [...new Set(hits.map((h) => h.type))].map((type) => {
      const group = this.#copy(".find-group");
      const own = hits.filter((h) => h.type === type);
      const n = make("span", "", "n");
      n.dataset.type = type;
      one(group, "h2").append(`${own[0].typeName} `, n);
      one(group, "ol").append(...own.map((h) => this.#hit(h)));
      return group;
    });
  }

  #hit(h: Hit): HTMLElement {
    const item = this.#copy(".find-one");
    const link = one<HTMLAnchorElement>(item, "a");
    link.href = this.form.dataset.root + h.url;
    link.append(...marked(h.title));
    fill(item, ".find-also span", ".find-also", h.also && marked(h.also));
    fill(item, ".ev > :last-child", ".ev", h.evidence && [document.createTextNode(h.evidence[1])]);
    if (h.evidence) one(item, ".ev").classList.add(`ev-${h.evidence[0]}`);
    fill(item, ".find-where", ".find-where", h.heading && marked(h.heading));
    fill(item, ".find-text", ".find-text", h.excerpt.length ? marked(h.excerpt) : null);
    return item;
  }

  #copy(template: string): HTMLElement {
    return document.importNode(one<HTMLTemplateElement>(this.form, template).content, true).firstElementChild as HTMLElement;
  }
}

// fill puts nodes where they belong, and takes away what has none.
function fill(item: HTMLElement, selector: string, whole: string, nodes: Node[] | null): void {
  if (nodes) one(item, selector).append(...nodes);
  else one(item, whole).remove();
}

function same(a: Hit[], b: Hit[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}

// hasLetters reports whether there is something to search for.
export const hasLetters = (query: string) => /[\p{L}\p{N}%]/u.test(query);

// remarks says what was found, and how the question was understood.
export function remarks(words: DOMStringMap, r: Results, filtered: boolean): HTMLElement[] {
  const say = (key: string, what: string) => (words[key] ?? "").replace("%s", () => what);
  const list: HTMLElement[] = [];
  if (!hasLetters(r.query)) list.push(make("p", say("signs", "")));
  else if (!r.hits.length && filtered) list.push(make("p", say("filtered", r.query)), button(say("all", ""), "unfilter"));
  else if (!r.hits.length) list.push(make("p", say("none", r.query)));
  else if (r.partial) list.push(make("p", say("partial", "")));
  else list.push(make("p", say(r.about ? "about" : "found", `${r.total}`)));
  if (r.readAs.length) list.push(make("p", say("read", r.readAs.join("、"))));
  if (r.also.length) list.push(make("p", say("also", r.also.join("、"))));
  if (r.suggest.length) {
    const line = make("p", say("suggest", ""));
    line.append(...r.suggest.map((s) => button(s, "ask", s)));
    list.push(line);
  }
  if (r.loose > 0) list.push(button(say("loose", `${r.loose}`), "loose"));
  return list;
}
