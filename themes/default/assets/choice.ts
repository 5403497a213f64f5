// The theme that the reader chose, if any. Storage may be refused, then the
// choice lasts for the page.
const key = "playbook-theme";

export function chosen(): string | null {
  try {
    const value = localStorage.getItem(key);
    return value === "dark" || value === "light" ? value : null;
  } catch {
    return null;
  }
}

export function choose(theme: "dark" | "light"): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(key, theme);
  } catch {
    // nothing to do
  }
}
