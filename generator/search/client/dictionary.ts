import { foldTable, makeFold, Fold } from "./fold";
import { load, SearchError } from "./load";
import { Entry, readShard, Reader } from "./read";

/** What the root says, beside where things are. */
export interface Root {
  n: number; // pages
  k: number; // 2^k of them are in one file
  types: [id: string, name: string][];
  runs: number[]; // type, how many pages, type, how many, …
  evidence: [id: string, name: string][];
  facets: [id: string, name: string, group: string][];
}

interface Directory extends Root {
  v: number;
  keys: string;
  t: string[];
  f: string[];
  x: string[];
  fold: string;
}

/** How many of n files share a hash. */
function sharing(n: number): number {
  let group = 1;
  while (n / group > 128) group *= 2;
  return group;
}

/** An index: its root, and its files as they are asked for. */
export class Dictionary {
  #files = new Map<string, Promise<unknown>>();
  #keys: string[];
  readonly fold: Fold;

  private constructor(
    readonly root: Root,
    private readonly directory: Directory,
    private readonly folder: string,
  ) {
    this.#keys = directory.keys.split("\n");
    this.fold = makeFold(foldTable(Uint8Array.from(atob(directory.fold), (c) => c.charCodeAt(0))));
  }

  static async open(file: string): Promise<Dictionary> {
    const bytes = await load(file);
    try {
      const d = JSON.parse(new TextDecoder().decode(bytes)) as Directory;
      if (d.v !== 1) throw 0;
      return new Dictionary(d, d, file.replace(/[^/]*$/, ""));
    } catch {
      throw new SearchError("damaged", file);
    }
  }

  /** The same index, as before? */
  same(other: Dictionary): boolean {
    return JSON.stringify(this.directory) === JSON.stringify(other.directory);
  }

  /** The shard in which a key is, if it is anywhere. */
  shardOf(key: string): number {
    let low = 0;
    for (let high = this.#keys.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (compare(this.#keys[middle], key) <= 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** The entries of a shard, in the order of their keys. */
  shard(i: number): Promise<Entry[]> {
    return this.#file("t", this.directory.t, this.#keys.length, i, (bytes) => readShard(bytes, this.root.n));
  }

  async entry(key: string): Promise<Entry | undefined> {
    const list = await this.shard(this.shardOf(key));
    return list.find((e) => e.key === key);
  }

  /** The entries whose keys begin so, from at most so many shards; whole tells whether these are all. */
  async beginning(prefix: string, shards: number): Promise<{ list: Entry[]; whole: boolean }> {
    const from = this.shardOf(prefix);
    const to = this.shardOf(prefix + "\u{10ffff}");
    const last = Math.min(to, from + shards - 1);
    const parts = await Promise.all(Array.from({ length: last - from + 1 }, (_, i) => this.shard(from + i)));
    return { list: parts.flat().filter((e) => e.key.startsWith(prefix)), whole: last === to };
  }

  /** A page as it was written. */
  async fragment(page: number): Promise<unknown[]> {
    const size = 2 ** this.root.k;
    const i = Math.floor(page / size);
    const pages = await this.#file("f", this.directory.f, Math.ceil(this.root.n / size), i, (bytes) => JSON.parse(new TextDecoder().decode(bytes)) as unknown[][]);
    return pages[page % size];
  }

  /** The values of a facet, each with its pages. */
  facet(i: number): Promise<{ id: string; name: string; pages: () => Uint32Array }[]> {
    return this.#file("x", this.directory.x, this.root.facets.length, i, (bytes) => readFacet(bytes, this.root.n));
  }

  #file<T>(family: string, hashes: string[], n: number, i: number, read: (bytes: Uint8Array) => T): Promise<T> {
    const name = `${this.folder}${family}/${i}-${hashes[Math.floor(i / sharing(n))]}.js`;
    let file = this.#files.get(name) as Promise<T> | undefined;
    if (!file) {
      file = load(name).then((bytes) => {
        try {
          return read(bytes);
        } catch {
          throw new SearchError("damaged", name);
        }
      });
      file.catch(() => this.#files.delete(name)); // so that it can be tried again
      this.#files.set(name, file);
    }
    return file;
  }
}

function readFacet(bytes: Uint8Array, n: number) {
  const r = new Reader(bytes);
  const list = [];
  for (let count = r.varint(); count > 0; count--) {
    const id = r.string();
    const name = r.string();
    const entry = r.posting(n);
    list.push({ id, name, pages: () => entry.posting().ids });
  }
  return list;
}

/** Compares by code points, as the index is sorted; JavaScript compares halves of them. */
export function compare(a: string, b: string): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

const rank = (unit: number) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);
