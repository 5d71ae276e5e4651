'use client'

import { useEffect } from 'react'
import { listen } from '@/app/sign-in-channel'
import { useRefresh } from '@/app/use-refresh'

/**
 * Asks the server again when another tab of this browser has signed in, when the visitor comes back
 * to this tab, and when the browser is back online. The server decides: a message from a tab proves
 * nothing.
 */
export function WatchForSignIn() {
  const refresh = useRefresh()
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && refresh()
    const stop = listen((account) => account && refresh())
    document.addEventListener('visibilitychange', look)
    window.addEventListener('pageshow', look)
    window.addEventListener('online', look)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('pageshow', look)
      window.removeEventListener('online', look)
    }
  }, [refresh])
  return null
}
