// Which pages may answer a question. Package search says how the index is made.
import { Dictionary } from "./dictionary";
import { distance, tolerance } from "./distance";
import { either, List, none } from "./lists";
import { mixed } from "./mixed";
import { Beginning, Depth, idf, Narrowing, weigh } from "./narrow";
import { parse, Question, terms } from "./question";
import { Entry } from "./read";

/** A way to read what was typed. */
export interface Reading {
  question: Question;
  weight: number; // of its answers beside those of what was typed, which is 1
}

/** What has been found by now. */
export interface Found {
  readings: Reading[];
  literal: List; // pages that may have what was typed
  others: List[]; // of each other reading
  pages: List; // all of these, the likeliest with the highest scores
  whole?: Set<number>; // those of literal that may have its words side by side, if that is known
  rough: boolean; // further files of the index would leave fewer pages
  ripe: boolean; // if enough of the pages answer, nothing else needs to be looked for
  partial: boolean; // no page has all of it
  readAs: string[];
  also: string[];
  suggest: string[];
  done: boolean;
}

/** Names with more characters are titles, which nobody writes for what they mean. */
const longest = 24;

/** Questions with more characters are no name half in pinyin. */
const longestName = 12;

/** Who has so many pages needs no synonyms. */
const enoughPages = 100;

/** What a name weighs among what is read alike; words of headings weigh less. */
const nameWeight = 3;

/** How much of a question a page must have when none has all of it. */
const enough = 0.15;

/** What makes a question of what is asked for. */
const askingWords = /请问|怎么办|怎么样|怎么|怎样|如何|为什么|为何|什么|哪些|哪个|哪里|多少|能不能|可不可以|该不该|[吗呢吧啊？?]/g;

/** How sure each way of reading is. */
const enum Weight {
  Pinyin = 0.9,
  HalfPinyin = 0.7,
  Typo = 0.6,
  Synonym = 0.4,
}

export class Finder {
  constructor(private readonly dictionary: Dictionary) {}

  /** Looks for pages: first by what is quickest to load, and each time that it is asked by more. */
  async *find(query: string, isCorrected = false): AsyncGenerator<Found, void> {
    const question = parse(query, this.dictionary.fold);
    const found: Found = {
      readings: [{ question, weight: 1 }],
      literal: none,
      others: [],
      pages: none,
      rough: false,
      ripe: false,
      partial: false,
      readAs: [],
      also: [],
      suggest: [],
      done: false,
    };
    if (!question.parts.length) {
      yield { ...found, done: true };
      return;
    }
    const narrowing = new Narrowing(this.dictionary, question, Depth.Beginnings);
    const named = question.key.length > longest ? undefined : this.dictionary.entry(question.key);
    const [entry] = await Promise.all([named, narrowing.go()]);
    const take = async (pages: List) => {
      if (!narrowing.more) found.whole = await narrowing.together(question, pages);
      found.literal = this.#first(pages, entry);
      found.pages = either([found.literal, ...found.others]);
      found.rough = narrowing.more;
    };
    await take(narrowing.pages);
    await this.#addPinyin(found, question, entry);
    if (found.pages.ids.length) yield { ...found };

    await this.#addSynonyms(found, question, entry);
    // Letters may stand inside of words, and words side by side: that is seen below, and nothing is sure before.
    const isLatin = question.parts.some((p) => p.tokens.some((t) => t.latin));
    found.ripe = !isLatin;
    while (narrowing.more) {
      if (found.pages.ids.length) yield { ...found };
      await narrowing.go();
      await take(narrowing.pages);
    }
    const pages = narrowing.pages;
    if (isLatin) {
      if (found.pages.ids.length) yield { ...found };
      found.ripe = true;
      await take(either([pages, await new Narrowing(this.dictionary, question, Depth.Inside).all()]));
      if (found.pages.ids.length) yield { ...found };
      if (question.key.length < longestName && (!pages.ids.length || question.parts[0].tokens.length > 1)) await this.#addMixed(found, question);
      if (!isCorrected) await this.#addTypos(found, question, pages.ids.length > 0);
    }
    await this.#addSynonyms(found, question, entry);
    if (!isCorrected && found.pages.ids.length < 3) await this.#addWrongCharacter(found, question);
    yield { ...(found.pages.ids.length ? found : await this.partly(found)), done: true };
  }

