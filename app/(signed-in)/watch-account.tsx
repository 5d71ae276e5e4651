'use client'

import { useEffect } from 'react'
import { announce, listen } from '@/app/sign-in-channel'
import { TIME_ZONE_COOKIE } from '@/app/time-zone-cookie'

/**
 * Tells this browser's other tabs who is signed in, and loads the page again once another tab says
 * otherwise, or when it comes back from the back/forward cache: it may show another account than the
 * one that is signed in now, or one that has signed out. The server decides what is to be seen.
 * It also tells the server the visitor's time zone.
 */
export function WatchAccount({ account }: { account: string }) {
  useEffect(() => {
    announce(account)
    // For the next page: this one isn't to move.
    // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store API.
    document.cookie = `${TIME_ZONE_COOKIE}=${Intl.DateTimeFormat().resolvedOptions().timeZone}; path=/; samesite=lax`
    const stop = listen((now) => now !== account && location.reload())
    const look = (event: PageTransitionEvent) => event.persisted && location.reload()
    window.addEventListener('pageshow', look)
    return () => {
      stop()
      window.removeEventListener('pageshow', look)
    }
  }, [account])
  return null
}
