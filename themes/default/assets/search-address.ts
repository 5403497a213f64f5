// A question in the address of the search page: ?q=…&type=case&evidence=…
import type { Question } from "playbook/search";

export function address(q: Question): string {
  const said = new URLSearchParams();
  if (q.query) said.set("q", q.query);
  for (const [facet, values] of Object.entries(q.filters)) for (const v of values) said.append(facet, v);
  if (q.loose) said.set("loose", "1");
  return `?${said}`.replace(/^\?$/, "");
}

// asked returns the question of an address. Not every filter in it may exist.
export function asked(search: string): { query: string; filters: Record<string, string[]>; loose: boolean } {
  const said = new URLSearchParams(search);
  const filters: Record<string, string[]> = {};
  for (const key of new Set(said.keys())) if (key !== "q" && key !== "loose") filters[key] = said.getAll(key);
  return { query: (said.get("q") ?? "").trim(), filters, loose: said.has("loose") };
}
