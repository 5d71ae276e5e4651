import { type Exchange, sendJson } from '../http'
import { ApiError } from './api-error'
import { authorize } from './authorize'

const DOMAIN = { id: 'd91cd9bd-1176-453e-8fc1-35364d380206', name: 'example.com', status: 'verified' }

/** Resend's `GET /domains`, for checks of a setup: example.com is verified. False for any other request. */
export function answerDomains({ url, request, response }: Exchange): boolean {
  if (url.pathname !== '/domains' || request.method !== 'GET') return false
  try {
    authorize(request)
    sendJson(response, 200, { object: 'list', has_more: false, data: [DOMAIN] })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    sendJson(response, error.statusCode, error, error.headers)
  }
  return true
}
