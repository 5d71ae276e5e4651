'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { Copy } from '@/lib/copy'

type Notices = { notReached: string; backOnline: string; failed: Copy['errors']['unexpected'] }

const Context = createContext<Notices | undefined>(undefined)

/** What any form or page may have to say by itself, in the language of the page: no other sentence goes into scripts. */
export function NoticesProvider({ children, ...notices }: Notices & { children: ReactNode }) {
  return <Context value={notices}>{children}</Context>
}

export function useNotices(): Notices {
  const notices = useContext(Context)
  if (!notices) throw new Error('There is no NoticesProvider around this.')
  return notices
}
