import { byProducts, operations, recipeComponents } from '../recipes/records.ts'
import { scrapReasons, workOrderOperations, workOrders } from '../recipes/work-orders.ts'
import { itemCosts, itemPrices, stockDays, stockPositions } from './inventory.ts'
import { purchaseOrderLines, purchaseOrders, supplierItems, suppliers } from './purchasing.ts'
import type { RecordNoun } from './record.ts'
import { lanes, locations, resourceHours, resources } from './resources.ts'

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
  locations,
  lanes,
  itemCosts,
  itemPrices,
]
