import type { Connection, Run } from '../../connections/schema.ts'

/** How a system is called by who sells it. */
export function systemName(kind: Connection['kind']): string {
  return names[kind]
}

const names: Record<Connection['kind'], string> = {
  salesforce: 'Salesforce',
  hubspot: 'HubSpot',
  odoo: 'Odoo',
  erpnext: 'ERPNext',
}

/** A system whose deals are read, at which a person signs in and to which edits go back. */
export function isCrm(kind: Connection['kind']): kind is 'salesforce' | 'hubspot' {
  return kind === 'salesforce' || kind === 'hubspot'
}

/** How a connection fares, in a word and its tone. */
export function stateOf({ pausedAt, lastRun, asked }: Connection): { word: string; tone?: 'behind' | 'uncertain' } {
  if (pausedAt) return { word: 'paused' }
  if (lastRun?.state === 'running' || asked) return { word: 'reading' }
  if (lastRun?.state === 'failed') return { word: 'failing', tone: 'behind' }
  if (lastRun?.state === 'waiting') return { word: 'waiting', tone: 'uncertain' }
  return { word: lastRun ? 'works' : 'not read yet' }
}

/** What kind of reading a run was. */
export function modeName(mode: Run['mode']): string {
  if (mode === 'full') return 'everything'
  return mode === 'dry run' ? 'dry run' : 'what changed'
}
