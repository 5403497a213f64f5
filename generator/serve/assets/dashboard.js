// The dashboard is whole without this: filters are links and the search is a
// form. With it, they answer without loading the page anew, and so does every
// build.
(() => {
  "use strict";

  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("playbook-theme"); // as chosen on the site
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch {
    // no storage: the system's choice stands
  }

  // The editor in which places open is the choice of this browser.
  function chooseEditor() {
    const list = document.getElementById("dashboard-editor");
    if (!list) return;
    const show = (name) => {
      if ([...list.options].some((o) => o.value === name)) list.value = root.dataset.editor = name;
    };
    try {
      show(localStorage.getItem("playbook-editor"));
    } catch {
      // no storage: it is chosen anew each time
    }
    list.addEventListener("change", () => {
      show(list.value);
      try {
        localStorage.setItem("playbook-editor", list.value);
      } catch {
        // it holds for this page
      }
    });
  }

  let asked = null; // the request under way; a newer one makes it void

  // Fetches the page at an address and takes over its living parts. What the
  // reader has opened, typed or focused stays.
  async function show(address) {
    asked?.abort();
    const mine = (asked = new AbortController());
    let next;
    try {
      const response = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html" } });
      if (!response.ok) return;
      next = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      return; // the server is away; its stream tells when it is back
    }
    if (mine.signal.aborted) return;
    const parts = [...document.querySelectorAll("[data-live]")];
    const fresh = parts.map((part) => next.querySelector(`[data-live="${part.dataset.live}"]`));
    if (fresh.includes(null) || parts.length !== next.querySelectorAll("[data-live]").length) {
      location.reload(); // the first page was written, or the last one deleted
      return;
    }
    takeOver(parts, fresh);
  }

  function takeOver(parts, fresh) {
    const focused = document.activeElement?.dataset?.key;
    const open = new Set([...document.querySelectorAll("details[open]")].map((d) => d.dataset.key));
    const verdict = heading(document);
    parts.forEach((part, i) => {
      const scrolled = [...part.querySelectorAll(".facet ul")].map((list) => list.scrollLeft);
      part.replaceWith(document.adoptNode(fresh[i]));
      fresh[i].querySelectorAll(".facet ul").forEach((list, n) => (list.scrollLeft = scrolled[n] ?? 0));
    });
    for (const d of document.querySelectorAll("details")) d.open = open.has(d.dataset.key);
    if (focused) document.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    if (heading(document) !== verdict) document.getElementById("dashboard-said").textContent = heading(document);
  }

  function heading(page) {
    return page.querySelector(".verdict h1")?.textContent ?? "";
  }

  // Searching while typing: a short rest, then the same address that the form
  // would send.
  function searchWhileTyping(form) {
    const field = form.querySelector("[type=search]");
    let rest = 0;
    const search = () => {
      clearTimeout(rest);
      const address = new URL(location.href);
      address.searchParams.delete("page");
      if (field.value.trim()) address.searchParams.set("q", field.value.trim());
      else address.searchParams.delete("q");
      history.replaceState(null, "", address);
      show(address);
    };
    field.addEventListener("input", () => {
      clearTimeout(rest);
      rest = setTimeout(search, 120);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search();
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
    addEventListener("popstate", () => {
      field.value = new URL(location.href).searchParams.get("q") ?? "";
      show(location.href);
    });
  }

  function followLinks() {
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-go]");
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.pushState(null, "", link.href);
      const field = document.getElementById("dashboard-q");
      if (field) field.value = new URL(link.href).searchParams.get("q") ?? "";
      show(link.href);
    });
  }

  // Copies a place such as content/cases/a.md:12:3. Where the clipboard is
  // refused, as over plain http in a network, it is selected instead.
  function copyPlaces() {
    document.addEventListener("click", async (event) => {
      const button = event.target.closest("button.copy");
      const place = button?.previousElementSibling;
      if (!place) return;
      try {
        await navigator.clipboard.writeText(place.textContent);
      } catch {
        getSelection().selectAllChildren(place);
        return;
      }
      const words = button.textContent;
      if (button.classList.contains("copied")) return;
      button.classList.add("copied");
      button.textContent = button.dataset.copied;
      document.getElementById("dashboard-said").textContent = button.dataset.copied;
      setTimeout(() => {
        button.classList.remove("copied");
        button.textContent = words;
      }, 1200);
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form.search");
    if (form) searchWhileTyping(form);
    followLinks();
    copyPlaces();
    chooseEditor();
    listen();
  });

  // Every build is announced on the stream that open pages listen to. A hidden
  // tab does not listen: browsers allow few connections to one server.
  function listen() {
    const badge = document.querySelector(".link-state");
    let stream = null;
    let lost = 0;
    const connected = (is) => {
      clearTimeout(lost);
      if (is) badge.hidden = true;
      else
        lost = setTimeout(() => {
          badge.textContent = badge.dataset.offline;
          badge.hidden = false;
        }, 2000);
    };
    // The server answers, but not at this address: in a network it changes with
    // every start.
    const moved = async () => {
      const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null);
      if (answer?.status !== 403) return false;
      clearTimeout(lost);
      badge.textContent = badge.dataset.moved;
      badge.hidden = false;
      return true;
    };
    const open = () => {
      if (stream || document.hidden) return;
      const sum = document.querySelector("[data-sum]").dataset.sum;
      stream = new EventSource("events?" + new URLSearchParams({ page: "_playbook/index.html", sum }));
      stream.addEventListener("reload", () => show(location.href));
      stream.addEventListener("go", (event) => location.assign(`../${encodeURI(JSON.parse(event.data).page)}`));
      stream.addEventListener("open", () => connected(true));
      stream.addEventListener("error", async () => {
        connected(false);
        if (stream?.readyState !== EventSource.CLOSED) return;
        stream = null;
        if (!(await moved())) setTimeout(open, 3000);
      });
    };
    const close = () => {
      stream?.close();
      stream = null;
      clearTimeout(lost);
    };
    document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
    addEventListener("pagehide", close);
    addEventListener("pageshow", open);
    open();
  }
})();
