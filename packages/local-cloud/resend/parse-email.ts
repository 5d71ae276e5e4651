import { addressIn, type Email } from '../mailbox/email'
import { ApiError } from './api-error'

export type Draft = Omit<Email, 'id' | 'createdAt' | 'answer' | 'events'>

/** The posted email, checked as Resend does. Throws an ApiError that names a wrong field. */
export function parseEmail(body: unknown): Draft {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ApiError(400, 'validation_error', 'The request body is not a JSON object.')
  }
  const fields = body as Record<string, unknown>
  for (const name of ['from', 'to', 'subject']) {
    if (fields[name] === undefined || fields[name] === '') {
      throw new ApiError(422, 'missing_required_field', `Missing \`${name}\` field.`)
    }
  }
  const html = optionalText(fields, 'html')
  const text = optionalText(fields, 'text')
  if (html === undefined && text === undefined) throw invalid('Missing `html` or `text` field.')
  return {
    from: addresses(fields, 'from', 1)[0] ?? '',
    to: addresses(fields, 'to', 50),
    subject: optionalText(fields, 'subject') ?? '',
    html,
    text,
    headers: headers(fields.headers),
    replyTo: fields.reply_to === undefined ? undefined : addresses(fields, 'reply_to', 50),
    tags: fields.tags === undefined ? undefined : tags(fields.tags),
  }
}

function addresses(fields: Record<string, unknown>, name: string, most: number): string[] {
  const list: unknown[] = [fields[name]].flat()
  if (list.length === 0 || list.length > most) {
    throw invalid(`The \`${name}\` field takes at least 1 and at most ${most}.`)
  }
  return list.map((item) => {
    if (typeof item === 'string' && addressIn(item)) return item
    throw invalid(
      `Invalid \`${name}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`,
    )
  })
}

function optionalText(fields: Record<string, unknown>, name: string): string | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw invalid(`The \`${name}\` field must be a \`string\`.`)
  return value
}

function headers(value: unknown = {}): Record<string, string> {
  const pairs = typeof value === 'object' && value !== null ? Object.entries(value) : undefined
  if (!pairs || Array.isArray(value)) throw invalid('The `headers` field must be an `object`.')
  for (const [name, text] of pairs) {
    // A line break would let a value add headers of its own.
    if (!/^[!-9;-~]+$/.test(name) || typeof text !== 'string' || /[\r\n]/.test(text)) {
      throw invalid(`Invalid header \`${name}\`.`)
    }
  }
  return Object.fromEntries(pairs)
}

function tags(value: unknown): { name: string; value: string }[] {
  if (!Array.isArray(value)) throw invalid('The `tags` field must be an `array`.')
  return value.map((tag: { name?: unknown; value?: unknown } | null) => {
    if (isTagWord(tag?.name) && isTagWord(tag?.value)) return { name: tag.name, value: tag.value }
    throw invalid('Tags should only contain ASCII letters, numbers, underscores, or dashes.')
  })
}

function isTagWord(word: unknown): word is string {
  return typeof word === 'string' && /^[\w-]{1,256}$/.test(word)
}

function invalid(message: string): ApiError {
  return new ApiError(422, 'validation_error', message)
}
