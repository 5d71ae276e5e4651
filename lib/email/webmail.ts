import { env } from '@/lib/platform/env'

type Provider = {
  name: string
  domains: string[]
  /** @param sender our address, encoded for a URL */
  url: (sender: string) => string
}

// If a provider accepts a search in its URL, the link searches for our emails.
const PROVIDERS: Provider[] = [
  {
    name: 'Gmail',
    domains: ['gmail.com', 'googlemail.com'],
    url: (sender) =>
      `https://mail.google.com/mail/u/0/#search/from%3A${sender}+in%3Aanywhere+newer_than%3A1d`,
  },
  {
    name: 'Outlook',
    domains: [
      'outlook.com',
      'hotmail.com',
      'live.com',
      'msn.com',
      'outlook.de',
      'hotmail.co.uk',
      'hotmail.fr',
      'live.nl',
    ],
    url: () => 'https://outlook.live.com/mail/0/',
  },
  {
    name: 'Yahoo Mail',
    domains: ['yahoo.com', 'yahoo.co.uk', 'yahoo.de', 'yahoo.fr', 'ymail.com', 'rocketmail.com'],
    url: (sender) => `https://mail.yahoo.com/d/search/keyword=from%253A${sender}`,
  },
  {
    name: 'iCloud Mail',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    url: () => 'https://www.icloud.com/mail',
  },
  {
    name: 'Proton Mail',
    domains: ['proton.me', 'protonmail.com', 'pm.me'],
    url: (sender) => `https://mail.proton.me/u/0/all-mail#from=${sender}`,
  },
  {
    name: 'Fastmail',
    domains: ['fastmail.com', 'fastmail.fm'],
    url: (sender) => `https://app.fastmail.com/mail/search:from%3A${sender}`,
  },
  { name: 'AOL Mail', domains: ['aol.com'], url: () => 'https://mail.aol.com/' },
  {
    name: 'GMX',
    domains: ['gmx.com', 'gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch'],
    url: () => 'https://www.gmx.net/',
  },
  { name: 'WEB.DE', domains: ['web.de'], url: () => 'https://web.de/' },
  { name: 'Zoho Mail', domains: ['zohomail.com', 'zoho.com'], url: () => 'https://mail.zoho.com/' },
  { name: 'Tuta', domains: ['tuta.com', 'tutanota.com', 'tuta.io'], url: () => 'https://app.tuta.com/' },
  { name: 'HEY', domains: ['hey.com'], url: () => 'https://app.hey.com/' },
  {
    name: 'Yandex Mail',
    domains: ['yandex.com', 'yandex.ru', 'ya.ru'],
    url: () => 'https://mail.yandex.com/',
  },
]

/** Where the owner of that address reads email, if it belongs to one of the large providers. */
export function webmailFor(email: string): { name: string; url: string } | undefined {
  const domain = email.slice(email.lastIndexOf('@') + 1)
  const provider = PROVIDERS.find(({ domains }) => domains.includes(domain))
  return provider && { name: provider.name, url: provider.url(encodeURIComponent(senderAddress())) }
}

/** MAIL_FROM without the name. */
const senderAddress = () => /<(.+)>/.exec(env().email.from)?.[1] ?? env().email.from
