// Files of the index are classic scripts that hand over their bytes,
//   __playbook("t/12","eJw…")
// because a script is all that a page opened from a disk may load.

/** Why there is no answer. "old" is a browser that cannot unpack. */
export class SearchError extends Error {
  constructor(
    readonly kind: "load" | "damaged" | "slow" | "old",
    readonly file: string,
  ) {
    super(`search: ${kind}: ${file}`);
  }
}

/** How long a file may take, in milliseconds. */
const patience = 20_000;

const waiting = new Map<unknown, (data: string) => void>();
(window as any).__playbook = (id: string, data: string) => {
  const script = document.currentScript as HTMLScriptElement | null;
  if (id === "root" || script?.src.includes(`/${id}-`)) waiting.get(script)?.(data);
};

/** Loads a file and unpacks it. */
export async function load(file: string): Promise<Uint8Array> {
  const data = await script(file);
  if (typeof DecompressionStream === "undefined") throw new SearchError("old", file);
  try {
    const packed = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new SearchError("damaged", file);
  }
}

function script(file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const s = document.createElement("script");
    const timer = setTimeout(() => end("slow"), patience);
    const end = (kind: "load" | "damaged" | "slow") => {
      clearTimeout(timer);
      waiting.delete(s);
      s.remove();
      reject(new SearchError(kind, file));
    };
    waiting.set(s, resolve);
    s.onload = () => end("damaged"); // no matter once it has been handed over
    s.onerror = () => end("load");
    s.src = file;
    document.head.append(s);
  });
}
