import { openHubspot } from './hubspot/source.io.ts'
import type { Around, Linked } from './linked.ts'
import { openSalesforce } from './salesforce/source.io.ts'
import type { Opened } from './source.ts'

/** Opens the other system, whichever it is. */
export function openSource(linked: Linked, around: Around): Promise<Opened> {
  return linked.kind === 'hubspot' ? openHubspot(linked, around) : openSalesforce(linked, around)
}
