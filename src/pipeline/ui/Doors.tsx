import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { type SetName, sets } from '../deals/set-names.ts'
import { type QualityKind, qualityKinds } from '../quality/kinds.ts'
import { barMeanings } from '../waterfall/meanings.ts'
import { BarDeals } from './BarDeals.tsx'
import { SetDeals } from './SetDeals.tsx'

type BarName = keyof typeof barMeanings

/** The deals behind whatever number was clicked, with what the number means. */
export function Doors() {
  const [door] = useUrlParam('door')
  const [kind, name = '', by, ...rest] = (door ?? '').split(':')
  const key = rest.length > 0 ? rest.join(':') : undefined
  const { title, means } = told(kind, name)
  return (
    <DetailDrawer param="door" size={1040} title={title} definition={means}>
      {kind === 'bar' ? (
        <BarDeals bar={name as BarName} />
      ) : kind === 'fault' ? (
        <SetDeals key={name} set="all" fault={name as QualityKind} />
      ) : (
        <SetDeals key={door} set={name as SetName} by={by} keys={key} />
      )}
    </DetailDrawer>
  )
}

function told(kind: string | undefined, name: string): { title: string; means: string | undefined } {
  if (kind === 'bar') {
    const isEnd = name === 'opening' || name === 'closing'
    return {
      title: isEnd ? `The ${name} pipeline` : `${capital(name)} since then`,
      means: barMeanings[name as BarName],
    }
  }
  if (kind === 'fault') {
    const { says, matters } = qualityKinds[name as QualityKind] ?? { says: '', matters: '' }
    return { title: `Deals ${says}`, means: matters }
  }
  return { title: sets[name as SetName] ?? 'Deals', means: undefined }
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
