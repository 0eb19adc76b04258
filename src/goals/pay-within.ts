/** Statements are to be locked within so many days of the end of their period, where the terms of their plan say nothing else. */
export const PAY_WITHIN_DAYS = 30
