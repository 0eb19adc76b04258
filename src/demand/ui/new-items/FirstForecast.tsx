import { Anchor, Button, Group } from '@mantine/core'
import { useState } from 'react'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../../contract.ts'
import type { NewItem } from '../../new-items/contract.ts'
import classes from '../demand.module.css'
import type { DemandView } from '../use-view.ts'
import { LookAlikes } from './LookAlikes.tsx'

/** A new item: what is expected of it and why, whether that counts, and who is like it. */
export function FirstForecast({ newItem, view }: { newItem: NewItem; view: DemandView }) {
  const { day, instant } = useFormat()
  const { item, startsOn, sentence, chosenBy, ahead, counted, likeChosenBy } = newItem
  const { can } = useSession()
  const [choosing, setChoosing] = useState(false)
  const open = () => view.change({ node: `item:${item.id}`, door: null }, { push: true })
  return (
    <section aria-label={item.name}>
      <p>
        {counted ? (
          <Anchor component="button" fw={600} fz="inherit" onClick={open}>
            {item.name}
          </Anchor>
        ) : (
          <strong>{item.name}</strong>
        )}{' '}
        ({item.code}), from <span className={classes.when}>{day(startsOn)}</span>. {sentence}
        {chosenBy && ` ${chosenBy}`}
        {likeChosenBy && ` Chosen by ${likeChosenBy}.`}
        {counted && ` In the sums since ${instant(counted.at)}, taken over by ${counted.by}.`}
      </p>
      {can('demand:override') && (
        <Group gap="xs" mb="sm">
          <CountSwitch newItem={newItem} />
          <Button size="xs" variant="default" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
            Choose look-alikes
          </Button>
        </Group>
      )}
      {choosing && <LookAlikes newItem={newItem} onDone={() => setChoosing(false)} />}
      {ahead && <Months name={item.name} ahead={ahead} />}
    </section>
  )
}

function CountSwitch({ newItem: { item, counted, ahead } }: { newItem: NewItem }) {
  const count = useCommand(demandContract.countNewItem, {
    onDone: (reply) =>
      toast(
        reply.counted
          ? `${item.name} counts in its family, its territories and everything in a moment.`
          : `${item.name} stands beside the sums again in a moment.`,
      ),
  })
  if (!counted && !ahead) return null
  return (
    <Button
      size="xs"
      variant={counted ? 'default' : 'filled'}
      loading={count.isPending}
      onClick={() => count.mutate({ params: { id: item.id }, body: { counted: !counted } })}
    >
      {counted ? 'Take back' : 'Take over'}
    </Button>
  )
}

function Months({ name, ahead }: { name: string; ahead: NonNullable<NewItem['ahead']> }) {
  const { number, percent } = useFormat()
  return (
    <ScrollRegion label={`First months of ${name}`}>
      <table className={classes.plain}>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Expected, units</th>
            <th scope="col">{percent(0.8)} range</th>
          </tr>
        </thead>
        <tbody>
          {ahead.map(({ startsOn, label, mean, lo80, hi80 }) => (
            <tr key={startsOn}>
              <th scope="row">{label}</th>
              <td>{number(mean)}</td>
              <td>
                {number(lo80)} – {number(hi80)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
