import { openErpnext } from './erpnext/source.io.ts'
import { openHubspot } from './hubspot/source.io.ts'
import type { Around, Linked } from './linked.ts'
import { openOdoo } from './odoo/source.io.ts'
import { openSalesforce } from './salesforce/source.io.ts'
import type { Opened } from './source.ts'

const openers = { salesforce: openSalesforce, hubspot: openHubspot, odoo: openOdoo, erpnext: openErpnext }

/** Opens the other system, whichever it is. */
export function openSource(linked: Linked, around: Around): Promise<Opened> {
  return openers[linked.kind](linked, around)
}
