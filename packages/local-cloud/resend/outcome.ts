import { type Exchange, send, sendJson } from '../http'
import type { Answer } from '../mailbox/email'
import { ApiError } from './api-error'
import type { Behavior } from './behavior'

/** The errors that refuse an email for good. */
export const REFUSALS: Partial<Record<Behavior, ApiError>> = {
  reject: new ApiError(422, 'validation_error', 'Invalid `to` field. The stand-in was told to reject it.'),
  fail: new ApiError(
    500,
    'application_error',
    'An unexpected error occurred. The stand-in was told to fail.',
  ),
}

/** Answers for an email that was accepted, or doesn't, and says which. */
export function answerAccepted(behavior: Behavior, id: string, { request, response }: Exchange): Answer {
  switch (behavior) {
    case 'hang':
      return 'nothing'
    case 'reset':
      request.socket.resetAndDestroy()
      return 'nothing'
    case 'garbage':
      send(response, 200, 'application/json; charset=utf-8', '<html>This is not JSON</html>')
      return 'garbage'
    default:
      sendJson(response, 200, { id })
      return 'accepted'
  }
}
