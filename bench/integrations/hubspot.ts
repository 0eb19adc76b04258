import { readingOf } from './salesforce.ts'

/**
 * The same as integrations/salesforce of a large account of HubSpot: read page by page with the history of its properties,
 * again, after 500 changes, and killed at random moments.
 */
export function run(): Promise<string> {
  return readingOf('hubspot')
}
