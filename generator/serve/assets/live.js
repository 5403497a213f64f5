// Keeps a page of "playbook serve" fresh: it reloads when the page has changed,
// exchanges styles without reloading, and shows what is wrong with the sources.
// It is in no page that is published.
(() => {
  "use strict";

  const tag = document.querySelector('script[data-page][src$="_playbook/live.js"]');
  if (!(tag instanceof HTMLScriptElement)) return;
  const { page, sum, root, lang } = tag.dataset;
  let style = tag.dataset.style;

  const zh = {
    errors: (n) => `${n} 个问题`,
    vanish: "改好后自动消失",
    warnings: (n) => `${n} 个提醒`,
    fixed: "已修好",
    close: "收起",
    closeHint: "收起（Esc）",
    more: (n) => `还有 ${n} 处，在写作台里看全部`,
    dashboard: "写作台",
    lost: "预览已断开，正在重连…",
    moved: "网址已更换，请回到电脑前重新扫码",
    edit: (at) => `用编辑器打开 ${at}`,
    visit: "打开这一页",
    line: (n) => `第 ${n} 行`,
    colon: "：",
    why: (rule) => `为什么有这条规则：${rule}`,
  };
  const en = {
    errors: (n) => (n === 1 ? "1 problem" : `${n} problems`),
    vanish: "this goes away when it is mended",
    warnings: (n) => (n === 1 ? "1 warning" : `${n} warnings`),
    fixed: "Mended",
    close: "Close",
    closeHint: "Close (Esc)",
    more: (n) => `${n} more; see all on the dashboard`,
    dashboard: "Dashboard",
    lost: "Preview disconnected, reconnecting…",
    moved: "The address is another one now: please scan the code in the terminal again",
    edit: (at) => `open ${at} in the editor`,
    visit: "open the page",
    line: (n) => `line ${n}`,
    colon: ": ",
    why: (rule) => `why there is this rule: ${rule}`,
  };
  const words = lang === "en" ? en : zh;

  // Storage may be refused, in a private window for example; then nothing is
  // remembered, and everything else works.
  const memory = {
    get(key) {
      try { return sessionStorage.getItem(`playbook.${key}`); } catch { return null; }
    },
    set(key, value) {
      try { sessionStorage.setItem(`playbook.${key}`, value); } catch { /* full or refused */ }
    },
    drop(key) {
      try { sessionStorage.removeItem(`playbook.${key}`); } catch { /* refused */ }
    },
  };

  const make = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children.filter((c) => c !== null && c !== ""));
    return node;
  };

  // ---- What a reader has done to a page, over a reload ----

  // keys gives every element a name that it keeps when the page around it
  // changes: what it is called, and the how manieth of that name it is.
  const keys = (elements, nameOf) => {
    const seen = new Map();
    return [...elements].map((element) => {
      const name = nameOf(element);
      seen.set(name, (seen.get(name) ?? 0) + 1);
      return [`${name}#${seen.get(name)}`, element];
    });
  };
  const fields = () =>
    keys(document.querySelectorAll("input, textarea, select"), (f) => [f.localName, f.getAttribute("type"), f.id, f.getAttribute("name"), f.closest("[id]")?.id].join("|"))
      .filter(([, f]) => !["password", "file", "hidden"].includes(f.type));
  const folds = () => keys(document.querySelectorAll("details"), (d) => `${d.id}|${d.querySelector("summary")?.textContent.trim()}`);

  // written returns what a reader put into a field, or null where the field is
  // as the page made it: then the new page's value is the right one.
  const written = (f) => {
    if (f instanceof HTMLSelectElement) {
      const chosen = [...f.options].map((o) => o.selected);
      return chosen.some((on, i) => on !== f.options[i].defaultSelected) ? [...f.selectedOptions].map((o) => o.value) : null;
    }
    if (f.type === "checkbox" || f.type === "radio") return f.checked === f.defaultChecked ? null : f.checked;
    return f.value === f.defaultValue ? null : f.value;
  };

  const write = (f, value) => {
    if (f instanceof HTMLSelectElement) for (const o of f.options) o.selected = value.includes(o.value);
    else if (f.type === "checkbox" || f.type === "radio") f.checked = value;
    else f.value = value;
    for (const name of ["input", "change"]) f.dispatchEvent(new Event(name, { bubbles: true }));
  };

  const focused = () => {
    const f = document.activeElement;
    const key = fields().find(([, field]) => field === f)?.[0];
    if (!key) return f && f !== document.body && f.id ? { id: f.id } : null;
    let range = null;
    try { range = [f.selectionStart, f.selectionEnd, f.selectionDirection]; } catch { /* a field without a caret */ }
    return { key, range };
  };

  const focusAgain = (saved, known) => {
    const f = saved.key ? known.get(saved.key) : document.getElementById(saved.id);
    if (!f) return;
    f.focus({ preventScroll: true });
    try { if (saved.range && saved.range[0] !== null) f.setSelectionRange(...saved.range); } catch { /* a field without a caret */ }
  };

  // save keeps it for a page that is shown again within some time.
  const save = (milliseconds) => {
    memory.set(`page:${page}`, JSON.stringify({
      until: Date.now() + milliseconds, x: scrollX, y: scrollY, focus: focused(),
      fields: fields().map(([key, f]) => [key, written(f)]).filter(([, value]) => value !== null),
      folds: folds().map(([key, d]) => [key, d.open]),
    }));
  };

  const restore = () => {
    const text = memory.get(`page:${page}`);
    memory.drop(`page:${page}`);
    let saved = null;
    try { saved = JSON.parse(text); } catch { /* not ours */ }
    if (!saved || Date.now() > saved.until) return;
    const known = new Map([...fields(), ...folds()]);
    for (const [key, value] of saved.fields) if (known.has(key)) write(known.get(key), value);
    for (const [key, open] of saved.folds) if (known.has(key)) known.get(key).open = open;
    if (saved.focus) focusAgain(saved.focus, known);
    scrollBack(saved);
  };

  // Pictures that load late move the page, so the place is taken once more when
  // they are there, unless the reader has moved on.
  const scrollBack = ({ x, y }) => {
    let moved = false;
    const go = () => { if (!moved) scrollTo({ left: x, top: y, behavior: "instant" }); };
    for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(name, () => { moved = true; }, { once: true, passive: true });
    go();
    if (document.readyState !== "complete") addEventListener("load", () => requestAnimationFrame(go), { once: true });
  };

  let leaving = false;
  const reload = () => {
    if (leaving) return;
    leaving = true;
    save(30000);
    location.reload();
  };

  // leave goes where the author writes. What was half written here is there when
  // the reader comes back.
  const leave = (to) => {
    if (leaving) return;
    leaving = true;
    if (fields().some(([, f]) => written(f) !== null)) save(24 * 3600 * 1000);
    location.assign(root + encodeURI(to.page));
  };

  // ---- Styles ----

  const pathOf = (link) => new URL(link.href, document.baseURI).pathname;
  let arriving = null;

  // restyle loads the new style sheet before the old one goes, so nothing flashes.
  const restyle = ({ from, to }) => {
    arriving?.remove();
    const links = [...document.querySelectorAll('link[rel="stylesheet"]')];
    const old = links.find((l) => pathOf(l).endsWith(`/${from}`)) ?? links[0];
    style = to;
    if (!old) return reload();
    const next = old.cloneNode();
    next.href = root + to;
    arriving = next;
    next.addEventListener("load", () => { old.remove(); arriving = null; });
    next.addEventListener("error", reload);
    old.after(next);
  };

  // ---- What is wrong ----

  const host = make("playbook-live", { lang: lang === "en" ? "en" : "zh-Hans" });
  const shadow = host.attachShadow({ mode: "open" });
  const alarm = make("div", { class: "hide", role: "alert" });
  const news = make("div", { class: "hide", role: "status" });
  const veil = make("div", { class: "veil", hidden: "" });
  const panel = make("section", { class: "panel", role: "dialog", "aria-labelledby": "title", tabindex: "-1", hidden: "" });
  const foot = make("div", { class: "foot" });
  const lost = make("p", { class: "lost", hidden: "" }, words.lost);
  const fixed = make("p", { class: "fixed", hidden: "", "aria-hidden": "true" }, `✓ ${words.fixed}`);
  const badge = make("button", { class: "badge", type: "button", "aria-expanded": "false", hidden: "" });
  foot.append(fixed, lost, badge);
  shadow.append(make("link", { rel: "stylesheet", href: `${root}_playbook/live.css` }), veil, panel, foot, alarm, news);
  // Before its style is there the list would stand in the page like a ghost.
  host.hidden = true;
  shadow.querySelector("link").addEventListener("load", () => { host.hidden = false; });

  let state = null;
  let returnTo = null;

  // The editor that was chosen on the dashboard; a guest has none to open.
  const editor = () => {
    try { return localStorage.getItem("playbook-editor"); } catch { return null; }
  };

  const place = (p) => p.file + (p.line ? `:${p.line}:${p.column}` : "");

  const quoted = (p) => {
    const width = String(Math.max(...p.excerpt.map((l) => l.n))).length;
    const lines = p.excerpt.map((l) =>
      make("span", { class: l.here ? "line here" : "line" },
        make("span", { class: "number" }, String(l.n).padStart(width)), " ",
        l.before, l.here ? make("mark", {}, l.marked || "\u200b") : "", l.after, "\n"));
    return make("pre", { tabindex: "0", "aria-label": place(p) }, ...lines);
  };

  const where = (p) => {
    const link = p.open?.find((o) => o.editor === editor())?.link;
    const code = make("code", {}, place(p));
    return link ? make("a", { class: "edit", href: link, "aria-label": words.edit(place(p)) }, code) : code;
  };

  const item = (p) =>
    make("li", {},
      make("p", { class: "where" },
        where(p),
        p.page && p.page !== page ? make("a", { href: root + encodeURI(p.page) }, words.visit) : ""),
      make("p", { class: "message" }, p.message),
      p.excerpt ? quoted(p) : "",
      p.hint ? make("p", { class: "hint" }, p.hint) : "",
      make("p", { class: "rule" }, make("a", { href: `${root}_playbook/rules/${encodeURIComponent(p.rule)}`, "aria-label": words.why(p.rule) }, p.rule)));

  const part = (kind, problems, total) => {
    if (problems.length === 0) return [];
    const rest = total - problems.length;
    return [make("ul", { class: kind }, ...problems.map(item)), rest > 0 ? make("p", { class: "more" }, make("a", { href: `${root}_playbook/?view=problems` }, words.more(rest))) : ""];
  };

  const fill = () => {
    const bad = state.errorTotal > 0;
    const title = make("h2", { id: "title" }, bad ? words.errors(state.errorTotal) : words.warnings(state.warningTotal));
    if (bad) title.append(make("span", { class: "vanish" }, words.vanish));
    const close = make("button", { class: "close", type: "button", title: words.closeHint }, words.close);
    close.addEventListener("click", dismiss);
    const body = make("div", { class: "body" }, ...part("errors", state.errors, state.errorTotal));
    if (bad && state.warningTotal > 0) body.append(make("h3", {}, words.warnings(state.warningTotal)));
    body.append(...part("warnings", state.warnings, state.warningTotal));
    const top = panel.querySelector(".body")?.scrollTop ?? 0;
    const end = make("p", { class: "end" }, make("a", { href: `${root}_playbook/` }, words.dashboard));
    panel.replaceChildren(make("div", { class: "head" }, title, close), body, end);
    body.scrollTop = top;
    panel.classList.toggle("bad", bad);
  };

  // An open list that the reader works in keeps the focus when it is filled anew.
  const show = () => {
    const inside = !panel.hidden && shadow.activeElement !== null && panel.contains(shadow.activeElement);
    fill();
    panel.hidden = veil.hidden = false;
    badge.setAttribute("aria-expanded", "true");
    badge.hidden = true;
    if (inside) panel.focus({ preventScroll: true });
  };

  const hide = () => {
    panel.hidden = veil.hidden = true;
    badge.setAttribute("aria-expanded", "false");
    const total = state ? state.errorTotal + state.warningTotal : 0;
    badge.hidden = total === 0;
    if (total > 0) badge.textContent = state.errorTotal > 0 ? words.errors(state.errorTotal) : words.warnings(state.warningTotal);
    badge.classList.toggle("bad", (state?.errorTotal ?? 0) > 0);
  };

  // dismiss puts the list away until something else is wrong.
  function dismiss() {
    if (panel.hidden) return;
    const inside = shadow.activeElement !== null;
    if (state) memory.set("dismissed", state.mistakes);
    hide();
    if (!inside) return;
    if (returnTo?.isConnected) returnTo.focus({ preventScroll: true });
    else badge.focus({ preventScroll: true });
    returnTo = null;
  }

  const announce = (region, text) => {
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, 100); // a region speaks when it changes
  };

  const alarmText = () => {
    const first = state.errors[0];
    const at = first.file + (first.line ? ` ${words.line(first.line)}` : "");
    return `${words.errors(state.errorTotal)}${words.colon}${at}${words.colon}${first.message}`;
  };

  const celebrate = () => {
    memory.drop("errors");
    memory.drop("dismissed");
    announce(news, words.fixed);
    fixed.hidden = false;
    setTimeout(() => { fixed.hidden = true; }, 2500);
  };

  const judge = (next) => {
    if (leaving) return; // the page that comes will hear it, too
    const wasOpen = !panel.hidden;
    const before = memory.get("errors");
    state = next;
    if (state.errorTotal > 0) {
      const now = state.mistakes;
      memory.set("errors", now);
      if (before !== now) announce(alarm, alarmText());
      if (memory.get("dismissed") === now || page.startsWith("_playbook/")) hide(); // a rule is read to mend
      else show();
      return;
    }
    alarm.textContent = "";
    if (before !== null) celebrate();
    if (wasOpen && before === null && state.warningTotal > 0) show();
    else hide();
  };

  badge.addEventListener("click", () => {
    returnTo = badge;
    memory.drop("dismissed");
    show();
    panel.focus({ preventScroll: true });
  });
  veil.addEventListener("click", dismiss);
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && !panel.hidden && !e.isComposing) {
      e.preventDefault();
      dismiss();
    }
  });

  // ---- The stream ----

  let source = null;
  let again = 0; // timer of the next try
  let missing = 0; // timer of the sign that the server is gone
  let delay = 250;

  const connect = () => {
    clearTimeout(again);
    if (source || leaving || document.visibilityState !== "visible") return;
    source = new EventSource(`${root}_playbook/events?${new URLSearchParams({ page, sum, style })}`);
    const on = (name, act) => source.addEventListener(name, (e) => act(JSON.parse(e.data)));
    source.addEventListener("open", () => {
      clearTimeout(missing);
      missing = 0;
      delay = 250;
      lost.hidden = true;
      lost.textContent = words.lost;
    });
    source.addEventListener("error", retry);
    on("reload", reload);
    on("style", restyle);
    on("state", judge);
    on("state", () => document.dispatchEvent(new Event("playbook:built"))); // for a theme's scripts: the search
    on("go", leave);
  };

  const disconnect = () => {
    source?.close();
    source = null;
    clearTimeout(again);
    clearTimeout(missing);
    missing = 0;
  };

  // The browser's own way to try again gives up after a refusal, so this one
  // waits by itself, a little longer each time.
  const retry = () => {
    source?.close();
    source = null;
    if (leaving || document.visibilityState !== "visible") return;
    if (missing) isMoved();
    else missing = setTimeout(() => { lost.hidden = false; }, 2000);
    again = setTimeout(connect, delay);
    delay = Math.min(delay * 2, 5000);
  };

  // A stream does not say why it was refused, so the page itself is asked for: in
  // a network its address changes with every start.
  const isMoved = async () => {
    const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null);
    if (answer?.status !== 403) return;
    disconnect();
    lost.textContent = words.moved;
    lost.hidden = false;
  };

  // A browser allows six streams to one server, so a tab that nobody sees has none.
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? connect() : disconnect()));
  document.addEventListener("freeze", disconnect);
  document.addEventListener("resume", connect);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);

  document.documentElement.append(host);
  restore();
  connect();
})();
