import { crmContract } from '#crm/contract.ts'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { MergesTab } from './MergesTab.tsx'
import { PairDetail } from './PairDetail.tsx'
import { PairsTab } from './PairsTab.tsx'

export type MergedNoun = 'account' | 'contact' | 'lead' | 'deal'
const nouns = ['account', 'contact', 'lead', 'deal'] as const

/** Duplicates: what may be in the books twice, with the evidence; somebody decides, nothing merges by itself. */
export function DuplicatesScreen() {
  const [{ tab, merged }] = useUrlParams()
  const asked = tab === 'merged' ? merged : tab
  const noun = nouns.find((each) => each === asked) ?? 'account'
  return (
    <Page title="Duplicates" answer={<Sentence noun={noun} />}>
      <PageTabs
        tabs={[
          ...nouns.map((each) => ({
            value: each,
            label: `${each[0]!.toUpperCase()}${each.slice(1)}s`,
            content: () => <PairsTab noun={each} />,
          })),
          { value: 'merged', label: 'Merged', content: () => <MergesTab noun={noun} /> },
        ]}
      />
      <DetailDrawer param="pair" title={`Are these the same ${noun}?`} size={720}>
        {(pair) => <PairDetail key={pair} noun={noun} pair={pair} />}
      </DetailDrawer>
    </Page>
  )
}

/** Where the records that are compared stand. */
const listOf: Record<MergedNoun, string> = {
  account: '/crm/accounts',
  contact: '/crm/leads?tab=contacts',
  lead: '/crm/leads',
  deal: '/crm/deals',
}

function Sentence({ noun }: { noun: MergedNoun }) {
  const { number } = useFormat()
  const { data } = useCall(crmContract.listDuplicates, { query: { noun } })
  if (!data || data.noun !== noun) return null
  const { total, almostCertain, compared, asOf } = data
  const all = <NumberLink value={`${number(compared)} ${noun}s`} to={listOf[noun]} />
  return (
    <Answer
      means={`Each ${noun} that you see is compared with each other one: outside ids, e-mail, phone and domain as they are meant, names without their legal form and capitals, names that are at least 60 % alike letter by letter. What speaks for a pair and against it is added up; from 4 points a pair is listed, from 7 it is almost certain. Nothing merges by itself.`}
    >
      {asOf === null ? (
        <>{all} are being compared for the first time.</>
      ) : total === 0 ? (
        <>None of {all} looks like another one.</>
      ) : (
        <>
          <NumberBelow value={number(total)} rows={`Pairs of ${noun}s`} /> {total === 1 ? 'pair' : 'pairs'} of {all} may
          be the same, <NumberBelow value={number(almostCertain)} rows={`Pairs of ${noun}s`} label="Almost certain" />{' '}
          almost certainly.
        </>
      )}
    </Answer>
  )
}
