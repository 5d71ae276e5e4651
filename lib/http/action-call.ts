/** The field with the arguments, as React's encodeReply names it. */
const ARGUMENTS = /; name="0"\r\n\r\n(.*?)\r\n--/gs

/**
 * Whether an action takes a form. Next writes into its id which of its arguments it uses, and its
 * pages leave out the others: the call of one that takes none has the body `[]`.
 */
export const takesForm = (id: string) => (Number.parseInt(id.slice(0, 2), 16) & 0x7e) !== 0

/**
 * Whether a multipart body calls an action as our pages do: with a form as its last argument, and
 * before it nothing but the state that the action returned last. For anything else Next would
 * answer 500, because React can't decode it, or because the action can't read its form.
 *
 * @param body as `isOrdinaryForm` takes it
 */
export function isActionCall(body: string): boolean {
  const [found, ...more] = body.matchAll(ARGUMENTS)
  if (!found || more.length > 0) return false
  const args = parse(found[1] ?? '')
  if (!Array.isArray(args)) return false
  const form = args.pop()
  return typeof form === 'string' && /^\$K[\da-f]+$/.test(form) && args.every(isPlain)
}

// Strings that begin with $ refer to other parts of the body, or to the server's own modules.
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !value.startsWith('$') || /^\$(\$|undefined$)/.test(value)
  return typeof value !== 'object' || value === null || Object.values(value).every(isPlain)
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