  /** What there is of a question that no page has as it is written; the words that make it one count for nothing. */
  async partly(found: Found): Promise<Found> {
    const { typed } = found.readings[0].question;
    const told = parse(typed.replace(askingWords, " "), this.dictionary.fold);
    const question = told.parts.length ? told : found.readings[0].question;
    const pages = either([found.pages, await this.#some(question)], true);
    return { ...found, readings: [{ question, weight: 1 }, ...found.readings.slice(1)], pages, partial: true };
  }

  /** Adds the pages of one more way to read the question. */
  async #addReading(found: Found, text: string, weight: number): Promise<boolean> {
    const question = parse(text, this.dictionary.fold, true);
    if (found.readings.some((r) => r.question.key === question.key)) return false;
    const narrowing = new Narrowing(this.dictionary, question, Depth.Names);
    const [entry, pages] = await Promise.all([this.dictionary.entry(question.key), narrowing.all()]);
    const list = this.#first(pages, entry);
    if (!list.ids.length) return false;
    found.readings = [...found.readings, { question, weight }];
    this.#add(found, list, weight);
    return true;
  }

  #add(found: Found, pages: List, weight: number): void {
    found.others = [...found.others, { ids: pages.ids, scores: Array.from(pages.scores, (s) => s * weight) }];
    found.pages = either([found.literal, ...found.others]);
  }

