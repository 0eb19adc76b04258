import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { basePath } from './base-path.ts'
import { CallError } from './call.ts'
import { ErrorState } from './page/ErrorState.tsx'
import { LoadingBlock } from './page/Loading.tsx'

type LazyPart<Props> = ((props: Props) => ReactNode) & { preload: () => Promise<void> }

/**
 * A part of the app whose code comes when it is first needed. When it cannot come, it says so in its own place and tries
 * again on demand; everything else on the page stays. `lazyPart(() => import('./Deals.tsx'), 'Deals')`.
 */
export function lazyPart<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyPart<Props> {
  let part: ComponentType<Props> | null = null
  async function fetchPart(): Promise<void> {
    part ??= (await loadCode(load))[name]
  }
  // biome-ignore lint/correctness/noComponentHookFactories: made once per part, at the top of a module
  function Lazy(props: Props) {
    const [, setReady] = useState(part !== null)
    const [error, setError] = useState<unknown>(null)
    const fetchNow = () => fetchPart().then(() => setReady(true), setError)
    // biome-ignore lint/correctness/useExhaustiveDependencies: fetched once; again only on demand
    useEffect(() => {
      if (!part) void fetchNow()
    }, [])
    if (part) {
      const Part = part
      return <Part {...props} />
    }
    if (error === null) return <LoadingBlock height={240} />
    return <ErrorState error={error} retry={() => retry(fetchPart).then(() => setReady(true), setError)} />
  }
  return Object.assign(Lazy, { preload: () => fetchPart().catch(() => undefined) })
}

/** Fetches code that comes when it is needed; what a browser says when it cannot come is told in the user's words. */
export async function loadCode<Module>(load: () => Promise<Module>): Promise<Module> {
  return load().catch((error: unknown) => {
    throw new CallError(0, {
      code: 'part-missing',
      message: 'This part of Drumbeat could not be loaded.',
      wayOut: `Check that Drumbeat is still running, then try again. (${error instanceof Error ? error.message : error})`,
    })
  })
}

/** Tries again; where the server answers and the code still does not come, Drumbeat was updated: the page begins anew. */
async function retry(fetchPart: () => Promise<void>): Promise<void> {
  try {
    await fetchPart()
  } catch (error) {
    const answers = await fetch(`${basePath()}/api/session`, { cache: 'no-store' }).then(
      () => true,
      () => false,
    )
    if (answers) window.location.reload()
    throw error
  }
}
