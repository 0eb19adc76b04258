import { defaultRangeExtractor, type Range, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useMemo, useState } from 'react'
import type { Placed } from './layout.ts'
import type { Place } from './selection.ts'

const farAhead = 12

/** The room that the grid has for its columns. */
export function useRoom(scroller: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(0)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => setRoom(element.clientWidth))
    observer.observe(element)
    setRoom(element.clientWidth)
    return () => observer.disconnect()
  }, [scroller])
  return room
}

/** The lines in view; the active one stays drawn, so that the grid can always name it. Asks for more when the end comes near. */
export function useLineWindow(input: {
  count: number
  scroller: RefObject<HTMLElement | null>
  lineHeight: number
  padding: { top: number; bottom: number }
  active: number | null
  more: (() => unknown) | undefined
  hasMore: boolean
  loading: boolean
}): { items: VirtualItem[]; height: number; scrollTo: (line: number) => void } {
  const { count, active, hasMore, loading, more } = input
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => input.scroller.current,
    estimateSize: () => input.lineHeight,
    overscan: 6,
    scrollPaddingStart: input.padding.top,
    scrollPaddingEnd: input.padding.bottom,
    useFlushSync: false,
    rangeExtractor: (range) => withActive(range, active),
  })
  const items = virtual.getVirtualItems()
  const last = virtual.range?.endIndex ?? 0
  useEffect(() => {
    if (hasMore && !loading && last >= count - farAhead) void more?.()
  }, [hasMore, loading, last, count, more])
  return { items, height: virtual.getTotalSize(), scrollTo: (line) => virtual.scrollToIndex(line) }
}

/** The columns in view: those that stay, those scrolled to, and the active one. */
export function useColumnWindow<Row>(input: {
  places: Placed<Row>[]
  scroller: RefObject<HTMLElement | null>
  active: Place | null
}): { shown: number[]; scrollTo: (column: number) => void } {
  const { places, active } = input
  const frozen = places.filter((place) => place.frozen)
  const edge = frozen.reduce((sum, place) => sum + place.width, 0)
  const virtual = useVirtualizer({
    horizontal: true,
    count: places.length,
    getScrollElement: () => input.scroller.current,
    estimateSize: (at) => places[at]?.width ?? 0,
    overscan: 2,
    scrollPaddingStart: edge,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const shown = new Set(withActive(range, active?.column ?? null))
      for (let at = 0; at < frozen.length; at++) shown.add(at)
      return [...shown].sort((a, b) => a - b)
    },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other widths need other places
  useEffect(() => virtual.measure(), [places])
  const key = virtual
    .getVirtualItems()
    .map(({ index }) => index)
    .join(',')
  const shown = useMemo(() => (key === '' ? [] : key.split(',').map(Number)), [key])
  return {
    shown: useMemo(() => shown.filter((at) => at < places.length), [shown, places]),
    scrollTo: (column) => {
      if (!places[column]?.frozen) virtual.scrollToIndex(column)
    },
  }
}

function withActive(range: Range, active: number | null): number[] {
  const shown = defaultRangeExtractor(range)
  if (active === null || active < 0 || active >= range.count || shown.includes(active)) return shown
  return active < (shown[0] ?? 0) ? [active, ...shown] : [...shown, active]
}
