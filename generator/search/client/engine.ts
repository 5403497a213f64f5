// Search in the browser: Engine answers questions from the files of the index.
import { Answer, read } from "./answers";
import { Dictionary, Root } from "./dictionary";
import { distance } from "./distance";
import { Found, Finder } from "./find";
import { SearchError } from "./load";
import { byName, Page, Piece } from "./page";
import { literal, terms } from "./question";
import { Damaged } from "./read";

export { SearchError };
export type { Piece };

export interface Hit {
  url: string; // relative to the site's root
  title: Piece[];
  type: string;
  typeName: string;
  evidence: [level: string, name: string] | null;
  also: Piece[] | null; // the other name by which the page was found
  heading: Piece[] | null; // of the best section, to which url leads
  excerpt: Piece[];
}

export interface FacetValue {
  id: string;
  name: string;
  count: number;
  on: boolean;
}

export interface Facet {
  id: string;
  name: string;
  group: string;
  values: FacetValue[];
}

export interface Results {
  query: string;
  hits: Hit[];
  total: number; // pages that will be listed in the end
  about: boolean; // total is a guess: not all of them have been read
  loose: number; // pages that have all parts of the query, but not together
  partial: boolean; // no page has the query as it is written
  readAs: string[]; // names of which the query is the pinyin
  also: string[]; // synonyms that were searched, too
  suggest: string[]; // did you mean
  types: FacetValue[];
  done: boolean; // false: more is coming
}

export interface Question {
  query: string;
  limit: number; // hits wanted
  filters: Record<string, string[]>; // facet → values, which are alternatives
  loose?: boolean;
}

/** What a type is worth at an equal score: from the first to the last of them. */
const prior = (type: number, types: number) => 1.15 - (0.3 * type) / Math.max(1, types - 1);

/** A question that is being answered, or has been as far as was asked for. */
interface Asked {
  query: string;
  finder: Finder;
  steps: AsyncIterator<Found, void>;
  found?: Found;
  shown?: Found; // may be parts of it, for want of the whole
}

export class Engine {
  #opening: Promise<Dictionary> | undefined;
  #pages = new Map<number, Promise<Page>>();
  #last: Asked | undefined;

  /** root is the address of the file with which the index begins. */
  constructor(private readonly root: string) {}

  /** Loads the root, so that the first answer is quick. */
  preload(): void {
    this.#open().catch(() => {});
  }

  /** Forgets everything: there is a new index. */
  renew(): void {
    this.#take(this.#openAnew());
  }

