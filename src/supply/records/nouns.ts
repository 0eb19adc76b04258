import { itemCosts, itemPrices, stockDays, stockPositions } from '../inventory/records.ts'
import { purchaseOrderLines, purchaseOrders, supplierItems, suppliers } from '../purchasing/records.ts'
import { operations, recipeComponents } from '../recipes/records.ts'
import { scrapReasons, workOrderOperations, workOrders } from '../recipes/work-orders.ts'
import { lanes, locations, resourceHours, resources } from '../resources/records.ts'
import type { RecordNoun } from './record.ts'

/** Every kind of record that supply keeps, in the order in which one meets them. */
export const recordNouns: readonly RecordNoun[] = [
  stockPositions,
  stockDays,
  recipeComponents,
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
