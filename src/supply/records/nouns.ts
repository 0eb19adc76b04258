import { operations } from '../recipes/operations.ts'
import { byProducts, recipeComponents } from '../recipes/records.ts'
import { scrapReasons, workOrderOperations, workOrders } from '../recipes/work-orders.ts'
import { changeovers } from './changeovers.ts'
import { itemCosts, itemPrices, stockDays, stockPositions } from './inventory.ts'
import { lanes } from './lanes.ts'
import { purchaseOrderLines, purchaseOrders } from './purchase-orders.ts'
import { supplierItems, suppliers } from './purchasing.ts'
import type { RecordNoun } from './record.ts'
import { locations, resourceHours, resources } from './resources.ts'
import { spendingLimits } from './spending-limits.ts'

/** Every kind of record that supply keeps, in the order in which one meets them. */
export const recordNouns: readonly RecordNoun[] = [
  stockPositions,
  stockDays,
  recipeComponents,
  byProducts,
  operations,
  workOrders,
  workOrderOperations,
  scrapReasons,
  purchaseOrders,
  purchaseOrderLines,
  supplierItems,
  suppliers,
  resources,
  resourceHours,
  changeovers,
  locations,
  lanes,
  spendingLimits,
  itemCosts,
  itemPrices,
]
