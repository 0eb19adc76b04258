import { demandJobs } from '#demand/jobs.ts'
import { importsJobs } from '#imports/jobs.ts'
import type { Job } from '#platform/jobs/jobs.ts'

/** Every domain's jobs. */
export const jobs: readonly Job[] = [...demandJobs, ...importsJobs]