  async facets(): Promise<{ id: string; name: string; group: string }[]> {
    return (await this.#open()).root.facets.map(([id, name, group]) => ({ id, name, group }));
  }

  /** Calls onUpdate whenever there is something better to show, the last time with done. */
  async search(q: Question, onUpdate: (r: Results) => void, signal: AbortSignal): Promise<void> {
    await this.#withFreshRoot(async (dictionary) => {
      const asked = this.#ask(dictionary, q.query);
      for (let found = asked.found ?? (await next(asked)); ; found = await next(asked)) {
        if (signal.aborted) return;
        let shown = found;
        let results = await this.#show(dictionary, shown, q);
        if (found.done && results.partial && !found.partial) {
          shown = await asked.finder.partly(found); // its terms are there, but none of the pages has it as it is written
          results = await this.#show(dictionary, shown, q);
        }
        if (signal.aborted) return;
        asked.shown = shown;
        if (results.done || results.hits.length) onUpdate(results);
        if (results.done) return;
      }
    });
  }

  #ask(dictionary: Dictionary, query: string): Asked {
    if (this.#last?.query === query) return this.#last;
    const finder = new Finder(dictionary);
    return (this.#last = { query, finder, steps: finder.find(query) });
  }

  /** How many of the pages found have each value of a facet; a filter by that facet does not count. */
  async count(q: Question, facet: string, signal: AbortSignal): Promise<Facet> {
    let made: Facet = { id: facet, name: "", group: "", values: [] };
    await this.#withFreshRoot(async (dictionary) => {
      const i = dictionary.root.facets.findIndex(([id]) => id === facet);
      if (i < 0) return;
      const [, name, group] = dictionary.root.facets[i];
      const asked = this.#ask(dictionary, q.query);
      while (!asked.shown) {
        const found = await next(asked);
        if (signal.aborted) return;
        if (found.done) asked.shown = found;
      }
      const kept = new Set((await this.#filter(dictionary, asked.shown, { ...q.filters, [facet]: [] })).map(([id]) => id));
      const on = q.filters[facet] ?? [];
      const values = (await dictionary.facet(i)).map((v) => ({
        id: v.id,
        name: v.name,
        count: v.pages().reduce((n, page) => n + (kept.has(page) ? 1 : 0), 0),
        on: on.includes(v.id),
      }));
      made = { id: facet, name, group, values: values.filter((v) => v.count || v.on) };
    });
    return made;
  }

  #open(): Promise<Dictionary> {
    return this.#opening ?? this.#take(Dictionary.open(this.root));
  }

  /** Loads the root past all caches. */
  #openAnew(): Promise<Dictionary> {
    return Dictionary.open(`${this.root}?${Date.now()}`);
  }

  /** Answers from another index from now on, or tries again if it does not come. */
  #take(opening: Promise<Dictionary>): Promise<Dictionary> {
    this.#opening = opening;
    opening.catch(() => (this.#opening = undefined));
    this.#pages.clear();
    this.#last = undefined;
    return opening;
  }

  /**
   * A host may have got a new index since the root was loaded, and not have the files
   * any more that it names. Then the root is loaded again, past all caches.
   */
  async #withFreshRoot(f: (d: Dictionary) => Promise<void>): Promise<void> {
    const dictionary = await this.#open();
    try {
      await f(dictionary);
    } catch (e) {
      this.#last = undefined;
      if (e instanceof Damaged) throw new SearchError("damaged", this.root);
      if (!(e instanceof SearchError) || (e.kind !== "load" && e.kind !== "damaged")) throw e; // some hosts send a page for what is not there
      const fresh = await this.#openAnew().catch(() => dictionary);
      if (fresh.same(dictionary)) throw e;
      await f(await this.#take(Promise.resolve(fresh)));
    }
  }

  /** The pages that filters leave, the likeliest first. */
  async #filter(dictionary: Dictionary, found: Found, filters: Record<string, string[]>): Promise<[page: number, score: number][]> {
    const { root } = dictionary;
    let list = Array.from(found.pages.ids, (id, i): [number, number] => [id, found.pages.scores[i] * prior(typeOf(root.runs, id), root.types.length)]);
    for (const [facet, values] of Object.entries(filters)) {
      if (!values.length) continue;
      if (facet === "type") {
        list = list.filter(([id]) => values.includes(root.types[typeOf(root.runs, id)][0]));
        continue;
      }
      const i = root.facets.findIndex(([id]) => id === facet);
      const pages = new Set<number>();
      if (i >= 0) for (const v of await dictionary.facet(i)) if (values.includes(v.id)) v.pages().forEach((id) => pages.add(id));
      list = list.filter(([id]) => pages.has(id));
    }
    return list.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  #page(dictionary: Dictionary, id: number): Promise<Page> {
    let page = this.#pages.get(id);
    if (!page) {
      page = dictionary.fragment(id).then((fragment) => new Page(fragment, dictionary.fold));
      page.catch(() => this.#pages.delete(id));
      this.#pages.set(id, page);
    }
    return page;
  }

  /** Reads pages, and says what to show of them. */
  async #show(dictionary: Dictionary, found: Found, q: Question): Promise<Results> {
    const list = await this.#filter(dictionary, found, q.filters);
    const { exact, loose, unread, further, enough } = await read(list, found, q, (id) => this.#page(dictionary, id));
    const [{ question }] = found.readings;
    const partial = found.partial || (!exact.length && loose.length > 0);
    const isLoose = partial || q.loose;
    const answers = (isLoose ? [...exact, ...loose] : exact).slice(0, q.limit);
    const marks = found.readings.flatMap((r) => r.question.parts.map((p) => p.literal));
    if (isLoose) marks.push(...pieces(found));
    return {
      query: q.query,
      hits: answers.map((a) => this.#hit(dictionary.root, a, question.parts.map((p) => p.literal), marks)),
      total: exact.length + unread + (isLoose ? loose.length + further : 0),
      about: unread > 0 && !isSure(found),
      loose: isLoose ? 0 : loose.length + further,
      partial,
      readAs: found.readAs,
      also: found.also,
      suggest: partial ? suggestions(found, answers) : found.suggest,
      types: await this.#types(dictionary, found, q),
      done: found.done || (found.ripe && enough && unread > 0), // else what comes later would be lost
    };
  }

  async #types(dictionary: Dictionary, found: Found, q: Question): Promise<FacetValue[]> {
    const { types, runs } = dictionary.root;
    const counts = types.map(() => 0);
    for (const [id] of await this.#filter(dictionary, found, { ...q.filters, type: [] })) counts[typeOf(runs, id)]++;
    const on = q.filters.type ?? [];
    const values = types.map(([id, name], i) => ({ id, name, count: counts[i], on: on.includes(id) }));
    return values.filter((v) => v.count || v.on);
  }

  #hit({ types, evidence: levels }: Root, { page, place }: Answer, typed: RegExp[], marks: RegExp[]): Hit {
    const [type, typeName] = types[page.type];
    const title = page.mark(page.title, marks);
    const marked = (list: Piece[]) => list.some(([, on]) => on);
    const named = (by: RegExp[]) => page.names.map((n) => page.mark(n, by)).find(marked);
    const name = marked(title) ? undefined : (named(typed) ?? named(marks));
    // Who meant the page as a whole is not sent into the middle of it.
    const section = place >= byName ? undefined : page.best(marks);
    const heading = section?.[1] ? page.mark(section[1], marks) : null;
    const isSaid = !section?.[2] || (!heading && marked(page.mark(page.summary, marks))); // by the summary
    return {
      url: section?.[0] ? `${page.url}#${section[0]}` : page.url,
      title,
      type,
      typeName,
      evidence: levels[page.evidence] ?? null,
      also: name ?? null,
      heading,
      excerpt: page.excerpt(isSaid ? page.summary : section![2], marks, heading !== null && marked(heading)),
    };
  }
}

