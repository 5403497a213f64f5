// Names typed half in characters and half in pinyin, as an input method leaves them
// when one is in a hurry: 海di捞, hai底捞.
import { classify } from "./fold";
import { Dictionary } from "./dictionary";
import { foldText, Question } from "./question";

/** How many names are looked up to see whether a question spells them. */
const candidates = 8;

/** The names of the book that a question spells so. */
export async function mixed(dictionary: Dictionary, q: Question): Promise<string[]> {
  const tokens = q.parts.flatMap((p) => p.tokens);
  const latin = tokens.every((t) => t.latin);
  if (!tokens.some((t) => t.latin) || (latin && (tokens.length > 1 || q.key.length < 4))) return [];
  const { list } = await dictionary.beginning(latin ? q.key[0] : tokens[0].text, 6);
  let names = list.flatMap((e) => e.names);
  if (tokens[0].latin) {
    const read = list.filter((e) => !latin || hasInOrder(e.key, q.key)).flatMap((e) => e.readings.map(([name]) => name));
    const ideographs = [...q.key].filter((c) => classify(c.codePointAt(0)!) === 2);
    const targets = [...new Set(read)].filter((name) => ideographs.every((c) => name.includes(c))).sort((a, b) => a.length - b.length);
    const entries = await Promise.all(targets.slice(0, candidates).map((name) => dictionary.entry(key(dictionary, name))));
    names = entries.flatMap((e) => e?.names ?? []);
  }
  const right = names.filter((n) => n.reading && spells(q.key, [...key(dictionary, n.display)], n.reading.split(" ")));
  return [...new Set(right.map((n) => n.display))].sort((a, b) => a.length - b.length).slice(0, 2);
}

/** Whether a text has the letters of another one, in their order. */
function hasInOrder(text: string, letters: string): boolean {
  let at = -1;
  return [...letters].every((c) => (at = text.indexOf(c, at + 1)) >= 0);
}

const key = (dictionary: Dictionary, name: string) => foldText(name, dictionary.fold).text.replace(/\0/g, "");

/** Whether typed stands for a name: each character as it is, as its syllable, or as the beginning of that. */
export function spells(typed: string, name: string[], syllables: string[]): boolean {
  if (!typed) return true; // half a name will do
  if (!name.length) return false;
  const [c, syllable] = [name[0], syllables[0] ?? ""];
  if (classify(c.codePointAt(0)!) !== 2) {
    const rest = name.slice(syllable.length || 1);
    return typed.startsWith(syllable) && spells(typed.slice(syllable.length), rest, syllables.slice(1));
  }
  if (typed.startsWith(c)) return spells(typed.slice(c.length), name.slice(1), syllables.slice(1));
  for (let n = syllable.length; n > 0; n--) {
    if (typed.startsWith(syllable.slice(0, n)) && spells(typed.slice(n), name.slice(1), syllables.slice(1))) return true;
  }
  return false;
}
