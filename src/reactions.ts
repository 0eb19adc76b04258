import type { Reactions } from '#platform/jobs/jobs.ts'

/** Every effect of one domain on another: when this happened, do these jobs. */
export const reactions: Reactions = {}
