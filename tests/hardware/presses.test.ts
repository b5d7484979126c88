/** A thousand presses, whose numbers matter: their machine runs when no other does (see vite.config.ts). */
import { toldInside } from "./told.ts";

await toldInside("presses", ["presses.test"]);
