// Asks every query of every engine, and tells the host how it went. Each question has
// a document of its own, so that nothing is loaded or compiled before.
import { Engine, Results } from "playbook/search";
import { Dictionary } from "playbook/search/dictionary";
import { Finder } from "playbook/search/find";

interface Answer {
  First: number; // milliseconds until a hit can be shown
  Done: number; // until ten can
  Shown: string[]; // their addresses
  Found: string[]; // all pages
}

type Ask = (base: string, query: string) => Promise<Answer>;

const nothing: Answer = { First: 0, Done: 0, Shown: [], Found: [] };
const never = new AbortController().signal;

/** Asks until there is a hit, and not any longer. */
const firstHit: Record<string, Ask> = {
  async playbook(base, query) {
    const enough = new Error();
    const stop = (r: Results) => {
      if (r.hits.length) throw enough;
    };
    try {
      await new Engine(base + "search/zh-Hans.js").search({ query, limit: 1, filters: {} }, stop, never);
    } catch (e) {
      if (e !== enough) throw e;
    }
    return nothing;
  },
  async pagefind(base, query) {
    const pagefind = await import(base + "pagefind.js");
    await (await pagefind.search(query)).results[0]?.data();
    return nothing;
  },
};

/** Asks for ten hits; the clock runs from when the engine is ready. */
const tenHits: Record<string, Ask> = {
  async playbook(base, query) {
    const engine = new Engine(base + "search/zh-Hans.js");
    await engine.facets(); // the root is there
    const start = performance.now();
    let first = 0;
    let last: Results | undefined;
    const update = (r: Results) => {
      if (r.hits.length) first ||= performance.now() - start;
      last = r;
    };
    await engine.search({ query, limit: 10, filters: {} }, update, never);
    const done = performance.now() - start;
    return { First: first || done, Done: done, Shown: last!.hits.map((h) => h.url), Found: [] };
  },
  async pagefind(base, query) {
    const pagefind = await import(base + "pagefind.js");
    await pagefind.init();
    await pagefind.filters(); // answered when it is ready
    const start = performance.now();
    const { results } = await pagefind.search(query);
    const ten: Promise<{ url: string }>[] = results.slice(0, 10).map((r: any) => r.data());
    await ten[0];
    const first = performance.now() - start;
    const shown = await Promise.all(ten);
    return { First: first, Done: performance.now() - start, Shown: shown.map((d) => d.url), Found: results.map((r: any) => r.id) };
  },
};

/** How long a question may take, in milliseconds. */
const patience = 120_000;

/** Asks in a document of its own. */
function apart(engine: string, number: number, pass: string, query: string): Promise<Answer> {
  const frame = document.createElement("iframe");
  const answered = new Promise<Answer>((resolve, reject) => {
    setTimeout(() => reject(new Error("no answer")), patience);
    (window as any).answered = resolve;
    (window as any).failed = reject;
  });
  frame.src = "/frame#" + encodeURIComponent(JSON.stringify([engine, `/e/${engine}/${number}/${pass}/`, pass, query]));
  document.body.append(frame);
  return answered.finally(() => frame.remove());
}

async function inFrame(): Promise<void> {
  const [engine, base, pass, query] = JSON.parse(decodeURIComponent(location.hash.slice(1)));
  const host = window.parent as any;
  try {
    host.answered(await (pass === "first" ? firstHit : tenHits)[engine](base, query));
  } catch (e) {
    host.failed(e);
  }
}

/** All pages that ours would list. */
async function everything(dictionary: Dictionary, query: string): Promise<string[]> {
  let ids: string[] = [];
  for await (const found of new Finder(dictionary).find(query)) ids = Array.from(found.pages.ids, String);
  return ids;
}

async function all(): Promise<void> {
  const { engines, queries } = (await (await fetch("/plan")).json()) as { engines: string[]; queries: string[] };
  const dictionary = await Dictionary.open("/e/playbook/all/all/search/zh-Hans.js");
  for (const [i, query] of queries.entries()) {
    for (const engine of engines) {
      let answer: object;
      try {
        await apart(engine, i, "first", query);
        const ten = await apart(engine, i, "ten", query);
        answer = engine === "playbook" ? { ...ten, Found: await everything(dictionary, query) } : ten;
      } catch (e) {
        answer = { ...nothing, Error: String(e) };
      }
      await fetch(`/answer/${engine}/${i}`, { method: "POST", body: JSON.stringify(answer) });
    }
  }
}

addEventListener("load", async () => {
  if (location.hash) return inFrame();
  const end = new URLSearchParams();
  await all().catch((e) => end.set("error", String(e)));
  await fetch("/done", { method: "POST", body: end });
});
