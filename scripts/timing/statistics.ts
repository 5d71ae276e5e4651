/** The middle value. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2
}

/**
 * How far apart two samples are: the difference of their means without the outer fifth (Yuen 1974),
 * with the margin of its 95 % interval, and the probability of ranks at least as uneven if both had
 * the same distribution (Mann-Whitney, in the normal approximation for 20 values or more).
 */
export function compare(
  sample: number[],
  other: number[],
): { difference: number; margin: number; p: number } {
  const [a, b] = [trimmed(sample), trimmed(other)]
  return {
    difference: a.mean - b.mean,
    margin: 1.96 * Math.hypot(a.error, b.error),
    p: mannWhitney(sample, other),
  }
}

function trimmed(values: number[]) {
  const sorted = [...values].sort((a, b) => a - b)
  const cut = Math.floor(sorted.length * 0.1)
  const kept = sorted.slice(cut, sorted.length - cut)
  const mean = average(kept)
  const [low = 0, high = 0] = [kept[0], kept.at(-1)]
  const winsorized = sorted.map((value) => Math.min(high, Math.max(low, value)))
  const middle = average(winsorized)
  const squares = winsorized.reduce((sum, value) => sum + (value - middle) ** 2, 0)
  return { mean, error: Math.sqrt(squares / (kept.length * (kept.length - 1))) }
}

function mannWhitney(sample: number[], other: number[]): number {
  const [n, m] = [sample.length, other.length]
  const all = [
    ...sample.map((value) => ({ value, own: true })),
    ...other.map((value) => ({ value, own: false })),
  ]
  all.sort((a, b) => a.value - b.value)
  let ranks = 0
  for (let i = 0; i < all.length; ) {
    let end = i
    while (all[end + 1]?.value === all[i]?.value) end++
    // Ties share their ranks.
    for (let at = i; at <= end; at++) if (all[at]?.own) ranks += (i + end) / 2 + 1
    i = end + 1
  }
  const u = ranks - (n * (n + 1)) / 2
  const z = (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12)
  return 2 * (1 - normal(Math.abs(z)))
}

const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** The normal distribution function for z >= 0 (Abramowitz and Stegun 26.2.17, to 1e-7). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series
}
