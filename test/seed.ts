// What tests draw, they draw from one seed: the same each time, so that a run judges the change and not the draw.

/** `SEED=7 npx jest …` draws others: what they find can be had again by the same number. */
export const SEED = Number(process.env.SEED || 20261125);
