import { type FakeRecord, type FakeTable, heldTable, type Refusal } from './salesforce.ts'

export const opportunityFields = [
  'Id',
  'Name',
  'StageName',
  'OwnerId',
  'AccountId',
  'Amount',
  'CurrencyIsoCode',
  'CreatedDate',
  'CloseDate',
  'ForecastCategoryName',
  'NextStep',
  'SystemModstamp',
  'IsClosed',
  'IsWon',
  'IsDeleted',
]
export const historyFields = [
  'Id',
  'OpportunityId',
  'StageName',
  'Amount',
  'CurrencyIsoCode',
  'CloseDate',
  'ForecastCategory',
  'CreatedDate',
  'IsDeleted',
]
export const fieldHistoryFields = ['Id', 'OpportunityId', 'Field', 'OldValue', 'NewValue', 'CreatedDate', 'IsDeleted']
export const userFields = [
  'Id',
  'Name',
  'ManagerId',
  'Email',
  'Title',
  'UserRoleId',
  'IsActive',
  'UserType',
  'SystemModstamp',
]
export const accountFields = [
  'Id',
  'Name',
  'Industry',
  'BillingCountry',
  'ParentId',
  'NumberOfEmployees',
  'AnnualRevenue',
  'CurrencyIsoCode',
  'SystemModstamp',
  'IsDeleted',
  'MasterRecordId',
]
export const productFields = [
  'Id',
  'ProductCode',
  'Name',
  'Family',
  'QuantityUnitOfMeasure',
  'SystemModstamp',
  'IsDeleted',
]
export const lineFields = [
  'Id',
  'OpportunityId',
  'Product2Id',
  'Quantity',
  'UnitPrice',
  'Discount',
  'TotalPrice',
  'CurrencyIsoCode',
  'ServiceDate',
  'CreatedDate',
  'SystemModstamp',
  'IsDeleted',
]
export const stageFields = [
  'Id',
  'ApiName',
  'MasterLabel',
  'IsActive',
  'IsClosed',
  'IsWon',
  'SortOrder',
  'DefaultProbability',
  'ForecastCategoryName',
]

export const quotaFields = [
  'Id',
  'QuotaOwnerId',
  'StartDate',
  'PeriodId',
  'ForecastingTypeId',
  'IsAmount',
  'IsQuantity',
  'QuotaAmount',
  'QuotaQuantity',
  'CurrencyIsoCode',
  'ProductFamily',
  'Territory2Id',
]

const stage = (Id: string, name: string, SortOrder: number, more: Partial<FakeRecord> = {}): FakeRecord => ({
  Id,
  ApiName: name,
  MasterLabel: name,
  IsActive: true,
  IsClosed: false,
  IsWon: false,
  SortOrder,
  DefaultProbability: SortOrder * 20,
  ForecastCategoryName: 'Pipeline',
  ...more,
})

/** The stages of a small org. */
export const orgStages = (): FakeRecord[] => [
  stage('01J1', 'Prospecting', 1),
  stage('01J2', 'Proposal', 2, { ForecastCategoryName: 'Best Case' }),
  stage('01J3', 'Negotiation', 3, { ForecastCategoryName: 'Commit' }),
  stage('01J4', 'Closed Won', 4, {
    IsClosed: true,
    IsWon: true,
    DefaultProbability: 100,
    ForecastCategoryName: 'Closed',
  }),
  stage('01J5', 'Closed Lost', 5, { IsClosed: true, DefaultProbability: 0, ForecastCategoryName: 'Omitted' }),
]

/** An id of 18 characters. */
export const idOf = (prefix: string, nth: number) => `${prefix}${String(nth).padStart(12, '0')}AAA`

/** A small org that a test changes as people would. */
export class SmallOrg {
  readonly users: FakeRecord[] = []
  readonly accounts: FakeRecord[] = []
  readonly deals: FakeRecord[] = []
  readonly history: FakeRecord[] = []
  readonly fieldHistory: FakeRecord[] = []
  readonly products: FakeRecord[] = []
  readonly lines: FakeRecord[] = []
  readonly tasks: FakeRecord[] = []
  taskStatuses = ['Not Started', 'Completed']
  readonly quotas: FakeRecord[] = []
  readonly forecastTypes: FakeRecord[] = []
  readonly periods: FakeRecord[] = []
  readonly stages = orgStages()
  categories = ['Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed']
  /** The moment at which people change things. */
  now: string

  constructor(now: string) {
    this.now = now
  }

