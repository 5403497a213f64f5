// The arrow keys walk over what can be opened. The focus stays in the text, so that
// typing goes on, with an input method, too; from a link that has the focus, it goes
// along.
const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, "Ctrl n": 1, "Ctrl p": -1 };

export class Walk {
  constructor(
    private readonly form: HTMLElement,
    private readonly input: HTMLInputElement,
    private readonly say: (words: string) => void,
  ) {}

  items(): HTMLElement[] {
    return [...this.form.querySelectorAll<HTMLElement>(".find-item")].filter((i) => i.getClientRects().length);
  }

  // current is what was walked to.
  current(): HTMLElement | undefined {
    return this.items().find((i) => i.matches("[aria-current]"));
  }

  // step reports whether a key walks on, and does.
  step(e: KeyboardEvent): boolean {
    const by = e.altKey || e.shiftKey || e.metaKey ? 0 : (steps[(e.ctrlKey ? "Ctrl " : "") + e.key] ?? 0);
    const items = this.items();
    const held = items.indexOf(e.target as HTMLElement);
    if (!by || (held < 0 && e.target !== this.input)) return false;
    const at = held < 0 ? items.indexOf(this.current()!) : held;
    this.#select(items, Math.min(at + by, items.length - 1));
    return true;
  }

  #select(items: HTMLElement[], to: number): void {
    this.current()?.removeAttribute("aria-current");
    const item = items[to];
    if (!item) return this.input.focus();
    item.setAttribute("aria-current", "true");
    (item.closest("li") ?? item).scrollIntoView({ block: "nearest" });
    if (document.activeElement === this.input) this.say(`${item.textContent} ${to + 1}/${items.length}`);
    else item.focus();
  }
}
