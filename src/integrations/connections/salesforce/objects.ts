import { NEXT_STEP } from '../schema.ts'

/** What is read of one object of Salesforce: path of the field -> field of the file here; null is only for the record. */
export type SalesforceObject = {
  object: string
  kind: string
  is: 'deals' | 'history' | 'lines' | 'other'
  isWhole?: true
  fields: Readonly<Record<string, string | null>>
  /** Fields without which nothing can be done. */
  needs: readonly string[]
  where?: string
  /** The field that says when a row was last touched. */
  stamp: string
  /** Rows may be deleted; they are read too. */
  mayBeDeleted?: true
  /** Fields that were chosen beyond these: the header of each, and how its values are written here. */
  own?: ReadonlyMap<string, { header: string; word: (value: string) => string }>
}

/** In the order in which they are loaded: what is referred to comes first. */
export const salesforceObjects: readonly SalesforceObject[] = [
  {
    object: 'User',
    kind: 'people',
    is: 'other',
    isWhole: true,
    fields: {
      Id: 'key',
      Name: 'name',
      ManagerId: 'manager',
      Email: 'email',
      Title: 'title',
      'UserRole.Name': 'team',
      IsActive: null,
    },
    needs: ['Id', 'Name'],
    where: "UserType = 'Standard'",
    stamp: 'SystemModstamp',
  },
  {
    object: 'Account',
    kind: 'accounts',
    is: 'other',
    fields: {
      Id: 'key',
      Name: 'name',
      Industry: 'industry',
      BillingCountry: 'country',
      ParentId: 'parent',
      NumberOfEmployees: 'employees',
      AnnualRevenue: 'annual_revenue',
      YearStarted: 'founded_year',
      CurrencyIsoCode: null,
      MasterRecordId: null,
      IsDeleted: null,
    },
    needs: ['Id', 'Name'],
    stamp: 'SystemModstamp',
    mayBeDeleted: true,
  },
  {
    object: 'Product2',
    kind: 'items',
    is: 'other',
    fields: {
      Id: 'alias',
      ProductCode: 'code',
      Name: 'name',
      Family: 'family',
      QuantityUnitOfMeasure: 'unit',
      IsDeleted: null,
    },
    needs: ['Id', 'Name'],
    stamp: 'SystemModstamp',
    mayBeDeleted: true,
  },
  {
    object: 'Opportunity',
    kind: 'deals',
    is: 'deals',
    fields: {
      Id: 'key',
      Name: 'name',
      StageName: 'stage',
      OwnerId: 'owner',
      AccountId: 'account',
      Amount: 'amount',
      CurrencyIsoCode: 'currency',
      CreatedDate: 'created_on',
      CloseDate: 'close_day',
      ForecastCategoryName: 'category',
      NextStep: 'kept',
      SystemModstamp: 'changed_at',
      IsClosed: null,
      IsWon: null,
      IsDeleted: 'deleted',
    },
    needs: ['Id', 'Name', 'StageName', 'CloseDate', 'CreatedDate'],
    stamp: 'SystemModstamp',
    mayBeDeleted: true,
  },
  {
    object: 'OpportunityHistory',
    kind: 'deal history',
    is: 'history',
    fields: {
      Id: null,
      OpportunityId: 'deal',
      StageName: 'stage',
      Amount: 'amount',
      CurrencyIsoCode: 'currency',
      CloseDate: 'expected_close',
      ForecastCategory: 'category',
      CreatedDate: 'changed_at',
    },
    needs: ['Id', 'OpportunityId', 'StageName', 'CreatedDate'],
    stamp: 'CreatedDate',
    mayBeDeleted: true,
  },
  {
    object: 'OpportunityLineItem',
    kind: 'products of deals',
    is: 'lines',
    fields: {
      Id: 'key',
      OpportunityId: 'deal',
      Product2Id: 'item',
      Quantity: 'quantity',
      UnitPrice: 'unit_price',
      Discount: 'discount',
      TotalPrice: 'amount',
      CurrencyIsoCode: 'line_currency',
      ServiceDate: 'ships_on',
      CreatedDate: 'created_at',
      IsDeleted: 'deleted',
    },
    needs: ['Id', 'OpportunityId', 'Product2Id', 'Quantity'],
    stamp: 'SystemModstamp',
    mayBeDeleted: true,
  },
]

/** The query of one object: these fields, of rows touched since, or of these ids. */
export function soql(
  of: SalesforceObject,
  asked: { fields: readonly string[]; since?: string | null; ids?: readonly string[]; deals?: readonly string[] },
): string {
  const { fields, since, ids } = asked
  const deals = asked.deals ?? (of.is === 'history' ? ids : undefined)
  const [among, field] = deals ? [deals, 'OpportunityId'] : [ids, 'Id']
  const conditions = [
    ...(of.where ? [of.where] : []),
    ...(since ? [`${of.stamp} >= ${since}`] : []),
    ...(among ? [`${field} IN (${among.map((id) => `'${id}'`).join(',')})`] : []),
  ]
  return ask(of.object, fields.includes(of.stamp) ? fields : [...fields, of.stamp], conditions)
}

/** A query of the language of Salesforce. */
export function ask(object: string, fields: readonly string[], conditions: readonly string[] = []): string {
  const where = conditions.length > 0 ? ['WHERE', conditions.join(' AND ')] : []
  return ['SELECT', fields.join(', '), 'FROM', object, ...where].join(' ')
}

/** A point in time as Salesforce writes it (+0000, .000Z) as an ISO instant; other texts stay. */
export function isoInstant(text: string): string {
  return /^\d{4}-\d\d-\d\dT/.test(text) ? text.replace(/\+0000$/, 'Z') : text
}

/** Forecast categories by the names of both fields that hold them. */
export function categoryOf(text: string): string {
  const word = text.replaceAll(/[ _]/g, '').toLowerCase()
  if (word === 'bestcase') return 'best case'
  if (word === 'forecast' || word === 'commit' || word === 'mostlikely') return 'commit'
  if (word === 'omit' || word === 'notforecasted') return 'omitted'
  return word === 'closed' || word === 'omitted' ? word : 'pipeline'
}

/** The key by which lines call products: the columns of both have this name. */
const PRODUCT_ID = 'Product2Id'

/** Header of a column: fields that are kept under a name of their own have that. */
export function headerOf(of: SalesforceObject, field: string): string {
  const own = of.own?.get(field)?.header
  if (of.object === 'Product2' && field === 'Id') return PRODUCT_ID
  return own ?? (field === 'NextStep' ? NEXT_STEP : field)
}
