import { finder } from "./finder";
import { themeToggle } from "./toggle";
import { previews } from "./preview";
import { contents } from "./contents";
import { paper } from "./paper";
import { pictures } from "./pictures";

themeToggle();
finder();
previews();
contents();
paper();
pictures();
