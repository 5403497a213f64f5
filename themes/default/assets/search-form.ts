// One search: the text, what was found, the keys.
import { SearchError, type Engine, type Question, type Results } from "playbook/search";
import { address, asked } from "./search-address";
import { Filters } from "./search-filters";
import { forget, recent, recentItem, remember } from "./search-recent";
import { hasLetters, remarks, ResultList } from "./search-results";
import { Walk } from "./search-walk";
import { one, refill } from "./search-words";

const step = 10; // results that come at a time
const typing = 40; // ms without a key, then it searches
const composing = 250; // the same while an input method is at work
const patience = 150; // ms until old results are dimmed
const settled = 700; // ms until the count is said aloud

export class Search {
  readonly #input: HTMLInputElement;
  readonly #status: HTMLElement;
  readonly #dialog: HTMLDialogElement | null;
  readonly #title: string;
  readonly #results: ResultList;
  readonly #filters: Filters;
  readonly #walk: Walk;

  #limit = step;
  #loose = false;
  #last: Results | undefined; // all that was found for what is asked
  #running = new AbortController();
  #timers: number[] = [];
  #go: "" | "here" | "tab" = ""; // where the first result opens when it is there
  #composes = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly engine: Engine,
  ) {
    this.#input = one(form, ".find-input");
    this.#status = one(form, "[role=status]");
    this.#dialog = form.closest("dialog");
    this.#title = document.title;
    this.#results = new ResultList(form, one(form, ".find-list"));
    this.#filters = new Filters(form, engine);
    this.#walk = new Walk(form, this.#input, (words) => (this.#status.textContent = words));
    engine.preload();
    form.addEventListener("submit", (e) => e.preventDefault());
    form.addEventListener("keydown", (e) => this.#key(e));
    form.addEventListener("click", (e) => this.#click(e));
    form.addEventListener("change", (e) => e.target instanceof HTMLSelectElement && void this.#count());
    this.#input.addEventListener("input", () => this.#typed());
    for (const name of ["compositionstart", "compositionend"]) {
      this.#input.addEventListener(name, () => {
        this.#composes = name === "compositionstart";
        this.#typed();
      });
    }
    one(form, ".find-body").addEventListener("touchmove", () => this.#input.blur(), { passive: true }); // makes room
    // The book was built anew while it is written: see package serve.
    document.addEventListener("playbook:built", () => {
      engine.renew();
      if (this.#query()) this.#ask();
    });
    this.#keepInSight();
    if (this.#dialog) this.#ask();
    else void this.#restore();
  }

  // restore asks what the address of the page says.
  async #restore(): Promise<void> {
    this.#panel(matchMedia("(min-width: 62rem)").matches); // there is room beside the results
    const said = asked(location.search);
    this.#input.value ||= said.query;
    this.#loose = said.loose;
    this.#limit = Math.max(step, (history.state as { limit?: number } | null)?.limit ?? 0);
    try {
      const known = Object.keys(said.filters).some((id) => id !== "type") ? await this.#filters.known() : [];
      for (const [id, values] of Object.entries(said.filters)) {
        if (id === "type" || known.includes(id)) this.#filters.set(id, values);
      }
      if (!said.query) this.#input.focus({ preventScroll: true });
      this.#ask();
    } catch (e) {
      this.#failed(e);
    }
  }

  // typed asks anew, from the beginning, when no key follows for a moment.
  #typed(): void {
    if (this.#query() === this.#last?.query) return;
    if (!this.#query()) this.#filters.clear(); // what is asked next is another question
    this.#stop();
    this.#limit = step;
    this.#loose = false;
    this.#go = "";
    this.#timers.push(setTimeout(() => this.#ask(), this.#composes ? composing : typing));
  }

  #query(): string {
    return this.#input.value.trim();
  }

  #question(): Question {
    return { query: this.#query(), limit: this.#limit, filters: this.#filters.values(), loose: this.#loose };
  }

  // stop forgets the search that runs.
  #stop(): void {
    this.#running.abort();
    this.#running = new AbortController();
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    this.#last = undefined;
    delete this.form.dataset.answered;
  }

  // ask searches for what stands in the text. more keeps what is shown.
  #ask(more = false): void {
    this.#stop();
    const q = this.#question();
    const { signal } = this.#running;
    this.#remind(q);
    if (!q.query) return this.#start();
    this.#timers.push(setTimeout(() => this.form.classList.add("waiting"), patience));
    let early: number | undefined;
    const show = (r: Results) => {
      clearTimeout(early);
      if (r.done) this.#show(r, more);
      else if (!more) early = setTimeout(() => signal.aborted || this.#show(r, false), patience); // better ones may follow at once
      this.#timers.push(early ?? 0);
    };
    this.engine.search(q, show, signal).catch((e: unknown) => signal.aborted || this.#failed(e));
  }

  // remind keeps the question in the address of the page, and in the link to it.
  #remind(q: Question): void {
    const to = address(q);
    one<HTMLAnchorElement>(this.form, ".find-page").search = to;
    if (this.#dialog) return;
    document.title = q.query ? `${this.#say("title", q.query)} · ${this.#title}` : this.#title;
    try {
      history.replaceState({ limit: q.limit }, "", location.pathname + to);
    } catch {
      // Some browsers do not allow it to files.
    }
  }

  // start shows what to begin with: nothing is asked.
  #start(): void {
    this.#see("start");
    const list = recent();
    one(this.form, ".find-recent").hidden = !list.length;
    refill(one(this.form, ".find-recent ul"), list.map((query) => recentItem(query, this.#say("forget", query))));
  }

  #show(r: Results, more: boolean): void {
    if (this.#composes && !r.hits.length) return; // half a syllable
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    const old = this.#walk.items().length;
    if (r.done) this.#last = r;
    const isPlain = !this.#filters.any() && hasLetters(r.query); // so that other words may help
    this.#see(r.hits.length ? "found" : isPlain ? "none" : "filtered");
    this.#results.show(r, more);
    const said = remarks(this.form.dataset, r, this.#filters.any());
    one(this.form, ".find-said").replaceChildren(...said);
    one(this.form, ".find-more").hidden = !r.done || r.total <= r.hits.length || !r.hits.length;
    this.#filters.showTypes(r.types);
    if (!more) one(this.form, ".find-body").scrollTop = 0;
    else if (r.done) (this.#walk.items()[old] ?? this.#input).focus();
    if (!r.done) return;
    this.form.dataset.answered = r.query; // for those who watch: nothing moves any more
    void this.#count();
    this.#timers.push(setTimeout(() => (this.#status.textContent = said.map((p) => p.textContent).join("。")), settled));
    if (this.#go) this.#open(this.#go);
  }

  // see shows one of the states, and ends all waiting.
  #see(state: "start" | "found" | "filtered" | "none" | "fail"): void {
    this.form.classList.remove("waiting");
    this.form.dataset.state = state;
    this.#status.textContent = "";
  }

  async #count(): Promise<void> {
    const { signal } = this.#running;
    try {
      await this.#filters.showOthers(this.#question(), signal);
    } catch (e) {
      if (!signal.aborted && !(e instanceof SearchError)) throw e; // the results stand without counts
    }
  }

  #failed(e: unknown): void {
    this.#see("fail");
    const words = e instanceof SearchError ? this.form.dataset[e.kind] : "";
    const line = one(this.form, ".find-fail p");
    line.dataset.load ??= line.textContent ?? "";
    line.textContent = words || line.dataset.load;
    this.#status.textContent = line.textContent;
    if (!(e instanceof SearchError)) throw e;
  }

  #say(key: string, what: string): string {
    return (this.form.dataset[key] ?? "").replace("%s", () => what);
  }

  #key(e: KeyboardEvent): void {
    if (e.isComposing || e.keyCode === 229) { // the input method's
      if (e.code === "Escape") e.preventDefault();
      return;
    }
    if (this.#walk.step(e)) {
      e.preventDefault();
    } else if (e.key === "Enter" && e.target === this.#input && !e.altKey && !e.shiftKey) {
      e.preventDefault();
      this.#enter(e.ctrlKey || e.metaKey ? "tab" : "here");
    } else if (e.key === "Escape" && this.#dialog) {
      e.preventDefault(); // else it would only empty the text
      this.#dialog.close();
    }
  }

  // enter opens what is selected or else the first result, which may be on its way.
  // On a phone the key says “search”: what was found is there to be seen.
  #enter(where: "here" | "tab"): void {
    const query = this.#query();
    remember(query);
    if (this.#walk.current()) return this.#open(where);
    if (matchMedia("(pointer: coarse)").matches) return this.#input.blur();
    if (!query) return;
    if (this.#last) return this.#open(where);
    this.#go = where;
    if (!this.form.classList.contains("waiting")) this.#ask();
  }

  #open(where: "here" | "tab"): void {
    this.#go = "";
    const item = this.#walk.current() ?? this.#walk.items()[0];
    if (where === "tab" && item instanceof HTMLAnchorElement) window.open(item.href, "_blank", "noopener");
    else item?.click();
  }

  #click(e: MouseEvent): void {
    const at = (e.target as Element).closest<HTMLElement>("a, button");
    if (at instanceof HTMLButtonElement) this.#act(at);
    if (!(at instanceof HTMLAnchorElement)) return;
    if (at.matches(".find-item")) remember(this.#query());
    if (!e.ctrlKey && !e.metaKey && !e.shiftKey) this.#dialog?.close();
  }

  #act(b: HTMLButtonElement): void {
    switch (b.dataset.do) {
      case "ask":
        this.#input.value = b.value;
        this.#input.focus();
        this.#typed();
        break;
      case "forget":
        forget(b.value);
        this.#start();
        this.#input.focus();
        break;
      case "more":
        this.#limit += step;
        this.#ask(true);
        break;
      case "loose":
        this.#loose = true;
        this.#ask();
        break;
      case "filter":
        this.#filters.toggle(b.dataset.facet ?? "", b.value);
        this.#limit = step;
        this.#ask();
        break;
      case "unfilter":
        this.#filters.clear();
        this.#limit = step;
        this.#input.focus();
        this.#ask();
        break;
      case "panel":
        this.#panel(one(this.form, ".find-panel").hidden);
        void this.#count();
        break;
      case "again":
        this.#ask();
    }
  }

  #panel(open: boolean): void {
    one(this.form, ".find-panel").hidden = !open;
    one(this.form, "[data-do=panel]").setAttribute("aria-expanded", `${open}`);
  }

  // keepInSight puts the dialog of a phone where its keyboard leaves room.
  #keepInSight(): void {
    const view = window.visualViewport;
    if (!view) return;
    const fit = () => {
      this.#dialog?.style.setProperty("--view", `${Math.round(view.height)}px`);
      this.#dialog?.style.setProperty("--top", `${Math.round(view.offsetTop)}px`);
    };
    view.addEventListener("resize", fit);
    view.addEventListener("scroll", fit);
    fit();
  }
}
