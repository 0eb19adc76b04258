/** With fewer hires than this, a company's own ramp is not told from chance. */
export const FEWEST_HIRES = 5
