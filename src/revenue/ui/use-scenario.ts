import { useUrlParams } from '#platform/ui/url-state.ts'

/** Which deals the scenario in the address takes as won and as lost. */
export function useScenario() {
  const [search, change] = useUrlParams()
  const held = { win: listed(search.win), lose: listed(search.lose) }
  return {
    ...held,
    query: { ...(search.win && { win: search.win }), ...(search.lose && { lose: search.lose }) },
    clear: () => change({ win: null, lose: null }),
    /** Takes a deal as won or lost, or as open again. */
    take: (id: string, as: 'win' | 'lose' | null) => {
      const without = { win: held.win.filter((each) => each !== id), lose: held.lose.filter((each) => each !== id) }
      if (as) without[as].push(id)
      change({ win: without.win.join() || null, lose: without.lose.join() || null })
    },
  }
}

function listed(text: string | undefined): string[] {
  return text ? text.split(',') : []
}
