import type { IncomingMessage, ServerResponse } from 'node:http'
import { send, sendJson } from '../http'
import type { Answer } from '../mailbox/mail'
import { ApiError } from './api-error'
import type { Behaviour } from './behaviour'

/** The error with which a mail is turned away for good. Undefined when it is taken. */
export function refusalOf(behaviour: Behaviour): { answer: Answer & number; error: ApiError } | undefined {
  if (behaviour === 'reject') {
    const message = 'Invalid `to` field. The stand-in was told to reject this address.'
    return { answer: 422, error: new ApiError(422, 'validation_error', message) }
  }
  if (behaviour === 'fail') {
    const message = 'An unexpected error occurred. The stand-in was told to fail for this address.'
    return { answer: 500, error: new ApiError(500, 'application_error', message) }
  }
  return undefined
}

/** Answers for a mail that was taken, or doesn't, and says which. */
export function answerTaken(
  behaviour: Behaviour,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Answer {
  switch (behaviour) {
    case 'hang':
      return 'nothing'
    case 'reset':
      request.socket.resetAndDestroy()
      return 'nothing'
    case 'garbage':
      send(response, 200, 'application/json; charset=utf-8', '<html>Not what you asked for</html>')
      return 'garbage'
    default:
      sendJson(response, 200, { id })
      return 'accepted'
  }
}
