/** An error in Resend's own words. https://resend.com/docs/api-reference/errors */
export class ApiError extends Error {
  constructor(
    readonly statusCode: number,
    override readonly name: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message)
  }

  toJSON() {
    return { statusCode: this.statusCode, name: this.name, message: this.message }
  }
}
