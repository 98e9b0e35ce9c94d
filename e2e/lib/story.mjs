// Stories in a rehearsed federation.

import { storiesIn } from "./stories.mjs";
import { startWorld } from "./world.mjs";

export { ACCOUNTANT, BAKERY, WORKSHOP } from "./visit.mjs";

export const story = storiesIn(startWorld);
