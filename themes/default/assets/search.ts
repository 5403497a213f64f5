// The search: what stands in partials/search.html comes to life. It is loaded when
// somebody searches, see finder.ts.
import { Engine } from "playbook/search";
import { Search } from "./search-form";

const engines = new Map<string, Engine>();

// mount makes every search work that does not yet.
function mount(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form.find:not([data-on])")) {
    form.dataset.on = "";
    const index = form.dataset.index ?? "";
    const engine = engines.get(index) ?? new Engine(index);
    engines.set(index, engine);
    new Search(form, engine);
  }
}

document.addEventListener("find", mount);
mount();
