import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'

const item = z.string().min(1).describe('An item by code, name or id.')
const on = Day.optional().describe('Recipes, steps and prices that hold on this day; left out, those of today.')
const paging = {
  limit: z.coerce.number().int().min(1).max(2_000).default(500),
  offset: z.coerce.number().int().min(0).default(0),
}
const Named = { itemId: Id, item: z.string().describe('Code of the item.'), itemName: z.string() }

const Component = z.object({
  ...Named,
  quantity: z.number().describe('Units needed, with what is lost on the way (scrap) where the recipe says so.'),
  quantityWithoutScrap: z.number().describe('Units needed if nothing were lost.'),
  unit: z.string().nullable(),
  hasRecipe: z.boolean().describe('Whether it is made from components itself.'),
})

const Limited = z.object({
  units: z.number().int(),
  limitedBy: z.string().nullable().describe('Code of the item that runs out first.'),
})

/** The endpoints of what recipes come to. */
export const recipesContract = {
  explosion: endpoint({
    method: 'get',
    path: '/api/supply/recipes/explosion',
    permission: 'supply:read',
    summary:
      'Everything that goes into so many units of an item: the tree level by level, and the total of each component.',
    query: z.object({ item, quantity: z.coerce.number().positive().max(1e12).default(1), on }),
    reply: z.object({
      ...Named,
      quantity: z.number(),
      levels: z.number().int().describe('How many levels lie below the item; 0 without a recipe.'),
      components: z.number().int().describe('Different components on all levels.'),
      boughtComponents: z.number().int().describe('Those of them without a recipe of their own.'),
      totalQuantity: z.number().describe('Units of all components on all levels together.'),
      cycle: z
        .array(z.string())
        .nullable()
        .describe('Codes of a recipe that leads back to itself; null where none does.'),
      lines: z.array(
        Component.extend({
          level: z.number().int(),
          parent: z.string(),
          quantityPer: z.number().describe('Units per unit of the parent.'),
        }),
      ),
      alternates: z
        .array(
          z.object({
            ...Named,
            parent: z.string(),
            insteadOf: z.string().describe('Code of the component in whose place it may be used.'),
            quantityPer: z.number().describe('Units per unit of the parent, where it is used alone.'),
          }),
        )
        .describe('What may stand in, on all levels; levels, totals and costs count the usual components.'),
      byProducts: z
        .array(z.object({ ...Named, parent: z.string(), quantity: z.number() }))
        .describe('What comes with it and with its made components, for the quantity asked for.'),
      totals: z.array(
        Component.extend({ firstLevel: z.number().int(), lastLevel: z.number().int(), places: z.number().int() }),
      ),
    }),
  }),
  explosions: endpoint({
    method: 'get',
    path: '/api/supply/recipes/explosions',
    permission: 'supply:read',
    summary:
      'Every item with a recipe: levels, components, total units that go into one, what can be built from stock now.',
    query: z.object({ on, ...paging }),
    reply: z.object({
      total: z.number().int(),
      items: z.array(
        z.object({
          ...Named,
          levels: z.number().int(),
          directComponents: z.number().int(),
          components: z.number().int(),
          boughtComponents: z.number().int(),
          totalQuantity: z.number(),
          boughtQuantity: z.number().describe('Units of components without a recipe.'),
          hasCycle: z.boolean(),
          stock: z.number().nullable(),
          buildable: z
            .object({ fromComponents: Limited, fromEverything: Limited, fromBoughtParts: Limited })
            .nullable(),
        }),
      ),
    }),
  }),
  buildable: endpoint({
    method: 'get',
    path: '/api/supply/recipes/buildable',
    permission: 'supply:read',
    summary:
      'How many whole units of an item could be made from what is in stock now, and what runs out first. Null, with the reason, without a recipe.',
    query: z.object({ item, on }),
    reply: z.object({
      ...Named,
      fromComponents: Limited.nullable().describe('From the stock of its own components, one level down.'),
      fromEverything: Limited.nullable().describe('Parts in stock are used; missing made parts are made from theirs.'),
      fromBoughtParts: Limited.nullable().describe('As if no made part were in stock.'),
      reason: z.string().nullable(),
    }),
  }),
  whereUsed: endpoint({
    method: 'get',
    path: '/api/supply/recipes/where-used',
    permission: 'supply:read',
    summary:
      'Every item that an item goes into, directly (level 1) or further up, and how many units of it are in one unit.',
    query: z.object({ item, on }),
    reply: z.object({
      ...Named,
      direct: z.number().int(),
      tops: z.number().int().describe('How many of them go into nothing else.'),
      uses: z.array(z.object({ ...Named, level: z.number().int(), quantityPer: z.number(), isTop: z.boolean() })),
      alternateIn: z
        .array(z.object({ ...Named, insteadOf: z.string(), quantityPer: z.number() }))
        .describe('Items in which it may stand in for another component.'),
      comesWith: z
        .array(z.object({ ...Named, quantityPer: z.number() }))
        .describe('Items with whose making it comes, units per unit made.'),
    }),
  }),
  costs: endpoint({
    method: 'get',
    path: '/api/supply/recipes/costs',
    permission: 'supply:read',
    summary: 'Cost of items rolled up their recipes (components and steps) beside the standard cost; by code.',
    query: z.object({
      item: item.optional(),
      basis: z
        .enum(['standard', 'supplier'])
        .default('standard')
        .describe('What bought items cost: by the standard, or the lowest supplier price.'),
      on,
      ...paging,
    }),
    reply: z.object({
      total: z.number().int(),
      items: z.array(
        z.object({
          ...Named,
          standardCost: z.number().nullable(),
          material: z.number(),
          making: z.number().describe('Hours of all steps on all levels x cost per hour, and cost beside.'),
          rolledUp: z.number().nullable().describe('Material and making; null where the cost of a part is not known.'),
          difference: z.number().nullable().describe('Rolled up - standard.'),
          missing: z.array(z.string()).describe('Codes of parts without a cost.'),
        }),
      ),
    }),
  }),
  routing: endpoint({
    method: 'get',
    path: '/api/supply/recipes/routing',
    permission: 'supply:read',
    summary: 'The steps by which an item is made: hours and money per unit and for a lot.',
    query: z.object({ item, quantity: z.coerce.number().positive().max(1e12).default(1) }),
    reply: z.object({
      ...Named,
      quantity: z.number(),
      hours: z.number(),
      cost: z.number(),
      steps: z.array(
        z.object({
          sequence: z.number().int().nullable(),
          place: z.string().nullable(),
          hoursPerUnit: z.number(),
          setupHours: z.number(),
          costPerHour: z.number(),
          hours: z.number(),
          cost: z.number(),
        }),
      ),
    }),
  }),
}
