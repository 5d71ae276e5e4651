import { RedisError } from '../redis'

const LARGEST = 2n ** 63n - 1n
const SMALLEST = -(2n ** 63n)

/** A signed 64-bit integer, spelled the one way that Redis accepts: no plus sign, space or leading zero. */
export function toBigInt(text: string): bigint {
  const value = /^(0|-?[1-9]\d{0,18})$/.test(text) ? BigInt(text) : null
  if (value === null || value > LARGEST || value < SMALLEST) {
    throw new RedisError('ERR value is not an integer or out of range')
  }
  return value
}

export function toInteger(text: string): number {
  return Number(toBigInt(text))
}

export function add(a: bigint, b: bigint): bigint {
  const sum = a + b
  if (sum > LARGEST || sum < SMALLEST) throw new RedisError('ERR increment or decrement would overflow')
  return sum
}
