import { type Exchange, sendJson } from '../http'
import { EVENT_TYPES } from '../mailbox/email'
import { ApiError } from './api-error'
import { authorize } from './authorize'

const DOMAIN = { id: 'd91cd9bd-1176-453e-8fc1-35364d380206', name: 'example.com', status: 'verified' }
const WEBHOOK = {
  id: '4dd369bc-aa82-4ff3-97de-514ae3000ee0',
  status: 'enabled',
  events: EVENT_TYPES,
}

/**
 * Resend's `GET /domains` and `GET /webhooks`, for checks of a setup: example.com is verified, and the
 * webhook gets every event. False for any other request.
 * @param webhook where events are reported, if anywhere
 */
export function answerSetup({ url, request, response }: Exchange, webhook: string | undefined): boolean {
  if (!/^\/(domains|webhooks)$/.test(url.pathname) || request.method !== 'GET') return false
  const lists = { '/domains': [DOMAIN], '/webhooks': webhook ? [{ ...WEBHOOK, endpoint: webhook }] : [] }
  try {
    authorize(request)
    sendJson(response, 200, {
      object: 'list',
      has_more: false,
      data: lists[url.pathname as keyof typeof lists],
    })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    sendJson(response, error.statusCode, error, error.headers)
  }
  return true
}
