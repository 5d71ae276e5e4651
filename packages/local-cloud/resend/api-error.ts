import type { ErrorResponse } from 'resend'

/** An error in Resend's own words. https://resend.com/docs/api-reference/errors */
export class ApiError extends Error {
  constructor(
    readonly statusCode: number,
    override readonly name: ErrorResponse['name'],
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message)
  }

  toJSON(): ErrorResponse {
    return { statusCode: this.statusCode, name: this.name, message: this.message }
  }
}
