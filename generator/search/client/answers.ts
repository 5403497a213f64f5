// Which of the pages that were found have what is asked for: that shows when they are read.
import { Found } from "./find";
import { byName, Page } from "./page";

/** A page that answers. */
export interface Answer {
  page: Page;
  value: number; // how well it does, as sure as the reading is; see Page.answers
  place: number; // the same for the reading that fits best
  score: number;
}

/** What reading has shown. */
export interface Answers {
  exact: Answer[]; // the best first, in tens that do not change when more is read
  loose: Answer[]; // have all parts of the question, but not as it is written
  unread: number; // pages that may be exact, too
  further: number; // pages that are not read either, and at best loose
  enough: boolean; // as many as were asked for have it as it is written
}

interface Wanted {
  limit: number;
  loose?: boolean; // loose ones, too
}

/** How many pages are read at a time, how many in vain at most, and how many before anything is denied. */
const batch = 10;
const inVain = 20;
const thorough = 150;

/** How many pages show whether more of the index should be looked at before others are read. */
const probe = 3;

/** How many pages may then be read in vain: two files tell as much. */
const lost = 2;

/** Reads the pages of a list, the likeliest first, until as many have what is asked for as are wanted. */
export async function read(list: [page: number, score: number][], found: Found, { limit, loose }: Wanted, open: (id: number) => Promise<Page>): Promise<Answers> {
  const size = Math.min(batch, limit);
  const exact: Answer[] = [];
  const waiting: Answer[] = []; // exact, too, of ten that are not full
  const apart: Answer[] = []; // have all parts of a phrase, but not together
  const others: Answer[] = [];
  let at = 0;
  let vain = 0;
  const [{ question }] = found.readings;
  // Short pieces stand apart on many pages, and are meant together: 10 年. So are words of English, rather than names.
  const isShort = question.parts.some((p) => p.text.length < 3);
  const isEnglish = question.parts.every((p) => p.tokens.every((t) => t.latin));
  const isPhrase = question.parts.length > 1 && !question.keywords && (isShort || isEnglish || question.parts.length > 2);
  const patience = isShort ? thorough : 2 * limit;
  // A page with the letters of a single word, but not the word, is nothing to show.
  const tokens = question.parts.flatMap((p) => p.tokens);
  const isLoose = found.partial || tokens.length > 1 || tokens.some((t) => !t.latin);
  const whole = isPhrase && found.readings.length < 2 ? found.whole : undefined;
  const held = whole ? whole.size : list.length;
  if (whole) list = [...list.filter(([id]) => whole.has(id)), ...list.filter(([id]) => !whole.has(id))];
  const isEnough = () => {
    const good = exact.length + waiting.length;
    if (exact.length >= limit) return true;
    if (found.partial) return others.length >= limit;
    if (found.rough && (size - waiting.length) * vain > lost * (at - vain)) return true;
    if (!good) return apart.length ? apart.length >= (at < held ? patience : limit) : vain >= thorough;
    const isRead = at >= held || vain >= (limit > batch ? thorough : inVain) + limit;
    return isRead && (!loose || good + apart.length + others.length >= limit);
  };
  while (at < list.length && !isEnough()) {
    const missing = size - waiting.length;
    const step = vain < at ? Math.ceil((missing * at) / (at - vain)) : at ? batch : found.rough ? Math.min(probe, missing) : missing;
    const next = list.slice(at, (at += Math.min(step, batch)));
    const pages = await Promise.all(next.map(([id]) => open(id)));
    const parted: Answer[] = [];
    for (const [i, page] of pages.entries()) {
      const places = found.readings.map((r) => (found.partial ? 0 : page.answers(r.question)));
      const value = Math.max(...places.map((place, k) => place * found.readings[k].weight));
      const isWhole = value > 0 && (!isPhrase || page.holds(question) || places.slice(1).some((place) => place));
      const answer = { page, value, place: Math.max(...places), score: next[i][1] };
      if (isWhole) waiting.push(answer);
      else if (value) parted.push(answer);
      else if (isLoose) others.push(answer);
      if (!isWhole) vain++;
    }
    apart.push(...parted.sort(better));
    if (waiting.length >= size) exact.push(...waiting.sort(better).splice(0, size));
  }
  exact.push(...waiting.sort(better));
  const left = Math.max(0, list.length - at);
  if (!exact.length) return { exact: apart, loose: others, unread: left, further: 0, enough: false };
  const unread = Math.max(0, held - at);
  return { exact, loose: [...apart, ...others], unread, further: left - unread, enough: exact.length >= limit };
}

/** The better answer first; of those that are called what was typed, or begin so, by type. */
function better(a: Answer, b: Answer): number {
  if (a.value !== b.value) return b.value - a.value;
  if (a.value > byName && a.page.type !== b.page.type) return a.page.type - b.page.type;
  return b.score - a.score;
}
