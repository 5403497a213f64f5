// A page as search knows it: how well it answers, and what to show of it.
import { classify, Fold } from "./fold";
import { Folded, foldText, Question } from "./question";
import { Damaged } from "./read";

/** A piece of text; marked pieces match the query. */
export type Piece = [text: string, marked: boolean];

type Section = [id: string, heading: string, text: string];

/** How good the best place is at which a page has what is asked for. */
const enum Place {
  Nowhere = 0,
  Body = 2,
  Heading = 3,
  Name = 5,
  Beginning = 5.5, // of a word of a name, in Latin letters
  Word = 6, // of a name, whole; of ideographs, its beginning
  WholeName = 7,
}

/** From here on, the page is meant as a whole. */
export const byName = Place.Name;

/** What ends a part of a title: “海底捞：从热可乐到‘请勿打扰’” has two. */
const seams = /[：:｜|—－·（）()“”"「」『』《》〈〉]+/;

export class Page {
  readonly url: string;
  readonly title: string;
  readonly type: number;
  readonly evidence: number;
  readonly names: string[];
  readonly summary: string;
  readonly sections: Section[];
  #folds = new Map<string, Folded>();

  constructor(
    fragment: unknown[],
    private readonly fold: Fold,
  ) {
    if (!Array.isArray(fragment?.[6])) throw new Damaged();
    [this.url, this.title, this.type, this.evidence, this.names, this.summary, this.sections] = fragment as [
      string,
      string,
      number,
      number,
      string[],
      string,
      Section[],
    ];
  }

  /** Everything that the page is called, the parts of its title, too. */
  called(): string[] {
    return [this.title, ...this.names, ...this.title.split(seams).filter((s) => [...s].length > 1)];
  }

  /** How well the page answers a question; 0 if it does not have all of it as it is written. */
  answers(q: Question): number {
    const names = this.called();
    const file = this.url.replace(/^.*\/|\.html$/g, "");
    if ([file, ...names].some((name) => this.key(name) === q.key)) return Place.WholeName;
    const beginning = Math.max(...names.map((name) => this.#begins(name, q)));
    if (beginning) return beginning;
    let sum = 0;
    for (const part of q.parts) {
      const place = this.#place(part.literal);
      if (!place) return 0;
      sum += place;
    }
    const whole = q.parts.length > 1 && this.holds(q) ? 0.5 : 0;
    const asTyped = /[^\p{L}\p{N}\s]/u.test(q.typed) && [this.title, this.summary, ...this.sections.flat()].some((s) => s.toLowerCase().includes(q.typed)) ? 0.1 : 0;
    return sum / q.parts.length + whole + asTyped; // A+ before A
  }

  /** Whether the page has all of a question in one place. */
  holds(q: Question): boolean {
    return this.#place(q.literal) !== Place.Nowhere;
  }

  #begins(name: string, q: Question): Place {
    const { text } = this.#folded(name);
    const [{ latin }] = q.parts[0].tokens;
    let best = Place.Nowhere;
    for (const m of text.matchAll(q.literal)) {
      const at = m.index!;
      if (at > 0 && (!latin || text[at - 1] !== "\0")) continue;
      const next = text[at + m[0].length];
      best = Math.max(best, !latin || next === undefined || classify(next.codePointAt(0)!) !== 1 ? Place.Word : Place.Beginning);
    }
    return best;
  }

  /** Letters alone, as names are filed. */
  key(name: string): string {
    return this.#folded(name).text.replace(/\0/g, "");
  }

  #place(literal: RegExp): Place {
    if (this.#has(this.title, literal) || this.names.some((name) => this.#has(name, literal))) return Place.Name;
    if (this.sections.some((s) => this.#has(s[1], literal))) return Place.Heading;
    return this.#has(this.summary, literal) || this.sections.some((s) => this.#has(s[2], literal)) ? Place.Body : Place.Nowhere;
  }

  #has(text: string, literal: RegExp): boolean {
    return this.#folded(text).text.search(literal) >= 0;
  }

  #folded(text: string): Folded {
    let f = this.#folds.get(text);
    if (!f) this.#folds.set(text, (f = foldText(text, this.fold)));
    return f;
  }

  /** The section that answers best, or nothing if none has any of it. */
  best(marks: RegExp[]): Section | undefined {
    let best: Section | undefined;
    let most = 0;
    for (const s of this.sections) {
      let score = 0;
      for (const m of marks) score += this.#has(s[1], m) ? 3 : this.#has(s[2], m) ? 2 : 0;
      if (score > most) [best, most] = [s, score];
    }
    return best;
  }

  /** A text in pieces, what matches marked. */
  mark(text: string, marks: RegExp[]): Piece[] {
    const pieces: Piece[] = [];
    let at = 0;
    for (const [start, end] of this.#matches(text, marks)) {
      if (start > at) pieces.push([text.slice(at, start), false]);
      pieces.push([text.slice(Math.max(at, start), end), true]);
      at = end;
    }
    if (at < text.length) pieces.push([text.slice(at), false]);
    return pieces;
  }

  /** Where a text matches, in order, none inside of another. */
  #matches(text: string, marks: RegExp[]): [number, number][] {
    const f = this.#folded(text);
    const all: [number, number][] = [];
    for (const re of marks) for (const m of f.text.matchAll(re)) if (m[0]) all.push([f.at[m.index!], f.at[m.index! + m[0].length - 1] + 1]);
    all.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return all.filter(([, end], i) => all.slice(0, i).every((before) => before[1] < end));
  }

  /** The part of a text around its first match, or its beginning, at most some 90 characters. */
  excerpt(text: string, marks: RegExp[], fromStart: boolean): Piece[] {
    const first = fromStart ? 0 : (this.#matches(text, marks)[0]?.[0] ?? 0);
    let from = Math.max(...[..."。！？\n"].map((end) => text.lastIndexOf(end, first))) + 1;
    const cut = first - from > 30;
    if (cut) from = whole(text, first - 16);
    const to = whole(text, Math.min(text.length, from + 90));
    const pieces = this.mark(text.slice(from, to).trim(), marks).map(([piece, on]): Piece => [piece.replace(/\s*\n\s*/g, " · "), on]);
    if (cut) pieces.unshift(["…", false]);
    if (to < text.length) pieces.push(["…", false]);
    return pieces;
  }
}

/** A place near at that does not cut a character in two. */
const whole = (s: string, at: number) => (/[\udc00-\udfff]/.test(s[at] ?? "") ? at - 1 : at);
