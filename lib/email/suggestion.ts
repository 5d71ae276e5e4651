/**
 * The address that the visitor probably meant: a slip in the domain of one of the largest providers,
 * or in a top-level domain. Never for a domain that people have email at, however similar: the
 * owner of a suggested mailbox gets a live link.
 *
 * @param email as `parseEmailAddress` returns it
 */
export function suggestEmail(email: string): string | undefined {
  const at = email.lastIndexOf('@') + 1
  const domain = email.slice(at)
  const meant = correct(domain)
  return meant === domain ? undefined : email.slice(0, at) + meant
}

function correct(domain: string): string {
  const dot = domain.lastIndexOf('.') + 1
  const fixed = domain.slice(0, dot) + (TOP_LEVEL_SLIPS.get(domain.slice(dot)) ?? domain.slice(dot))
  return LARGEST.find((provider) => isSlip(fixed, provider)) ?? fixed
}

/** Long names only: one slip away from a short one are other providers. */
const LARGEST = [
  'gmail.com',
  'yahoo.com',
  'hotmail.com',
  'outlook.com',
  'icloud.com',
  'googlemail.com',
  'protonmail.com',
]

/** None of them exists (iana.org/domains/root/db). `.co`, `.cm` and `.om` do, and `.cam` too. */
const TOP_LEVEL_SLIPS = new Map(
  Object.entries({
    com: 'comm coom ccom con cmo ocm vom xom cpm cim ckm clm',
    net: 'nett neet nnet nte ent ney ner nwt',
    org: 'orgg oorg orrg ogr rog orf orh ofg',
  }).flatMap(([meant, slips]) => slips.split(' ').map((slip) => [slip, meant] as const)),
)

/** Each key of a keyboard (QWERTY), with those beside it. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const isBeside = (one = '', other = '') =>
  ROWS.some((row) => row.includes(one + other) || row.includes(other + one))

/**
 * Whether `typed` is `meant` with one slip of the fingers: two letters swapped, one left out, one
 * doubled, or the key beside it. The first letter is right: another one makes another name, as
 * ymail.com and mail.com are.
 */
function isSlip(typed: string, meant: string): boolean {
  const first = [...`${meant} `].findIndex((letter, at) => letter !== typed[at])
  if (first < 1) return false
  const [is, was] = [typed.slice(first), meant.slice(first)]
  return (
    is.slice(2) + is[1] + is[0] === was.slice(2) + was[0] + was[1] ||
    is === was.slice(1) ||
    is === typed[first - 1] + was ||
    (is.slice(1) === was.slice(1) && isBeside(is[0], was[0]))
  )
}
