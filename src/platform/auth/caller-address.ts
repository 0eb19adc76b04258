/** Carries the caller's address inside the process; what comes under this name from outside is overwritten. */
export const addressHeader = 'x-drumbeat-address'
