import type { ReactNode } from 'react'
import { AccountFrame } from '@/app/(signed-in)/account/frame'
import { copyForRequest } from '@/lib/http'

/** Around every page of the account. It guards nothing: each page does. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const { navigation, places, back } = (await copyForRequest()).account
  return (
    <AccountFrame navigation={navigation} places={places} back={back}>
      {children}
    </AccountFrame>
  )
}
