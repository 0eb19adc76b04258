import { useState } from 'react'
import type { z } from 'zod'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import type { oneOnOnesContract } from '../contract.ts'
import type { OwnKey } from '../notes/crypt.ts'
import { Earlier } from './Earlier.tsx'
import { Items } from './Items.tsx'
import { KeyForm } from './KeyForm.tsx'
import classes from './one-on-ones.module.css'
import { PlanForm } from './PlanForm.tsx'
import { otherOf, SeriesLine } from './SeriesLine.tsx'

type Mine = z.output<(typeof oneOnOnesContract.list)['reply']>

/** The talks one is part of. */
export function MineTab({ mine }: { mine: Mine }) {
  const [, open] = useUrlParam('with')
  const [key, setKey] = useState<OwnKey | null>(null)
  if (mine.series.length === 0 && mine.without.length === 0 && mine.earlier.length === 0) {
    return (
      <EmptyState
        title="No one-on-ones yet"
        teaches="Here are your private talks: when the next one is, and what you both want to speak about, which nobody but the two of you can read."
        needs="A manager who plans a series with you, or people who report to you."
      />
    )
  }
  return (
    <>
      <ul className={classes.list} aria-label="Series">
        {mine.series.map((series) => (
          <SeriesLine
            key={series.id}
            series={series}
            personId={mine.personId}
            onOpen={() => open(series.id, { push: true })}
          />
        ))}
      </ul>
      {mine.without.length > 0 && <PlanForm people={mine.without} />}
      <Earlier mine={mine} ownKey={key} onKey={setKey} />
      <DetailDrawer
        param="with"
        title={(id) =>
          `With ${
            otherOf(
              mine.series.find((each) => each.id === id),
              mine.personId,
            )?.name ?? ''
          }`
        }
        size={620}
      >
        {(id) => {
          const series = mine.series.find((each) => each.id === id)
          if (!series) return null
          return key ? (
            <Items series={series} ownKey={key} personId={mine.personId ?? ''} />
          ) : (
            <KeyForm onKey={setKey} />
          )
        }}
      </DetailDrawer>
    </>
  )
}
