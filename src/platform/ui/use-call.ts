import {
  type InfiniteData,
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { z } from 'zod'
import type { Endpoint } from '../http/contract.ts'
import { CallError, type CallInput, call } from './call.ts'
import { keyOf } from './call-key.ts'
import { nounOf, refresh } from './refresh.ts'
import { toastError } from './toast.tsx'

type Reply<E extends Endpoint> = z.output<E['reply']>
type Options = { enabled?: boolean; refetchEvery?: number; keepPrevious?: boolean }

/** The cache of all calls of this page. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, retry: retryUnlessRefused, refetchOnWindowFocus: false } },
  })
}

/** Reads an endpoint and keeps it live: `const { data, error, isPending, refetch } = useCall(crmContract.listDeals, { query })`. */
export function useCall<E extends Endpoint>(endpoint: E, input: CallInput<E> = {}, options: Options = {}) {
  return useQuery<Reply<E>, CallError>({
    queryKey: keyOf(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, { ...input, signal }),
    enabled: options.enabled ?? true,
    ...(options.refetchEvery !== undefined && { refetchInterval: options.refetchEvery }),
    ...(options.keepPrevious !== false && { placeholderData: keepPreviousData as never }),
  })
}

/** Reads page after page: `next` gives the query of the page after `last`, or null at the end. */
export function useCallPages<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  next: (last: Reply<E>, pages: Reply<E>[]) => CallInput<E>['query'] | null,
) {
  return useInfiniteQuery<
    Reply<E>,
    CallError,
    InfiniteData<Reply<E>>,
    readonly unknown[],
    CallInput<E>['query'] | null
  >({
    queryKey: [...keyOf(endpoint, input), 'pages'],
    queryFn: ({ signal, pageParam }) =>
      call(endpoint, {
        ...input,
        query: { ...(input.query as object), ...(pageParam as object | null) } as never,
        signal,
      }),
    initialPageParam: null,
    getNextPageParam: (last, pages) => next(last, pages),
    placeholderData: keepPreviousData as never,
  })
}

/** Changes something: `const move = useCommand(crmContract.moveDeal); move.mutate({ params, body })`. Failures become a toast. */
export function useCommand<E extends Endpoint>(
  endpoint: E,
  options: { onDone?: (reply: Reply<E>, input: CallInput<E>) => void; quiet?: boolean } = {},
) {
  const cache = useQueryClient()
  return useMutation<Reply<E>, CallError, CallInput<E>>({
    mutationFn: (input) => call(endpoint, input),
    onSuccess: (reply, input) => {
      refresh(cache, [nounOf(endpoint.path)])
      options.onDone?.(reply, input)
    },
    onError: (error) => {
      if (!options.quiet) toastError(error)
    },
  })
}

function retryUnlessRefused(failures: number, error: unknown): boolean {
  const status = error instanceof CallError ? error.status : 0
  return (status === 0 || status >= 502) && failures < 2
}
