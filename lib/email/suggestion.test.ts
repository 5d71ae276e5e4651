import { describe, expect, test } from 'vitest'
import { parseEmailAddress } from './address'
import { suggestEmail } from './suggestion'

/** Where people have email. */
const DOMAINS = `
  126.com 163.com acme.bet acme.cam acme.cm acme.co acme.io acme.om aim.com aol.com att.net
  bellsouth.net bigpond.com bluewin.ch bt.com btinternet.com cam.ac.uk charter.net cloud.com
  comcast.net cox.net duck.com earthlink.net email.com email.cz example.com fastmail.com
  fastmail.fm free.fr freenet.de gmail.com gmial.example gmx.at gmx.ch gmx.co.uk gmx.com gmx.de
  gmx.fr gmx.net gmx.us googlemail.com hey.com hotmail.ca hotmail.co.uk hotmail.com hotmail.de
  hotmail.es hotmail.fr hotmail.it hushmail.com ibm.com icloud.com inbox.com inbox.lv juno.com
  laposte.net libero.it list.ru live.ca live.co.uk live.com live.fr live.nl mac.com mail.com
  mail.de mail.ee mail.ru mailbox.org mailw.com me.com msn.com naver.com netzero.com netzero.net
  o2.pl onet.pl optonline.net optusnet.com.au orange.fr outlook.com outlook.com.br outlook.de
  outlook.es outlook.fr outlook.it ox.ac.uk pm.com pm.me posteo.de posteo.net proton.me
  protonmail.com qq.com rediffmail.com rocketmail.com rogers.com sbcglobal.net seznam.cz sfr.fr
  shaw.ca sky.com skynet.be sympatico.ca t-online.de telenet.be telus.net titan.email tuta.com
  tuta.io tutanota.com verizon.net virginmedia.com wanadoo.fr web.de wp.pl xtra.co.nz ya.ru
  yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.au yahoo.com.br yahoo.com.mx
  yahoo.de yahoo.es yahoo.fr yahoo.in yahoo.it yandex.com yandex.ru ymail.com zoho.com
  zohomail.com`

describe('suggestEmail', () => {
  test.each([
    ['gmial.com', 'gmail.com'],
    ['gmal.com', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['ggmail.com', 'gmail.com'],
    ['gnail.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['gmail.cmo', 'gmail.com'],
    ['gmail.comm', 'gmail.com'],
    ['gmial.con', 'gmail.com'],
    ['googlemial.com', 'googlemail.com'],
    ['hotmial.com', 'hotmail.com'],
    ['hotmil.com', 'hotmail.com'],
    ['yaho.com', 'yahoo.com'],
    ['yahooo.com', 'yahoo.com'],
    ['outlok.com', 'outlook.com'],
    ['iclud.com', 'icloud.com'],
    ['protonmial.com', 'protonmail.com'],
    ['acme.con', 'acme.com'],
    ['acme.ocm', 'acme.com'],
    ['acme.co.comm', 'acme.co.com'],
    ['acme.nte', 'acme.net'],
    ['acme.rog', 'acme.org'],
  ])('suggests for %s: %s', (typed, meant) => {
    const suggested = suggestEmail(`ann+news@${typed}`)
    expect(suggested).toBe(`ann+news@${meant}`)
    expect(parseEmailAddress(suggested)).toEqual({ ok: true, address: suggested })
  })

  test.each(DOMAINS.trim().split(/\s+/))(
    'attack: suggests no stranger’s mailbox instead of one at %s',
    (domain) => {
      expect(suggestEmail(`ann@${domain}`)).toBeUndefined()
    },
  )

  test.each([
    'gmial.com.evil.example',
    'gmail.com.example',
    'gamail.co.uk',
    'gmxail.com',
    'hotmaail.de',
    'mail.com',
  ])('suggests nothing for %s, which isn’t one slip away', (domain) => {
    expect(suggestEmail(`ann@${domain}`)).toBeUndefined()
  })
})
