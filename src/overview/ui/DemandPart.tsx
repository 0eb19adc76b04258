import { Anchor } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { SmallMultiples } from '#platform/ui/charts/SmallMultiples.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { overviewContract } from '../contract.ts'
import type { FamilyDemand } from '../schema.ts'
import classes from './overview.module.css'

/** Demand of the next three months, one small fan per family. */
export function DemandPart() {
  const call = useCall(overviewContract.demand)
  const { instant } = useFormat()
  const at = call.data?.forecastAt
  return (
    <Section
      title="Demand, next three months by family"
      aside={
        <>
          {at && call.data?.families.length ? `Against a year before · forecast ${instant(at)}` : null}{' '}
          <Anchor component={Link} to={'/demand' as string}>
            Review demand
          </Anchor>
        </>
      }
    >
      <Ready call={call} loading={<LoadingBlock height={220} />}>
        {({ families, refreshing }) =>
          families.length > 0 ? (
            <Families families={families} />
          ) : (
            <p className={classes.calm}>
              {refreshing
                ? 'The first forecast is being made; it appears here by itself.'
                : 'There are no order lines yet. Import them, and each family is forecast here.'}
            </p>
          )
        }
      </Ready>
    </Section>
  )
}

function Families({ families }: { families: FamilyDemand[] }) {
  const { shortMoney, percent } = useFormat()
  const navigate = useNavigate()
  const items = families.map((family) => ({
    id: family.node,
    title: family.name,
    aside: <Outlook family={family} />,
    summary: `${family.name}: ${shortMoney(family.aheadMinor)} expected in the next three months${
      family.growth === null
        ? ''
        : `, ${percent(Math.abs(family.growth))} ${family.growth < 0 ? 'less' : 'more'} than a year before`
    }`,
    history: family.recent,
    forecast: family.ahead.map(({ mean, lo80, hi80 }) => ({ mean, lo: lo80, hi: hi80 })),
  }))
  return (
    <SmallMultiples
      items={items}
      onOpen={(id) => void navigate({ to: '/demand' as string, search: { node: id, measure: 'money' } as never })}
    />
  )
}

function Outlook({ family }: { family: FamilyDemand }) {
  const { shortMoney, percent } = useFormat()
  if (family.cannotTell) return <Tone tone="uncertain">can't tell</Tone>
  const total = shortMoney(family.aheadMinor)
  if (family.growth === null) return <span>{total}</span>
  return (
    <span>
      {total} <Tone tone={family.growth >= 0 ? 'ahead' : 'behind'}>{percent(Math.abs(family.growth))}</Tone>
    </span>
  )
}