  get tables(): Record<string, FakeTable> {
    return {
      User: heldTable(this.users, userFields),
      Account: heldTable(this.accounts, accountFields),
      Opportunity: heldTable(this.deals, opportunityFields),
      OpportunityHistory: heldTable(this.history, historyFields),
      OpportunityFieldHistory: heldTable(this.fieldHistory, fieldHistoryFields),
      Product2: heldTable(this.products, productFields),
      OpportunityLineItem: heldTable(this.lines, lineFields),
      OpportunityStage: heldTable(this.stages, stageFields),
      Task: heldTable(this.tasks, [
        'Id',
        'WhatId',
        'OwnerId',
        'TaskSubtype',
        'Subject',
        'Description',
        'Status',
        'ActivityDate',
      ]),
      TaskStatus: heldTable(
        this.taskStatuses.map((ApiName, nth) => ({ Id: idOf('01Z', nth), ApiName, IsClosed: nth > 0 })),
        ['Id', 'ApiName', 'IsClosed'],
      ),
      ForecastingQuota: heldTable(this.quotas, quotaFields),
      ForecastingType: heldTable(this.forecastTypes, ['Id', 'DeveloperName', 'MasterLabel', 'IsActive']),
      Period: heldTable(this.periods, ['Id', 'StartDate', 'EndDate', 'Type']),
    }
  }

  addUser(more: Partial<FakeRecord>): FakeRecord {
    const fresh = { IsActive: true, UserType: 'Standard', SystemModstamp: this.now }
    return put(this.users, { Id: idOf('005', this.users.length), ...fresh, ...more })
  }

  addAccount(more: Partial<FakeRecord>): FakeRecord {
    const fresh = { SystemModstamp: this.now, IsDeleted: false, CurrencyIsoCode: 'EUR' }
    return put(this.accounts, { Id: idOf('001', this.accounts.length), ...fresh, ...more })
  }

  addProduct(more: Partial<FakeRecord>): FakeRecord {
    const fresh = { ProductCode: null, Family: null, SystemModstamp: this.now, IsDeleted: false }
    return put(this.products, { Id: idOf('01t', this.products.length), ...fresh, ...more })
  }

  /** A quota of a person in a forecast type and a period, both made when they are first named. */
  addQuota(owner: FakeRecord, of: { type: string; from: string; to: string } & Partial<FakeRecord>): FakeRecord {
    const { type, from, to, ...more } = of
    const known = this.forecastTypes.find(({ MasterLabel }) => MasterLabel === type)
    const named = { DeveloperName: type, MasterLabel: type, IsActive: true }
    const kind = known ?? put(this.forecastTypes, { Id: idOf('0Db', this.forecastTypes.length), ...named })
    const period =
      this.periods.find(({ StartDate, EndDate }) => StartDate === from && EndDate === to) ??
      put(this.periods, { Id: idOf('026', this.periods.length), StartDate: from, EndDate: to, Type: 'Month' })
    return put(this.quotas, {
      ...{ Id: idOf('0J9', this.quotas.length), QuotaOwnerId: owner.Id, 'QuotaOwner.IsActive': owner.IsActive },
      ...{ StartDate: from, PeriodId: period.Id, ForecastingTypeId: kind.Id, CurrencyIsoCode: 'EUR' },
      ...{ IsAmount: more.QuotaQuantity === undefined, IsQuantity: more.QuotaQuantity !== undefined },
      ...more,
    })
  }

  /** A product of a deal; its total follows from quantity, price and discount in per cent. */
  addLine(more: Partial<FakeRecord>): FakeRecord {
    const fresh = { CurrencyIsoCode: 'EUR', Discount: null, ServiceDate: null, IsDeleted: false, CreatedDate: this.now }
    const line = put(this.lines, { Id: idOf('00k', this.lines.length), ...fresh, ...more })
    return this.changeLine(line, {})
  }

  changeLine(line: FakeRecord, fields: Partial<FakeRecord>): FakeRecord {
    Object.assign(line, fields, { SystemModstamp: this.now })
    const { Quantity, UnitPrice, Discount } = line
    line.TotalPrice = Number((Number(Quantity) * Number(UnitPrice) * (1 - Number(Discount ?? 0) / 100)).toFixed(2))
    return line
  }

