import { useLocation, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'

type Search = Record<string, string>

/** One value kept in the address: `const [owner, setOwner] = useUrlParam('owner')`; setting null takes it out. */
export function useUrlParam(name: string): [string | null, (value: string | null, how?: { push?: boolean }) => void] {
  const [search, change] = useUrlParams()
  const set = useCallback(
    (value: string | null, how?: { push?: boolean }) => change({ [name]: value }, how),
    [change, name],
  )
  return [search[name] ?? null, set]
}

/** All values of the address, and one way to change several at once; by default the change replaces the history entry. */
export function useUrlParams(): [Search, (changes: Record<string, string | null>, how?: { push?: boolean }) => void] {
  const search = useLocation({ select: (location) => location.search as unknown as Search })
  const navigate = useNavigate()
  const change = useCallback(
    (changes: Record<string, string | null>, how: { push?: boolean } = {}) => {
      void navigate({
        to: '.',
        search: ((before: Search) => merged(before, changes)) as never,
        replace: !how.push,
        resetScroll: false,
      })
    },
    [navigate],
  )
  return [search, change]
}

/** Goes to an address as people write it, `/crm/deals?deal=…`, or `?door=…` of the same screen; Back returns. */
export function useGo(): (to: string) => void {
  const navigate = useNavigate()
  return useCallback(
    (to) => {
      const [path, query = ''] = to.split('?')
      void navigate({ to: (path || '.') as never, search: parseSearch(query) as never })
    },
    [navigate],
  )
}

/** The address of a screen, whatever signs its values hold: `screenAt('/supply', { tab: 'pegging', item: 'A/1 #2' })`. */
export function screenAt(path: string, search: Record<string, string | null | undefined>): string {
  return path + writeSearch(search)
}

/** Reads `?a=1&b=x` as plain text values, so that addresses stay readable. */
export function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text))
}

/** Writes plain text values as `?a=1&b=x`; empty ones are left out. */
export function writeSearch(search: Record<string, unknown>): string {
  const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString()
  return text && `?${text}`
}

function merged(before: Search, changes: Record<string, string | null>): Search {
  const after = { ...before }
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') delete after[key]
    else after[key] = value
  }
  return after
}
