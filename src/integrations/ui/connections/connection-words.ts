import type { Connection, Run } from '../../connections/schema.ts'

/** How a system is called by who sells it. */
export function systemName(kind: Connection['kind']): string {
  return kind === 'salesforce' ? 'Salesforce' : 'HubSpot'
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
