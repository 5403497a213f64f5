// Narrows down which pages may have all of a question, a few files of the index at a time.
import { Dictionary } from "./dictionary";
import { both, either, List, none } from "./lists";
import { grams, joints, Question, terms, Token } from "./question";
import { Entry } from "./read";

/** Where letters count: as whole words, at the beginning of words, and inside of them. */
export const enum Depth {
  Names,
  Beginnings,
  Inside,
}

/** How much an impact is worth: 1–6 in the body, 7–10 in a heading, 11–15 in the title or a name. */
const worth = [0.2, 0.17, 0.33, 0.5, 0.67, 0.83, 1, 1.2, 1.35, 1.5, 1.7, 2.4, 2.6, 2.8, 3, 3.2];

/** More pages than this are narrowed down by further files of the index; fewer are read. */
const narrowEnough = 6;

/** How many files are looked at together, and how many of one run of ideographs at all. */
const together = 2;
const mostOfRun = 8;

/** How many places where words meet are looked up. */
const mostJoints = 2;

/** What a word is worth of which only the beginning was typed, if that is a word by itself or not. */
export const enum Beginning {
  BesideWord = 0.2,
  Alone = 0.6,
}

/** Something to look up for a token: pages, and what their scores count for. */
interface Look {
  token?: Token;
  pages: () => Promise<List & { weight: number }>;
}

export class Narrowing {
  pages = none;
  #looks: Look[];
  #isFirst = true;

  constructor(
    private readonly dictionary: Dictionary,
    question: Question,
    private readonly depth: Depth,
  ) {
    const tokens = question.parts.flatMap((p) => p.tokens);
    // What is one or two letters beside something longer is looked up last: it stands on most pages.
    const isLong = (t: Token) => Number([...t.text].length > (t.latin ? 2 : 1) || /\d/.test(t.text));
    const order = (t: Token) => (t.latin && t.first ? 0 : t.text.length * (t.latin ? 1 : 3));
    tokens.sort((a, b) => isLong(b) - isLong(a) || order(b) - order(a));
    const at = dictionary.shardOf(question.key); // loaded anyway
    const ways = tokens.map((t) => (t.latin ? [{ token: t, pages: async () => ({ ...(await this.#word(t)), weight: 1 }) }] : this.#run(t, at)));
    ways.push(question.parts.flatMap((p) => joints(p.tokens)).map((key) => ({ pages: () => this.#meeting(key) })));
    this.#looks = ways.flatMap((w, i) => w.map((look, k) => ({ look, k, i }))).sort((a, b) => a.k - b.k || a.i - b.i).map(({ look }) => look);
  }

  /** Whether there is something that has not been looked up. */
  get more(): boolean {
    return this.#looks.length > 0;
  }

  /** Looks up more. The first time decides on the order of the pages, so that it stays as it is shown. */
  async go(): Promise<void> {
    const next = this.#looks.splice(0, together);
    const lists = await Promise.all(next.map((look) => look.pages()));
    let found: List | undefined;
    for (const token of new Set(next.map((look) => look.token))) {
      const own = lists.filter((_, i) => next[i].token === token);
      const weight = own.reduce((sum, list) => sum + list.weight, 0);
      const { ids, scores } = own.reduce<List>((a, b) => both(a, b, Math.min), own[0]);
      const list = { ids, scores: Array.from(scores, (s) => s * weight) };
      found = found ? both(found, list, (x, y) => x + y) : list;
    }
    this.pages = this.#isFirst ? found! : both(this.pages, found!, (x) => x);
    this.#isFirst = false;
    if (this.pages.ids.length <= narrowEnough) this.#looks = [];
  }

  async all(): Promise<List> {
    while (this.more) await this.go();
    return this.pages;
  }

  /** Those of the pages that may have the words of a question side by side, or nothing if that is no matter. */
  async together(q: Question, pages: List): Promise<Set<number> | undefined> {
    const keys = joints(q.parts.flatMap((p) => p.tokens)).slice(0, mostJoints);
    if (!keys.length || pages.ids.length <= narrowEnough) return undefined;
    for (const e of await Promise.all(keys.map((key) => this.dictionary.entry(key)))) pages = both(pages, e ? weigh(e, 0) : none, (x) => x);
    return new Set(Array.from(pages.ids));
  }

  async #meeting(key: string): Promise<List & { weight: number }> {
    const entry = await this.dictionary.entry(key);
    return { ...(entry ? weigh(entry, 0) : none), weight: 0 };
  }

  /** The pairs of a run of ideographs, by the file in which they are. What has them and not the run is found out when pages are read. */
  #run(token: Token, at: number): Look[] {
    const shards = new Map<number, string[]>();
    for (const key of new Set(terms(token.text))) {
      const i = this.dictionary.shardOf(key);
      shards.set(i, [...(shards.get(i) ?? []), key]);
    }
    const order = [...shards].sort(([i, a], [j, b]) => b.length - a.length || Number(j === at) - Number(i === at));
    return order.slice(0, mostOfRun).map(([, keys]) => ({
      token,
      pages: async () => {
        let weight = 0;
        let pages: List | undefined;
        for (const key of keys) {
          const entry = await this.dictionary.entry(key);
          if (!entry?.df) return { ...none, weight };
          weight += idf(this.dictionary, entry.df);
          const list = weigh(entry, 1);
          pages = pages ? both(pages, list, Math.min) : list;
        }
        return { ...pages!, weight };
      },
    }));
  }

  /**
   * The pages that have a word; beyond Names, one that begins so, if it may still go
   * on; with Inside, one that has it inside, if something may stand before it.
   */
  async #word(t: Token): Promise<List> {
    const exact = await this.dictionary.entry(t.text);
    const lists = exact?.df ? [weigh(exact, idf(this.dictionary, exact.df))] : [];
    const isInside = this.depth === Depth.Inside;
    if (this.depth === Depth.Names || (lists.length && !t.last && !(t.first && isInside))) return lists[0] ?? none;
    const { list, whole } = await this.dictionary.beginning(t.text, t.text.length > 2 ? 2 : 1);
    const most = lists.length ? idf(this.dictionary, exact!.df) * Beginning.BesideWord : Infinity;
    for (const e of list) if (e.df && e.key !== t.text) lists.push(weigh(e, Math.min(most, idf(this.dictionary, e.df) * Beginning.Alone)));
    if (isInside && (t.first || !whole)) lists.push(await this.#inside(t.text));
    return lists.length ? either(lists) : none;
  }

  /** The pages that have the pieces of a word: three of them, and three more if that leaves many pages. */
  async #inside(word: string): Promise<List> {
    const all = [...new Set(grams(word))];
    const some = new Set([all[0], all[all.length >> 1], all[all.length - 1], ...all]);
    let pages: List | undefined;
    for (const batch of [[...some].slice(0, 3), [...some].slice(3, 6)]) {
      if (pages && pages.ids.length <= narrowEnough) break;
      const entries = await Promise.all(batch.map((key) => this.dictionary.entry(key)));
      if (entries.some((e) => !e)) return none;
      for (const e of entries) pages = pages ? both(pages, weigh(e!, 0.1), Math.min) : weigh(e!, 0.1);
    }
    return pages!;
  }
}

export function weigh(e: Entry, factor: number): List {
  const { ids, impacts } = e.posting!();
  return { ids, scores: Array.from(impacts, (i) => worth[i] * factor) };
}

export function idf({ root }: Dictionary, df: number): number {
  return Math.log(1 + (root.n - df + 0.5) / (df + 0.5));
}
