// Runs before the page is shown, so that a chosen theme never flashes.
import { chosen } from "./choice";

const root = document.documentElement;
root.classList.remove("no-js");
const theme = chosen();
if (theme) root.dataset.theme = theme;
