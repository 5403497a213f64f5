// What was searched for on this device, newest first. Storage may be refused, then
// nothing is remembered.
import { button, make } from "./search-words";

const key = "playbook-searches";
const most = 8;

export function recent(): string[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key) ?? "");
    return Array.isArray(list) ? list.filter((s) => typeof s === "string").slice(0, most) : [];
  } catch {
    return [];
  }
}

export function remember(query: string): void {
  if (query) keep([query, ...recent().filter((s) => s !== query)].slice(0, most));
}

// forget forgets one search, or all.
export function forget(query?: string): void {
  keep(query ? recent().filter((s) => s !== query) : []);
}

function keep(list: string[]): void {
  try {
    if (list.length) localStorage.setItem(key, JSON.stringify(list));
    else localStorage.removeItem(key);
  } catch {
    // nothing to do
  }
}

// recentItem returns what asks an old question again, or forgets it.
export function recentItem(query: string, forgetIt: string): HTMLElement {
  const line = make("span");
  const again = button(query, "ask", query);
  const away = button("×", "forget", query);
  again.classList.add("find-item");
  away.setAttribute("aria-label", forgetIt);
  line.append(again, away);
  return line;
}
