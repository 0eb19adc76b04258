import { type Given, isFilled, type Value, type WrongRow } from '../records/record.ts'

/** What is wrong with a by-product for itself; null where nothing is. */
export function wrongByProduct(given: Given): WrongRow | null {
  if (isSame(given('item'), given('byProduct')))
    return {
      ...{ code: 'beside-itself', kind: 'beside itself', field: 'byProduct' },
      ...{ says: 'An item cannot be its own by-product', wayOut: 'Choose what comes with it.' },
    }
  return tooFew(given('quantity'))
}

/** What is wrong with a component for itself; null where nothing is. */
export function wrongComponent(given: Given): WrongRow | null {
  const [made, other] = [given('assembly'), given('component')]
  const [insteadOf, quantity] = [given('insteadOf'), given('quantity')]
  if (isSame(made, other))
    return {
      ...{ code: 'made-of-itself', kind: 'made of itself', field: 'component' },
      ...{ says: 'An item cannot be a component of itself', wayOut: 'Choose another component.' },
    }
  if (isSame(insteadOf, other))
    return {
      ...{ code: 'instead-of-itself', kind: 'instead of itself', field: 'insteadOf' },
      ...{ says: 'An item cannot stand in for itself', wayOut: 'Name the component that it may replace.' },
    }
  if (isFilled(insteadOf) && !isFilled(made))
    return {
      ...{ code: 'no-made-item', kind: 'alternate without a made item', field: 'insteadOf' },
      ...{ says: 'An alternate needs the item that is made with it', wayOut: 'Name the made item.' },
    }
  if (isFilled(quantity) && Number(quantity) < 0)
    return {
      ...{ code: 'no-quantity', kind: 'no quantity', field: 'quantity' },
      says: `${quantity} units go into nothing: what comes out beside the item is a by-product`,
      wayOut: 'Give a quantity above zero, or add it to the by-products.',
    }
  return tooFew(quantity)
}

function tooFew(quantity: Value): WrongRow | null {
  if (!isFilled(quantity) || Number(quantity) > 0) return null
  return {
    ...{ code: 'no-quantity', kind: 'no quantity', field: 'quantity' },
    ...{ says: `${quantity} units make nothing`, wayOut: 'Give a quantity above zero.' },
  }
}

function isSame(one: Value, other: Value): boolean {
  return isFilled(one) && one === other
}
