import { choose } from "./choice";

// themeToggle shows the button that turns the page dark or light.
export function themeToggle(): void {
  const button = document.querySelector<HTMLButtonElement>(".theme-toggle");
  if (!button) return;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const label = () => {
    const words = (isDark() ? button.dataset.light : button.dataset.dark) ?? "";
    button.setAttribute("aria-label", words);
    button.title = words;
  };
  button.addEventListener("click", () => {
    choose(isDark() ? "light" : "dark");
    label();
  });
  system.addEventListener("change", label);
  label();
  button.hidden = false;
}
