// Filters: the types above the results, the other facets in a panel, and those that
// are on as chips to take off again.
import type { Engine, Facet, FacetValue, Question } from "playbook/search";
import { button, chip, make, one, refill } from "./search-words";

export class Filters {
  #on: Record<string, string[]> = {};
  #names = new Map<string, string>(); // facet and value → name of the value
  #facets: { id: string; name: string; group: string }[] = [];

  constructor(
    private readonly form: HTMLFormElement,
    private readonly engine: Engine,
  ) {
    const types = one(form, ".find-types");
    types.addEventListener("wheel", (e) => types.scrollBy(e.deltaY, 0), { passive: true }); // a mouse has no other way
  }

  // known returns the facets of the index, and fills the list of frameworks.
  async known(): Promise<string[]> {
    if (!this.#facets.length) {
      this.#facets = await this.engine.facets();
      const frameworks = this.#facets.filter((f) => f.group === "element");
      const select = one<HTMLSelectElement>(this.form, "select");
      for (const f of frameworks) select.append(new Option(f.name, f.id));
      const last = one(this.form, ".find-panel fieldset");
      last.hidden = !frameworks.length;
      one(this.form, "[data-do=panel]").hidden = !this.#facets.length;
      for (const f of this.#facets) {
        if (f.group === "element") continue;
        const set = make("fieldset");
        set.dataset.facet = f.id;
        set.hidden = true;
        set.append(make("legend", f.name), make("ul"));
        last.before(set);
      }
    }
    return this.#facets.map((f) => f.id);
  }

  values(): Record<string, string[]> {
    return this.#on;
  }

  set(facet: string, values: string[]): void {
    this.#on = { ...this.#on };
    delete this.#on[facet];
    if (values.length) this.#on[facet] = values;
  }

  // any reports whether something is filtered by.
  any(): boolean {
    return Object.keys(this.#on).length > 0;
  }

  clear(): void {
    this.#on = {};
    this.#showActive();
  }

  toggle(facet: string, value: string): void {
    const was = this.#on[facet] ?? [];
    this.set(facet, was.includes(value) ? was.filter((v) => v !== value) : [...was, value]);
  }

  // showTypes shows the types of what was found.
  showTypes(types: FacetValue[]): void {
    const some = types.length > 1 || types.some((t) => t.on);
    refill(one(this.form, ".find-types"), some ? types.map((t) => chip("type", t)) : []);
  }

  // showOthers counts what is shown of the other facets, and shows it.
  async showOthers(q: Question, signal: AbortSignal): Promise<void> {
    const open = !one(this.form, ".find-panel").hidden;
    const chosen = one<HTMLSelectElement>(this.form, "select").value;
    await this.known();
    const wanted = this.#facets.filter((f) => this.#on[f.id] || (open && (f.group !== "element" || f.id === chosen)));
    const counted = await Promise.all(wanted.map((f) => this.engine.count(q, f.id, signal)));
    if (signal.aborted) return;
    for (const facet of counted) this.#show(facet, chosen);
    if (!chosen) refill(one(this.form, "fieldset:last-child ul"), []);
    this.#showActive();
  }

  #show(facet: Facet, chosen: string): void {
    for (const v of facet.values) this.#names.set(`${facet.id} ${v.id}`, v.name);
    const set = this.form.querySelector<HTMLElement>(`fieldset[data-facet="${CSS.escape(facet.id)}"]`);
    const list = facet.id === chosen ? one(this.form, "fieldset:last-child ul") : set && one(set, "ul");
    const some = facet.values.length > 1 || facet.values.some((v) => v.on);
    if (set) set.hidden = !some;
    if (list) refill(list, some ? facet.values.map((v) => chip(facet.id, v)) : []);
  }

  #showActive(): void {
    const list: HTMLElement[] = [];
    for (const [facet, values] of Object.entries(this.#on)) {
      if (facet === "type") continue; // stands above
      for (const value of values) {
        const name = this.#names.get(`${facet} ${value}`) ?? value;
        const off = button(`${name} ×`, "filter", value);
        off.dataset.facet = facet;
        off.setAttribute("aria-label", (this.form.dataset.drop ?? "").replace("%s", () => name));
        list.push(off);
      }
    }
    refill(one(this.form, ".find-active"), list);
  }
}
