// How text is compared: the twin of FoldRune and Classify in package hanzi. Both must come
// to the same result in every browser, so no rule here asks the browser which characters
// are letters, and those that are folded are fixed in Unicode for ever.
import { Reader } from "./read";

/** Folds a code point; 0 means that nothing remains of it. */
export type Fold = (c: number) => number;

/** Reads the Traditional characters of the index, each with its Simplified form. */
export function foldTable(bytes: Uint8Array): Map<number, number> {
  const table = new Map<number, number>();
  const reader = new Reader(bytes);
  for (let t = 0; reader.more; ) {
    t += reader.varint();
    const zigzag = reader.varint();
    table.set(t, t + (zigzag & 1 ? -(zigzag + 1) / 2 : zigzag / 2));
  }
  return table;
}

/** Half width, Simplified, without accents, lower case. */
export function makeFold(table: Map<number, number>): Fold {
  const cache = new Map(table);
  return (c) => {
    if (c < 0x80) return c > 0x40 && c < 0x5b ? c + 32 : c;
    let f = cache.get(c);
    if (f === undefined) cache.set(c, (f = foldOther(c)));
    return f;
  };
}

function foldOther(c: number): number {
  if (c === 0x3000) return 0x20;
  if (c > 0xff00 && c < 0xff5f) c -= 0xfee0;
  if (c > 0x2ff && c < 0x370) return 0;
  // Letters with accents lie in the first plane and come apart into others of it.
  return classify(c) === 1 ? String.fromCharCode(c).normalize("NFD")[0].toLowerCase().charCodeAt(0) : c;
}

/** The class of a folded code point: break, word, ideograph. */
export function classify(folded: number): 0 | 1 | 2 {
  let low = 0;
  for (let high = edges.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (edges[middle] > folded) high = middle;
    else low = middle + 1;
  }
  return low % 2 ? (folded < 0x530 || (folded > 0x1dff && folded < 0x2000) ? 1 : 2) : 0;
}

// The code points at which letters begin and end by turns: edges in package hanzi.
// prettier-ignore
const edges = [
  // %, Latin, Greek and Cyrillic
  0x25, 0x26, 0x30, 0x3a, 0x41, 0x5b, 0x61, 0x7b, 0xaa, 0xab, 0xb5, 0xb6, 0xba, 0xbb, 0xc0, 0xd7, 0xd8, 0xf7, 0xf8, 0x2c2,
  0x2c6, 0x2d2, 0x2e0, 0x2e5, 0x2ec, 0x2ed, 0x2ee, 0x2ef, 0x370, 0x375, 0x376, 0x378, 0x37a, 0x37e, 0x37f, 0x380,
  0x386, 0x387, 0x388, 0x38b, 0x38c, 0x38d, 0x38e, 0x3a2, 0x3a3, 0x3f6, 0x3f7, 0x482, 0x48a, 0x530,
  // scripts from Armenian on, without the blocks of combining marks
  0x531, 0x1ab0, 0x1b00, 0x1dc0,
  // Latin and Greek with accents
  0x1e00, 0x1f16, 0x1f18, 0x1f1e, 0x1f20, 0x1f46, 0x1f48, 0x1f4e, 0x1f50, 0x1f58, 0x1f59, 0x1f5a, 0x1f5b, 0x1f5c,
  0x1f5d, 0x1f5e, 0x1f5f, 0x1f7e, 0x1f80, 0x1fb5, 0x1fb6, 0x1fbd, 0x1fbe, 0x1fbf, 0x1fc2, 0x1fc5, 0x1fc6, 0x1fcd,
  0x1fd0, 0x1fd4, 0x1fd6, 0x1fdc, 0x1fe0, 0x1fed, 0x1ff2, 0x1ff5, 0x1ff6, 0x1ffd,
  // raised and lowered numbers, signs such as ℃ and №, numbers such as Ⅳ and ①
  0x2070, 0x2072, 0x2074, 0x207a, 0x207f, 0x208a, 0x2090, 0x209d, 0x2100, 0x218c, 0x2460, 0x2500, 0x2776, 0x2794,
  // Glagolitic to Ethiopic
  0x2c00, 0x2de0, 0x2e2f, 0x2e30,
  // 々〆〇, numerals, kana, Bopomofo, Hangul, signs such as ㈱ and ㎡
  0x3005, 0x3008, 0x3021, 0x302a, 0x3031, 0x3036, 0x3038, 0x303d, 0x3041, 0x3097, 0x309d, 0x30a0, 0x30a1, 0x30fb,
  0x30fc, 0x31c0, 0x31f0, 0x4dc0,
  // Han, Yi and others, Hangul, compatibility forms, half-width kana
  0x4e00, 0xd800, 0xf900, 0xfe00, 0xfe70, 0xfeff, 0xff66, 0xffdd,
  // old scripts, numerals, mathematical letters, the planes of Han
  0x10000, 0x1c000, 0x1d2c0, 0x1d2d4, 0x1d2e0, 0x1d2f4, 0x1d360, 0x1d379, 0x1d400, 0x1d800, 0x1df00, 0x1ef00, 0x1f100, 0x1f10d,
  0x1fbf0, 0x1fbfa, 0x20000, 0x40000,
];