  addDeal(more: Partial<FakeRecord>): FakeRecord {
    const { now } = this
    const fresh = { StageName: 'Prospecting', CurrencyIsoCode: 'EUR', CloseDate: '2026-12-31', IsDeleted: false }
    const deal = { Id: idOf('006', this.deals.length), ...fresh, CreatedDate: now, SystemModstamp: now, ...more }
    this.#settle(put(this.deals, deal))
    this.#remember(deal)
    return deal
  }

  change(deal: FakeRecord, more: Partial<FakeRecord>): void {
    for (const [field, value] of Object.entries(more)) this.#track(deal, field, value)
    Object.assign(deal, more, { SystemModstamp: this.now })
    if ('StageName' in more) this.#settle(deal)
    if (['StageName', 'Amount', 'CloseDate'].some((field) => field in more)) this.#remember(deal)
  }

  /** Writes fields of a deal as the API does: by the picklist of the org, and no text beyond its length. */
  write(id: string, fields: Readonly<Record<string, unknown>>): Refusal {
    const deal = this.deals.find((each) => each.Id === id)
    if (!deal || deal.IsDeleted) return { statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted' }
    const { ForecastCategoryName: category, NextStep: step } = fields
    if (category && !this.categories.includes(String(category)))
      return {
        statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        message: `bad value for restricted picklist field: ${category}`,
      }
    if (typeof step === 'string' && step.length > 255)
      return { statusCode: 'STRING_TOO_LONG', message: 'Next Step: data value too large (max length=255)' }
    this.change(deal, fields)
    return null
  }

  /** Makes a task as the API does: about a record that is there, of somebody who is active, in a status of the org. */
  create(object: string, record: FakeRecord): Refusal {
    const { WhatId, OwnerId, Status, Subject, Description } = record
    if (object !== 'Task') return { statusCode: 'INVALID_TYPE', message: `sObject type '${object}' is not supported.` }
    if (!this.deals.some(({ Id, IsDeleted }) => Id === WhatId && IsDeleted !== true))
      return { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id' }
    if (OwnerId && !this.users.some(({ Id, IsActive }) => Id === OwnerId && IsActive))
      return { statusCode: 'OPERATION_WITH_INACTIVE_USER_EXCEPTION', message: 'operation performed with inactive user' }
    if (!this.taskStatuses.includes(String(Status)))
      return {
        statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        message: `bad value for restricted picklist field: ${Status}`,
      }
    if (String(Subject).length > 255) return { statusCode: 'STRING_TOO_LONG', message: 'Subject: data value too large' }
    if (String(Description).length > 32_000)
      return { statusCode: 'STRING_TOO_LONG', message: 'Comments: data value too large' }
    this.tasks.push(record)
    return null
  }

  /** Fields that the org keeps track of: an owner is told by name and by id. */
  #track(deal: FakeRecord, field: string, value: unknown): void {
    const before = deal[field]
    if (before === value || !(field === 'OwnerId' || field === 'NextStep' || field.endsWith('__c'))) return
    const nameOf = (id: unknown) => this.users.find(({ Id }) => Id === id)?.Name
    const told =
      field === 'OwnerId'
        ? [
            [nameOf(before), nameOf(value)],
            [before, value],
          ]
        : [[before, value]]
    for (const [OldValue = null, NewValue = null] of told)
      put(this.fieldHistory, {
        ...{
          Id: idOf('017', this.fieldHistory.length),
          OpportunityId: deal.Id,
          CreatedDate: this.now,
          IsDeleted: false,
        },
        ...{ Field: field === 'OwnerId' ? 'Owner' : field, OldValue, NewValue },
      })
  }

  #settle(deal: FakeRecord): void {
    const found = this.stages.find(({ ApiName }) => ApiName === deal.StageName)
    deal.IsClosed = found?.IsClosed ?? false
    deal.IsWon = found?.IsWon ?? false
    deal.ForecastCategoryName = found?.ForecastCategoryName ?? 'Pipeline'
  }

  #remember(deal: FakeRecord): void {
    const { Id, StageName, Amount, CurrencyIsoCode, CloseDate, ForecastCategoryName } = deal
    const ForecastCategory = String(ForecastCategoryName).replace('Best Case', 'BestCase').replace('Commit', 'Forecast')
    const what = { StageName, Amount, CurrencyIsoCode, CloseDate, ForecastCategory }
    put(this.history, {
      Id: idOf('008', this.history.length),
      OpportunityId: Id,
      ...what,
      CreatedDate: this.now,
      IsDeleted: false,
    })
  }
}

function put(list: FakeRecord[], record: FakeRecord): FakeRecord {
  list.push(record)
  return record
}
