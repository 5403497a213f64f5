// Reads the binary form of the index; package search says what it is.

/** The bytes end too early, or say what cannot be. */
export class Damaged extends Error {}

/** Lists with impacts, bitmaps with impacts, bitmaps with champions, lists, bitmaps. */
const enum Encoding {
  List,
  Bitmap,
  Champions,
  PlainList,
  PlainBitmap,
}

/** Reads numbers and strings one after the other. */
export class Reader {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}

  get more(): boolean {
    return this.at < this.bytes.length;
  }

  byte(): number {
    if (!this.more) throw new Damaged();
    return this.bytes[this.at++];
  }

  varint(): number {
    for (let n = 0, scale = 1; scale < 2 ** 35; scale *= 128) {
      const b = this.byte();
      n += (b & 127) * scale;
      if (b < 128) return n;
    }
    throw new Damaged();
  }

  skip(n: number): Uint8Array {
    if (n > this.bytes.length - this.at) throw new Damaged();
    return this.bytes.subarray(this.at, (this.at += n));
  }

  string(): string {
    return utf8.decode(this.skip(this.varint()));
  }

  /** Ascending page numbers below n, of which there are count. */
  pages(count: number, n: number): Uint32Array {
    if (count > n) throw new Damaged();
    const list = new Uint32Array(count);
    for (let i = 0, id = 0; i < count; i++) {
      const step = this.varint();
      id += step;
      if (id >= n || (i && !step)) throw new Damaged();
      list[i] = id;
    }
    return list;
  }

  /** A posting of an index of n pages; its lists are unpacked when they are asked for. */
  posting(n: number): { df: number; posting: () => Posting } {
    const df = this.varint();
    const encoding = this.byte();
    if (df > n || encoding > Encoding.PlainBitmap) throw new Damaged();
    let once: Posting | undefined;
    const lazily = (make: () => Posting) => ({ df, posting: () => (once ??= make()) });
    const nibbles = (m: number) => this.skip((m + 1) >> 1);
    if (encoding === Encoding.List || encoding === Encoding.PlainList) {
      const ids = this.pages(df, n);
      const packed = encoding === Encoding.List ? nibbles(df) : null;
      return lazily(() => ({ ids, impacts: unpack(packed, df) }));
    }
    const bitmap = this.skip((n + 7) >> 3);
    if (encoding === Encoding.Champions) {
      const m = this.varint();
      const best = this.pages(m, n);
      const packed = nibbles(m);
      return lazily(() => champions(members(bitmap, df), best, unpack(packed, m)));
    }
    const packed = encoding === Encoding.Bitmap ? nibbles(df) : null;
    return lazily(() => ({ ids: members(bitmap, df), impacts: unpack(packed, df) }));
  }
}

const utf8 = new TextDecoder();

/** How a term stands in the pages: which ones, and how much each is about it, 0–15. */
export interface Posting {
  ids: Uint32Array;
  impacts: Uint8Array;
}

/** A name, and the pages that have it. */
export interface Name {
  display: string;
  reading: string; // "hai di lao"
  pages: Uint32Array;
  others: string[]; // what else the first of the pages is called
}

/** What the dictionary says under a key. */
export interface Entry {
  key: string;
  df: number; // in how many pages; 0 without posting
  posting?: () => Posting;
  names: Name[];
  readings: [name: string, weight: number][];
  count?: number; // a word to compare a misspelt one with
}

/** Reads a shard of an index of n pages. */
export function readShard(bytes: Uint8Array, n: number): Entry[] {
  const r = new Reader(bytes);
  const list: Entry[] = [];
  for (let last = new Uint8Array(0); r.more; ) {
    const shared = r.varint();
    if (shared > last.length) throw new Damaged();
    const suffix = r.skip(r.varint());
    const key = new Uint8Array(shared + suffix.length);
    key.set(last.subarray(0, shared));
    key.set(suffix, shared);
    last = key;
    const flags = r.byte();
    const entry: Entry = { key: utf8.decode(key), df: 0, names: [], readings: [] };
    if (flags & 1) Object.assign(entry, r.posting(n));
    if (flags & 2) entry.names = times(r.varint(), () => readName(r, n));
    if (flags & 4) entry.readings = times(r.varint(), () => [r.string(), r.varint()]);
    if (flags & 8) entry.count = r.varint();
    list.push(entry);
  }
  return list;
}

function times<T>(n: number, f: () => T): T[] {
  const list: T[] = [];
  while (n-- > 0) list.push(f()); // f meets the end of the bytes if n is nonsense
  return list;
}

function readName(r: Reader, n: number): Name {
  const display = r.string();
  const reading = r.string();
  return { display, reading, pages: r.pages(r.varint(), n), others: times(r.varint(), () => r.string()) };
}

function unpack(nibbles: Uint8Array | null, n: number): Uint8Array {
  const list = new Uint8Array(n);
  if (nibbles) for (let i = 0; i < n; i++) list[i] = (nibbles[i >> 1] >> ((i & 1) * 4)) & 15;
  return list;
}

function members(bitmap: Uint8Array, df: number): Uint32Array {
  const ids = new Uint32Array(df);
  let at = 0;
  for (let i = 0; i < bitmap.length; i++) {
    for (let b = bitmap[i]; b; b &= b - 1) {
      if (at === df) throw new Damaged();
      ids[at++] = i * 8 + 31 - Math.clz32(b & -b);
    }
  }
  if (at < df) throw new Damaged();
  return ids;
}

/** What a page that is no champion counts for. */
const ordinary = 2;

function champions(ids: Uint32Array, best: Uint32Array, of: Uint8Array): Posting {
  const impacts = new Uint8Array(ids.length).fill(of.reduce((a, b) => Math.min(a, b), ordinary));
  for (let i = 0, j = 0; i < ids.length && j < best.length; i++) if (ids[i] === best[j]) impacts[i] = of[j++];
  return { ids, impacts };
}
