'use client'

import {
  type ComponentProps,
  type ReactNode,
  useActionState,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import { notice as wordsOf } from '@/app/notices'

/**
 * What is sent can be lost on its way: the browser is offline, or a gateway answers for a server
 * that is away. React would then show the error page instead of the form, and what was typed would
 * be gone. Here the form stays as it is and says so. It's the visitor who sends it again.
 *
 * While one submission is under way, a second one does nothing.
 */

type Answer = { problem?: string }
type Action<State> = (before: Awaited<State>, form: FormData) => State | Promise<State>

/** Next encodes an action into the page only if it's the server's own function. */
const ON_SERVER = typeof window === 'undefined'

/** `useActionState`, for a `SubmissionForm`. */
export function useSubmission<State extends Answer>(action: Action<State>, initial: Awaited<State>) {
  const delivery = useDelivery()
  const [state, submit] = useActionState<State, FormData>(
    ON_SERVER
      ? action
      : (before, form) => delivery.send(async () => action(before, form), { ...before, problem: undefined }),
    initial,
  )
  return { state, submission: { ...delivery, action: submit } }
}

type Delivery = ReturnType<typeof useDelivery>
type FormProps = Omit<ComponentProps<'form'>, 'action'> & { children: ReactNode }

/** @param props.submission from `useSubmission` */
export function SubmissionForm({
  submission: { action, isUnderWay, notice, keep, begin },
  children,
  ...props
}: FormProps & { submission: Delivery & { action: (form: FormData) => void | Promise<void> } }) {
  return (
    <form
      {...props}
      ref={keep}
      action={action}
      onSubmit={(event) => {
        // A button that sends it elsewhere, such as a language's, leaves the page.
        if ((event.nativeEvent as SubmitEvent).submitter?.hasAttribute('formaction')) return
        if (isUnderWay.current) event.preventDefault()
        else begin()
      }}
    >
      {children}
      <p className={notice === 'backOnline' ? 'done' : 'problem'} role="alert">
        {notice && wordsOf(notice)}
      </p>
    </form>
  )
}

/** A form whose action only redirects. */
export function ActionForm({
  action,
  ...props
}: FormProps & { action: (form: FormData) => void | Promise<void> }) {
  const delivery = useDelivery()
  const submit = ON_SERVER ? action : (form: FormData) => delivery.send(async () => action(form), undefined)
  return <SubmissionForm {...props} submission={{ ...delivery, action: submit }} />
}

function useDelivery() {
  const isUnderWay = useRef(false)
  const wasLost = useRef(false)
  const [notice, setNotice] = useState<'notReached' | 'backOnline'>()

  useEffect(() => {
    const correct = () => wasLost.current && setNotice('backOnline')
    window.addEventListener('online', correct)
    return () => window.removeEventListener('online', correct)
  }, [])

  return {
    isUnderWay,
    notice,

    begin() {
      isUnderWay.current = true
      wasLost.current = false
      setNotice(undefined)
    },

    async send<Sent>(request: () => Promise<Sent>, otherwise: Sent): Promise<Sent> {
      try {
        return await request()
      } catch (error) {
        if (!isLost(error)) throw error
        wasLost.current = true
        setNotice('notReached')
        return otherwise
      } finally {
        isUnderWay.current = false
      }
    },

    /** React resets a form after its action, and hears no events meanwhile. */
    keep: useCallback((form: HTMLFormElement | null) => {
      const stop = (event: Event) => wasLost.current && event.preventDefault()
      form?.addEventListener('reset', stop)
      return () => form?.removeEventListener('reset', stop)
    }, []),
  }
}

/** Redirects, and exceptions on the server, are answers. They have a digest. */
const isLost = (error: unknown) => error instanceof Error && !('digest' in error)
