import { type FakeRecord, type FakeTable, heldTable, openFakeSalesforce } from '../../test/fakes/salesforce.ts'
import {
  accountFields,
  historyFields,
  idOf,
  lineFields,
  opportunityFields,
  orgStages,
  productFields,
  stageFields,
  userFields,
} from '../../test/fakes/salesforce-org.ts'

/**
 * A large org in a process of its own, made from numbers: so many deals, each changed ten times. Prints its address;
 * "change N TIME" on its input changes N deals once more.
 */
const [dealsText = '0', changesText = '10', linesText = '0'] = process.argv.slice(2)
const deals = Number(dealsText)
const changes = Number(changesText)
const linesEach = Number(linesText)
const products = 100
const people = 100
const accounts = Math.max(1, Math.floor(deals / 10))
const stages = orgStages()
const path = [0, 0, 1, 1, 1, 2, 2, 2, 2]
const changed = new Map<number, string>()
const extra: FakeRecord[] = []
const day = (from: number) => new Date(Date.UTC(2024, 0, 1) + from * 86_400_000)

/** What a deal is after its nth change: amounts in cents that add up exactly. */
function state(deal: number, nth: number) {
  const isLast = nth === changes - 1
  const place = isLast ? [3, 4, 2][deal % 3]! : path[Math.min(path.length - 1, nth)]!
  return {
    StageName: stages[place]!.ApiName,
    Amount: ((deal % 9_973) * 100 + nth + 0.25).toFixed(2),
    CurrencyIsoCode: 'EUR',
    CloseDate: day((deal % 700) + 90)
      .toISOString()
      .slice(0, 10),
    ForecastCategory: String(stages[place]!.ForecastCategoryName)
      .replace('Best Case', 'BestCase')
      .replace('Commit', 'Forecast'),
    place,
  }
}

function when(deal: number, nth: number): string {
  return new Date(day(deal % 700).getTime() + nth * 9 * 86_400_000 + (deal % 86_400) * 1000).toISOString()
}

const dealTable: FakeTable = {
  fields: opportunityFields,
  size: () => deals,
  at(deal) {
    const { place, ForecastCategory: _, ...last } = state(deal, changes - 1)
    const more = changed.get(deal)
    return {
      Id: idOf('006', deal),
      Name: `Deal ${deal}`,
      OwnerId: idOf('005', deal % people),
      AccountId: idOf('001', deal % accounts),
      ...last,
      ...(more && { Amount: '77.77' }),
      ForecastCategoryName: stages[place]!.ForecastCategoryName,
      CreatedDate: when(deal, 0),
      SystemModstamp: more ?? when(deal, changes - 1),
      IsClosed: stages[place]!.IsClosed,
      IsWon: stages[place]!.IsWon,
      IsDeleted: false,
    }
  },
  touched: () => changed.keys(),
}
const historyTable: FakeTable = {
  fields: historyFields,
  size: () => deals * changes + extra.length,
  at(place) {
    if (place >= deals * changes) return extra[place - deals * changes]!
    const [deal, nth] = [Math.floor(place / changes), place % changes]
    const { place: _, ...then } = state(deal, nth)
    return {
      Id: idOf('008', place),
      OpportunityId: idOf('006', deal),
      ...then,
      CreatedDate: when(deal, nth),
      IsDeleted: false,
    }
  },
  touched: () => extra.map((_, at) => deals * changes + at),
}
const old = '2024-01-01T00:00:00.000Z'
const quantityAt = (place: number) => (place % 17) + 1
const priceAt = (place: number) => ((place % 997) + 0.99).toFixed(2)
const lineTable: FakeTable = {
  fields: lineFields,
  size: () => deals * linesEach,
  at(place) {
    const deal = Math.floor(place / linesEach)
    return {
      Id: idOf('00k', place),
      OpportunityId: idOf('006', deal),
      Product2Id: idOf('01t', place % products),
      Quantity: quantityAt(place),
      UnitPrice: priceAt(place),
      TotalPrice: (quantityAt(place) * Number(priceAt(place))).toFixed(2),
      CurrencyIsoCode: 'EUR',
      ServiceDate: null,
      Discount: null,
      CreatedDate: when(deal, 0),
      SystemModstamp: when(deal, 1),
      IsDeleted: false,
    }
  },
  touched: () => [],
}
const fake = await openFakeSalesforce({
  clientSecret: 'bench',
  tables: {
    User: heldTable(
      Array.from({ length: people }, (_, nth) => ({
        Id: idOf('005', nth),
        Name: `Person ${nth}`,
        ManagerId: nth === 0 ? '' : idOf('005', Math.floor((nth - 1) / 8)),
        UserType: 'Standard',
        IsActive: true,
        SystemModstamp: old,
      })),
      userFields,
    ),
    Account: heldTable(
      Array.from({ length: accounts }, (_, nth) => ({
        Id: idOf('001', nth),
        Name: `Account ${nth}`,
        Industry: 'Retail',
        SystemModstamp: old,
        IsDeleted: false,
      })),
      accountFields,
    ),
    Opportunity: dealTable,
    OpportunityHistory: historyTable,
    OpportunityLineItem: lineTable,
    Product2: heldTable(
      Array.from({ length: linesEach > 0 ? products : 0 }, (_, nth) => ({
        Id: idOf('01t', nth),
        ProductCode: `P-${nth}`,
        Name: `Product ${nth}`,
        SystemModstamp: old,
        IsDeleted: false,
      })),
      productFields,
    ),
    OpportunityStage: heldTable(stages, stageFields),
  },
})
process.on('message', ({ change, at }: { change: number; at: string }) => {
  for (let deal = 0; deal < change; deal++) {
    changed.set(deal, at)
    const { place: _, ...last } = state(deal, changes - 1)
    extra.push({
      Id: idOf('008', deals * changes + extra.length),
      OpportunityId: idOf('006', deal),
      ...last,
      Amount: '77.77',
      CreatedDate: at,
      IsDeleted: false,
    })
  }
  process.send!({ changed: change })
})
let cents = 0n
for (let deal = 0; deal < deals; deal++) cents += BigInt(state(deal, changes - 1).Amount.replace('.', ''))
let lineCents = 0n
for (let place = 0; place < deals * linesEach; place++)
  lineCents += BigInt(quantityAt(place)) * BigInt(priceAt(place).replace('.', ''))
process.send!({ address: fake.address, cents: String(cents), lineCents: String(lineCents) })
