export type PersonRow = {
  id: string
  external_id: string
  name: string
  email: string
  title: string
  hired_on: string
  left_on: string | null
}
export type ReportingLineRow = {
  id: string
  person_id: string
  manager_id: string
  starts_on: string
  ends_on: string | null
}
export type TeamRow = { id: string; name: string; territory_id: string | null }
export type MembershipRow = {
  id: string
  team_id: string
  person_id: string
  starts_on: string
  ends_on: string | null
}
export type TerritoryRow = { id: string; name: string }
export type SiteRow = { id: string; name: string; kind: 'plant' | 'warehouse' | 'office'; territory_id: string }
export type FamilyRow = { id: string; name: string }
export type ItemRow = {
  id: string
  code: string
  name: string
  family_id: string
  unit: string
  list_price: string
  active_from: string
  active_to: string | null
  /** Attributes, as JSON. */
  file_fields: string
}
export type RateRow = { code: string; starts_on: string; rate: string }
export type AccountRow = {
  id: string
  external_id: string
  name: string
  industry: string
  country: string
  territory_id: string
  employees: number
  annual_revenue_minor: number
  founded_year: number
}
export type StageRow = {
  id: string
  pipeline_id: string
  name: string
  position: number
  outcome: 'open' | 'won' | 'lost'
  forecast_category: Category
  probability: string
}
export type Category = 'pipeline' | 'best case' | 'commit' | 'closed' | 'omitted'
export type DealRow = {
  id: string
  external_id: string
  name: string
  pipeline_id: string
  account_id: string
  item_id: string
  owner_id: string
  stage_id: string
  outcome: 'open' | 'won' | 'lost'
  forecast_category: Category
  amount_minor: number
  amount_basis: 'stated'
  currency: string
  created_on: string
  expected_close: string
  closed_on: string | null
  stage_since: string
  changed_at: string
}
export type DealVersionRow = {
  id: string
  deal_id: string
  valid_at: string
  recorded_at: string
  name: string
  account_id: string
  item_id: string
  owner_id: string
  stage_id: string
  forecast_category: Category
  amount_minor: number
  amount_basis: 'stated'
  currency: string
  expected_close: string
  closed_on: string | null
  reason: string | null
  retracted_at: string | null
}
export type OrderLineRow = {
  id: string
  identity: string
  order_number: string
  line_number: string
  ordered_on: string
  account_id: string
  item_id: string
  territory_id: string
  owner_id: string
  channel: string
  promotion: string | null
  quantity: string
  amount: string
  currency: string
  due_on: string
  shipped_on: string | null
  shipped_quantity: string | null
  recorded_at: string
}
export type QuotaRow = {
  id: string
  subject_kind: 'company' | 'person' | 'team' | 'territory' | 'family'
  subject_id: string | null
  starts_on: string
  ends_on: string
  amount_minor: number
  currency: string
  recorded_at: string
}
