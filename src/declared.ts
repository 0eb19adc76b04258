import type { Domain } from '#platform/domain.ts'
import type { Job, Reactions } from '#platform/jobs/jobs.ts'
import type { EventName } from '#platform/registry.ts'
import { domains } from './domains.ts'

/** What each domain declares, in menu order. */
export const declared: readonly Domain[] = await Promise.all(
  domains.map(async (name) => {
    const { declaration } = (await import(`#${name}/domain.ts`)) as { declaration: Domain }
    return declaration
  }),
)

/** Every domain's jobs. */
export const jobs: readonly Job[] = declared.flatMap((domain) => domain.jobs)

/** Every effect of one domain on another: when this happened, do these jobs. */
export const reactions: Reactions = reactionsOf(declared)

/** Every permission with its words. */
export const permissionWords: Readonly<Record<string, string>> = Object.assign(
  {},
  ...declared.map((domain) => domain.permissions),
)

function reactionsOf(all: readonly Domain[]): Reactions {
  const found: Partial<Record<EventName, string[]>> = {}
  for (const { reactions } of all) {
    for (const [event, jobs] of Object.entries(reactions) as [EventName, readonly string[]][]) {
      found[event] = [...(found[event] ?? []), ...jobs]
    }
  }
  return found
}
