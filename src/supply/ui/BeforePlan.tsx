import { Stack } from '@mantine/core'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { screenAt } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { plansContract } from '../contract.ts'
import type { PlanAssumption, PlanProblem } from '../schema.ts'
import { PolicyButton } from './PolicyButton.tsx'
import classes from './supply.module.css'

/** What is wrong with the data before a plan is made, by the money that depends on it, and what a plan takes for granted. */
export function BeforePlan() {
  const call = useCall(plansContract.problems)
  const { percent } = useFormat()
  return (
    <Ready call={call} loading={<LoadingBlock height={320} />}>
      {({ problems, assumptions, complete }) => (
        <Stack gap="xl">
          <Section
            title="Data quality"
            aside={
              complete === null ? (
                'no demand yet'
              ) : (
                <Explained
                  of="Fully described"
                  means="Demand of items whose source, cost and lead time are all known, of all demand, at list price."
                >
                  <NumberBelow value={percent(complete)} rows="Problems of the data" /> of the worth of demand is fully
                  described
                </Explained>
              )
            }
          >
            {problems.length === 0 ? (
              <p>Nothing is wrong with what a plan is made from.</p>
            ) : (
              <>
                <Problems problems={problems} />
                <ItemsOf problems={problems} />
              </>
            )}
          </Section>
          <Section title="What a plan takes into account">
            <Sentences all={assumptions.filter(({ kind }) => kind === 'taken in')} />
          </Section>
          <Section title="Assumptions" aside={<PolicyButton />}>
            <Sentences all={assumptions.filter(({ kind }) => kind === 'assumed')} />
          </Section>
        </Stack>
      )}
    </Ready>
  )
}

const itemsOfPlan = { value: 'Items', to: '/supply?tab=items' }

/** Where the records stand that a sentence counts, by what it is about. */
const recordsOf: Readonly<Record<string, { value: string; to: string }>> = {
  sites: { value: 'Sites', to: '/company?tab=territories' },
  lanes: { value: 'Lanes', to: '/supply-data?tab=lanes' },
  'odd lanes': { value: 'Lanes', to: '/supply-data?tab=lanes' },
  loads: { value: 'Lanes', to: '/supply-data?tab=lanes' },
  'fixed costs of lanes': { value: 'Lanes', to: '/supply-data?tab=lanes' },
  'loads without a size': { value: 'Lanes', to: '/supply-data?tab=lanes' },
  'lanes without a most': { value: 'Lanes', to: '/supply-data?tab=lanes' },
  alternates: { value: 'Recipes', to: '/supply-data?tab=recipe-components' },
  'by-products': { value: 'By-products', to: '/supply-data?tab=by-products' },
  suppliers: { value: 'Supplier items', to: '/supply-data?tab=supplier-items' },
  'shares of suppliers': { value: 'Supplier items', to: '/supply-data?tab=supplier-items' },
  setups: { value: 'Operations', to: '/supply-data?tab=operations' },
  'setups left out': { value: 'Operations', to: '/supply-data?tab=operations' },
  changeovers: { value: 'Changeovers', to: '/supply-data?tab=changeovers' },
  'changes by date': { value: 'Operations', to: '/supply-data?tab=operations' },
  'spending limits': { value: 'Spending limits', to: '/supply-data?tab=spending-limits' },
  'spending limits left out': { value: 'Spending limits', to: '/supply-data?tab=spending-limits' },
  'odd figures': { value: 'Records', to: '/supply-data' },
  'working days': { value: 'Resources', to: '/supply-data?tab=resources' },
  holidays: { value: 'Holidays', to: '/company?tab=calendar' },
  'special hours': { value: 'Special hours', to: '/supply-data?tab=resource-hours' },
}

function Sentences({ all }: { all: PlanAssumption[] }) {
  const { number } = useFormat()
  if (all.length === 0)
    return <p>Demand, stock and recipes, and nothing else yet: no resource has hours and no lane is stated.</p>
  return (
    <ul className={classes.list} data-explained>
      {all.map(({ about, says, value, items }) => (
        <li key={about}>
          {says} {value !== null && <NumberLink {...(recordsOf[about] ?? itemsOfPlan)} label={says} />}
          {items > 0 && <NumberLink value={`${number(items)} items`} to={itemsOfPlan.to} label={says} />}
        </li>
      ))}
    </ul>
  )
}

/** The items that a problem touches; each opens what the plan makes of it. */
function ItemsOf({ problems }: { problems: PlanProblem[] }) {
  const { number } = useFormat()
  const found = (kind: string) => problems.find((problem) => problem.kind === kind)
  return (
    <DetailDrawer param="problem" title={(kind) => `Items: ${kind}`} definition="Items that the problem touches.">
      {(kind) => {
        const { codes = [], items = 0 } = found(kind) ?? {}
        return (
          <>
            <ul className={classes.list}>
              {codes.map((code) => (
                <li key={code}>
                  <NumberLink value={code} to={screenAt('/supply', { tab: 'pegging', item: code })} />
                </li>
              ))}
            </ul>
            {items > codes.length && (
              <p>
                The first {number(codes.length)} of {number(items)}.
              </p>
            )}
          </>
        )
      }}
    </DetailDrawer>
  )
}

function Problems({ problems }: { problems: PlanProblem[] }) {
  const { number, decimalMoney } = useFormat()
  return (
    <ScrollRegion label="Problems of the data">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Problem</th>
            <th scope="col">
              <Defined
                name="What it means"
                means="The first items that the problem touches, and what a plan takes for granted instead."
              />
            </th>
            <th scope="col" className={classes.number}>
              <Defined name="Items" means="Items that the problem touches." />
            </th>
            <th scope="col" className={classes.number}>
              <Defined
                name="Demand that depends on it"
                means="Forecast demand of these items over the plan, at list price."
              />
            </th>
            <th scope="col">In the plan</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem) => (
            <tr key={problem.kind}>
              <th scope="row">
                <NumberDoor value={problem.kind} door={problem.kind} param="problem" />
              </th>
              <td style={{ whiteSpace: 'normal', minWidth: 280 }}>{problem.says}</td>
              <td className={classes.number}>{number(problem.items)}</td>
              <td className={classes.number}>{decimalMoney(problem.money.toFixed(2))}</td>
              <td>{problem.leftOut ? 'left out' : 'assumed'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
