import type { ReactNode } from 'react'
import { ErrorState } from './ErrorState.tsx'
import { LoadingLines } from './Loading.tsx'

type Call<T> = { data: T | undefined; error: unknown; refetch: () => unknown }

/** The three states of a call in one: waiting, refused, or its data. Data already there stays while it is refreshed. */
export function Ready<T>(props: { call: Call<T>; loading?: ReactNode; children: (data: T) => ReactNode }) {
  const { data, error, refetch } = props.call
  if (data !== undefined) return <>{props.children(data)}</>
  if (error) return <ErrorState error={error} retry={refetch} />
  return <>{props.loading ?? <LoadingLines />}</>
}
