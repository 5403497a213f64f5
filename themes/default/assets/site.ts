import { themeToggle } from "./toggle";
import { previews } from "./preview";
import { contents } from "./contents";
import { paper } from "./paper";

themeToggle();
previews();
contents();
paper();
