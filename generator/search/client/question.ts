// What a reader types, taken apart.
import { classify, Fold } from "./fold";

const enum Class {
  Break,
  Word,
  Ideograph,
}

/** A text, folded: what breaks it is one "\0", and at tells where each character came from. */
export interface Folded {
  text: string;
  at: number[]; // by UTF-16 unit of text: the offset in the original; one more for the end
}

export function foldText(s: string, fold: Fold): Folded {
  let text = "";
  const at: number[] = [];
  let i = 0;
  for (const c of s) {
    const f = fold(c.codePointAt(0)!);
    if (f !== 0) {
      if (classify(f) !== Class.Break) {
        const folded = String.fromCodePoint(f);
        for (let k = 0; k < folded.length; k++) at.push(i + k);
        text += folded;
      } else if (!text.endsWith("\0")) {
        text += "\0";
        at.push(i);
      }
    }
    i += c.length;
  }
  at.push(i);
  return { text, at };
}

/** A run of one kind of characters. */
export interface Token {
  latin: boolean;
  text: string;
  first: boolean; // nothing stands before it, so it may be the end of a longer word
  last: boolean; // nothing stands behind it, so it may be the beginning of one
}

/** A piece of a question between spaces. */
export interface Part {
  text: string; // folded
  tokens: Token[];
  literal: RegExp; // matches it in a folded text
}

export interface Question {
  keywords: boolean; // a space between ideographs: its parts need not stand together
  typed: string; // in lower case
  key: string; // all its letters, as names are filed
  parts: Part[];
  literal: RegExp; // the whole, in one place
}

const most = 60; // characters of a question that are looked at

/** A question; a name is one piece, whatever spaces it has. */
export function parse(query: string, fold: Fold, name = false): Question {
  const short = [...query.normalize("NFC").trim()].slice(0, most).join("");
  const parts: Part[] = [];
  for (const word of name ? [short] : short.replace(/\s*([\p{Sm}\p{Pd}])\s*/gu, "$1").split(/\s+/)) {
    const text = trim(foldText(word, fold).text);
    if (text) parts.push({ text, tokens: tokens(text, !parts.length), literal: literal(text) });
  }
  const whole = trim(foldText(short, fold).text);
  const last = parts.at(-1)?.tokens.at(-1);
  if (last) last.last = true;
  const keywords = parts.some((p, i) => i > 0 && !parts[i - 1].tokens.at(-1)!.latin && !p.tokens[0].latin);
  return { keywords, typed: short.toLowerCase(), key: whole.replace(/\0/g, ""), parts, literal: literal(whole) };
}

const trim = (s: string) => s.replace(/^\0|\0$/g, "");

const classOf = (c: string): Class => classify(c.codePointAt(0)!) as Class;

function tokens(text: string, first: boolean): Token[] {
  const list: Token[] = [];
  let before = Class.Break;
  for (const c of text) {
    const is = c === "\0" ? Class.Break : classOf(c);
    if (is !== Class.Break) {
      if (is === before) list[list.length - 1].text += c;
      else list.push({ latin: is === Class.Word, text: c, first: first && !list.length, last: false });
    }
    before = is;
  }
  return list;
}

/**
 * Matches a folded text where it stands in another one. A break is any break, and
 * may be missing beside an ideograph; so may be one between an ideograph and a
 * letter, where some set a space and others do not.
 */
export function literal(text: string): RegExp {
  let source = "";
  let before = Class.Break; // of the last character that is no break
  let broken = false;
  for (const c of text) {
    if (c === "\0") {
      broken = true;
      continue;
    }
    const is = classOf(c);
    if (broken) source += before === Class.Word && is === Class.Word ? "\0" : "\0?";
    else if (before !== Class.Break && before !== is) source += "\0?";
    source += c;
    before = is;
    broken = false;
  }
  return new RegExp(source || "(?!)", "g");
}

/** The terms by which a run of ideographs is found: its pairs, or the one character. */
export function terms(run: string): string[] {
  const chars = [...run];
  return chars.length < 2 ? chars : chars.slice(1).map((c, i) => chars[i] + c);
}

/** The pieces of letters by which a page is found that has them inside of a word. */
export function grams(word: string): string[] {
  const chars = [...word];
  const n = Math.min(chars.length, 3);
  return chars.slice(n - 1).map((_, i) => "\u0001" + chars.slice(i, i + n).join(""));
}

/** The pieces by which a page is found that has tokens side by side, as they follow each other. */
export function joints(tokens: Token[]): string[] {
  const pairs = tokens.slice(1).map((t, i) => [tokens[i], t]);
  const meet = ([a, b]: Token[]) => [...a.text].at(-1) + (a.latin && b.latin ? " " : "") + [...b.text][0];
  return pairs.filter(([a, b]) => a.latin || b.latin).map((pair) => "\u0001" + meet(pair));
}