  /** Puts the pages first that are called exactly as the question. */
  #first(pages: List, entry: Entry | undefined): List {
    const ids = entry?.names.flatMap((name) => [...name.pages]) ?? [];
    if (!ids.length) return pages;
    const named = either(ids.map((id) => ({ ids: [id], scores: [1000] })));
    return either([pages, named], true);
  }

  /** Latin letters may be pinyin, or the first letters of it: haidilao, hdl. */
  async #addPinyin(found: Found, q: Question, entry: Entry | undefined): Promise<void> {
    if (q.key.length < 2 || q.parts.some((p) => p.tokens.some((t) => !t.latin))) return;
    // What is called so in Latin letters is not meant as the initials of something else.
    const isName = ([name, weight]: [string, number]) => weight >= nameWeight && [...name].length < q.key.length;
    let names = entry?.readings.filter((r) => !entry.names.length || isName(r)).map(([name]) => name) ?? [];
    const exact = names.length > 0;
    if (!exact && !entry?.names.length && q.key.length > 2) {
      const { list } = await this.dictionary.beginning(q.key, 1);
      list.sort((a, b) => a.key.length - b.key.length);
      names = list.flatMap((e) => e.readings.filter(([, weight]) => weight >= nameWeight).map(([name]) => name));
      names = names.filter((name) => !this.#key(name).startsWith(q.key)); // SERVQUAL 量表 is no pinyin
    }
    await this.#addNames(found, names, 3, exact ? Weight.Pinyin : Weight.HalfPinyin);
  }

  /** Reads the question as names, of two writings of one the one that needs no folding. */
  async #addNames(found: Found, names: string[], most: number, weight: number): Promise<void> {
    const own = (name: string) => Number(this.#key(name) !== name);
    const seen = new Set<string>();
    for (const name of [...names].sort((a, b) => own(a) - own(b))) {
      if (seen.size === most) return;
      if (seen.has(this.#key(name))) continue;
      seen.add(this.#key(name));
      if (await this.#addReading(found, name, weight - seen.size / 100)) found.readAs = [...found.readAs, name];
    }
  }

  #key(name: string): string {
    return parse(name, this.dictionary.fold).key;
  }

  /** Half in characters, half in pinyin: 海di捞. */
  async #addMixed(found: Found, q: Question): Promise<void> {
    await this.#addNames(found, await mixed(this.dictionary, q), 2, Weight.Pinyin);
  }

  /** What else the thing is called that the question names, or begins to name. */
  async #addSynonyms(found: Found, q: Question, entry: Entry | undefined): Promise<void> {
    if (found.pages.ids.length >= enoughPages) return;
    let names = entry?.names ?? [];
    if (!names.length && [...q.key].length > (q.parts[0].tokens[0].latin ? 3 : 1)) {
      const { list } = await this.dictionary.beginning(q.key, 1);
      names = list.flatMap((e) => e.names);
      if (new Set(names.flatMap((n) => [...n.pages])).size > 2) return; // the question means none of them
    }
    const others = [...new Set(names.flatMap((n) => [n.display, ...n.others]))].filter((other) => {
      const key = this.#key(other);
      return key.length > 1 && key.length <= (/[a-z]/.test(key) ? longest : longest / 3) && !key.includes(q.key);
    });
    // The other script first: what is called Haidilao elsewhere. Of one, what is short: long ones are titles.
    const isLatin = q.parts[0].tokens[0].latin;
    const rank = (name: string) => Number(/[a-z]/i.test(name) === isLatin) * 100 + name.length;
    others.sort((a, b) => rank(a) - rank(b));
    const most = found.pages.ids.length < 10 ? 3 : 1;
    for (const other of others) {
      if (found.also.length === most) return;
      if (found.readings.some((r) => this.#key(other).includes(r.question.key))) continue;
      if (await this.#addReading(found, other, Weight.Synonym)) found.also = [...found.also, other];
    }
  }

  /** Words of the book that differ by a letter or two, where what is written finds next to nothing. */
  async #addTypos(found: Found, q: Question, isWord: boolean): Promise<void> {
    if (found.readAs.length || (isWord && q.parts.flatMap((p) => p.tokens).length > 1)) return;
    let right = q.parts.map((p) => p.text.replace(/\0/g, " ")).join(" ");
    let corrected = false;
    const tokens = q.parts.flatMap((p) => p.tokens);
    const key = tokens.length > 1 && tokens.every((t) => t.latin) && (await this.#nearest(q.key, tolerance(q.key.length)));
    const name = key && ((await this.dictionary.entry(key))?.names[0]?.display ?? key);
    if (name) [right, corrected] = [name, true];
    for (const t of corrected ? [] : tokens) {
      const limit = tolerance(t.text.length);
      if (!t.latin || !limit || /\d/.test(t.text)) continue;
      const { list } = await this.dictionary.beginning(t.text, 1);
      if (list.reduce((n, e) => n + e.df + e.names.length + e.readings.length, 0) > 2) continue;
      const word = await this.#nearest(t.text, limit);
      if (word) [right, corrected] = [right.replace(t.text, word), true];
    }
    if (!corrected) return;
    for await (const other of this.find(right, true)) {
      if (!other.done || other.partial) continue;
      found.readings = [...found.readings, ...other.readings.map((r) => ({ ...r, weight: r.weight * Weight.Typo }))];
      this.#add(found, other.pages, Weight.Typo);
      found.also = other.also;
      found.suggest = other.readAs.length ? other.readAs : [right];
    }
  }

  /** A name with one wrong character: 迪斯尼. */
  async #addWrongCharacter(found: Found, q: Question): Promise<void> {
    const [first, ...others] = [...q.key];
    if (others.length < 2 || q.parts.length > 1 || q.parts[0].tokens[0].latin) return;
    const { list } = await this.dictionary.beginning(first, 3);
    const near = list.flatMap((e) => (e.names.length && distance(e.key, q.key, 1) === 1 ? e.names.map((n) => n.display) : []));
    const [name] = near.sort((a, b) => a.length - b.length || Number(this.#key(a) !== a) - Number(this.#key(b) !== b));
    if (name && (await this.#addReading(found, name, Weight.Typo))) found.suggest = [name];
  }

  async #nearest(word: string, limit: number): Promise<string | undefined> {
    const { list } = await this.dictionary.beginning("\u0002" + word[0], 4);
    let best: [string, number, number] | undefined;
    for (const e of list) {
      const d = distance(word, e.key.slice(1), limit);
      if (d > 0 && d <= limit && (!best || d < best[1] || (d === best[1] && e.count! > best[2]))) best = [e.key.slice(1), d, e.count!];
    }
    return best?.[0];
  }

  /** The pages that have a good part of a question; what no page has counts for nothing. */
  async #some(q: Question): Promise<List> {
    const lists: List[] = [];
    const shares: List[] = []; // of the question
    let total = 0;
    const add = (list: List, df: number) => {
      if (!df) return;
      const weight = idf(this.dictionary, df);
      total += weight;
      lists.push({ ids: list.ids, scores: Array.from(list.scores, (worth) => weight * weight * (1 + 2 * worth)) });
      shares.push({ ids: list.ids, scores: Array.from(list.ids, () => weight) });
    };
    for (const t of q.parts.flatMap((p) => p.tokens)) {
      if (t.latin) {
        const { list } = await this.dictionary.beginning(t.text, 2);
        const words = list.filter((e) => e.df);
        if (words.length) add(either(words.map((e) => weigh(e, e.key === t.text ? 1 : Beginning.Alone))), Math.max(...words.map((e) => e.df)));
        continue;
      }
      const entries = await Promise.all(terms(t.text).slice(0, 16).map((key) => this.dictionary.entry(key)));
      for (const e of entries) if (e?.df) add(weigh(e, 1), e.df);
    }
    if (!lists.length) return none;
    const sum = either(lists, true);
    const share = either(shares, true);
    const keep = Array.from(sum.ids, (_, i) => i).filter((i) => share.scores[i] >= total * enough);
    return { ids: keep.map((i) => sum.ids[i]), scores: keep.map((i) => sum.scores[i]) };
  }
}
