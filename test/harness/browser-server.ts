import type { TestProject } from 'vitest/node'
import { openBrowserServer } from './browser.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the one browser of this run listens. */
    browserServer: string
  }
}

/** Vitest calls this once for the screens: one Chromium for all their files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openBrowserServer()
  project.provide('browserServer', server.wsEndpoint())
  return () => server.close()
}
