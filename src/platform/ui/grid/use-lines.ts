import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'
import type { GridView } from './DataGrid.tsx'

const farAhead = 12

/** The lines in view, and a call for more rows when the end comes near. */
export function useLines<Row>(
  view: GridView<Row>,
  options: { scroller: RefObject<HTMLElement | null>; lineHeight: number; headHeight: number },
): { items: VirtualItem[]; height: number; scrollTo: (line: number) => void } {
  const { lines, hasMore, loading, more } = view
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => options.scroller.current,
    estimateSize: () => options.lineHeight,
    overscan: 8,
    scrollPaddingStart: options.headHeight,
    scrollPaddingEnd: options.headHeight,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !loading && last >= lines.length - farAhead) void more?.()
  }, [hasMore, loading, last, lines.length, more])
  return { items, height: virtual.getTotalSize(), scrollTo: (line) => virtual.scrollToIndex(line) }
}
