const HEAD = /^\r\nContent-Disposition: form-data; name="[^"\r\n]+"\r\n\r\n/

/**
 * Whether a multipart body (RFC 7578) is to the letter what browsers send for a form without files.
 * It can then be parsed. Of others it says nothing.
 *
 * @param body its bytes as Latin-1
 * @param type the request's Content-Type
 */
export function isOrdinaryForm(body: string, type: string): boolean {
  const [, boundary] = /^multipart\/form-data; boundary=([\w-]{0,69}\w)$/.exec(type) ?? []
  if (!boundary) return false
  const [before, ...fields] = `\r\n${body}`.split(`\r\n--${boundary}`)
  const after = fields.pop()
  // Node's parser stops at the boundary even in the middle of a value.
  const isField = (field: string) => HEAD.test(field) && !field.includes(boundary)
  return before === '' && after === '--\r\n' && fields.every(isField)
}