/** The next step towards an answer; the last one stays. */
async function next(asked: Asked): Promise<Found> {
  const step = await asked.steps.next();
  return (asked.found = step.value ?? asked.found!);
}

/** Whether every page found has what is asked for: one term, which the index has as such. */
function isSure(found: Found): boolean {
  const tokens = found.readings[0].question.parts.flatMap((p) => p.tokens);
  return found.readings.length === 1 && tokens.length === 1 && !tokens[0].latin && [...tokens[0].text].length < 3;
}

function typeOf(runs: number[], id: number): number {
  let i = 0;
  for (let end = runs[1]; id >= end && i + 2 < runs.length; end += runs[i + 1]) i += 2;
  return runs[i];
}

/** Matches the terms of which a question consists, for pages that have only some of them. */
function pieces(found: Found): RegExp[] {
  const tokens = found.readings.flatMap((r) => r.question.parts.flatMap((p) => p.tokens));
  return tokens.flatMap((t) => (t.latin ? [literal(t.text)] : terms(t.text).map(literal)));
}

/** Names of the pages found that are nearly what was typed. */
function suggestions(found: Found, answers: Answer[]): string[] {
  const typed = found.readings[0].question.key;
  const limit = [...typed].length < 5 ? 1 : 2;
  const nearly = (d: number) => d > 0 && d <= limit;
  const names = new Map<string, string>();
  for (const { page } of answers) {
    for (const name of page.called()) {
      const key = page.key(name);
      if (nearly(distance(key, typed, limit)) && !names.has(key)) names.set(key, name);
    }
  }
  return [...new Set([...found.suggest, ...names.values()])].slice(0, 3);
}
