import { brand } from '@/lib/brand'
import type { Copy } from '@/lib/copy'
import { sentence } from '@/lib/copy/sentence'
import { wordsIn } from '@/lib/copy/words'

// `device` stands in brackets or after a colon, because "ein Browser" would have to be declined.

const w = wordsIn('de-DE', 'gerade eben')

/** After "in" and "nach", where Intl would say "7 Tage". */
const daysDative = (n: number) => w.count(n, { one: 'Tag', other: 'Tagen' })

const askedTwice =
  'Manche E-Mail-Programme öffnen Links und drücken Buttons von selbst, deshalb fragen wir zweimal.'
const unavailable =
  'Auf unserer Seite antwortet gerade etwas nicht. Es ist nichts verloren. Bitte versuche es in einer Minute noch einmal.'
const fingerprint =
  'Ein Fingerabdruck, an dem wir deinen Browser wiedererkennen. Über den Browser verrät er nichts.'
const sameUser = 'Dasselbe wie user.id.'
const inFull = 'Falls der Button nicht funktioniert, kopiere diesen Link in deinen Browser:'
const changePassword = 'Ändere auch das Passwort deines E-Mail-Kontos.'

export const de = {
  language: {
    code: 'de',
    name: 'Deutsch',
    direction: 'ltr',
    choose: 'Sprache',
    words: w,
  },
  devices: {
    on: (browser, system) => `${browser} unter ${system}`,
    unknown: 'unbekannter Browser',
  },
  common: {
    reference: (reference) => `Wenn du uns um Hilfe bittest, nenne dabei ${reference}.`,
    email: 'E-Mail-Adresse',
    keepSignedIn: 'Auf diesem Gerät angemeldet bleiben',
    unavailable,
    notReached:
      'Unser Server hat nicht geantwortet. Prüfe deine Verbindung und versuche es dann noch einmal.',
    backOnline: 'Du bist wieder online. Bitte versuche es noch einmal.',
  },
  signInForm: {
    title: 'Anmelden',
    intro: 'Wir senden dir einen Link per E-Mail. Ein Passwort brauchst du dir nicht zu merken.',
    emailPlaceholder: 'du@example.com',
    submit: 'Link senden',
    submitting: 'Wird gesendet …',
    forget: 'Diese Adresse vergessen',
  },
  noCookie: {
    title: 'Bitte erlaube Cookies',
    sent: 'Wenn du gerade eine Adresse eingegeben hast, mit der man sich hier anmelden kann, ist eine E-Mail mit einem Link dorthin unterwegs.',
    explain:
      'Dieser Browser hat aber unser Cookie nicht gespeichert, und ohne das Cookie können wir dich nicht anmelden.',
    instead:
      'Erlaube Cookies für diese Website und öffne dann den Link in der E-Mail. Er funktioniert auch in anderen Browsern.',
    again: 'Noch eine E-Mail anfordern',
  },
  challenge: {
    working:
      'Gerade werden viele E-Mails angefordert. Wir prüfen, ob du auch kein Roboter bist. Das dauert ein paar Sekunden.',
    wait: (seconds) =>
      `Gerade werden viele E-Mails angefordert. Bitte warte ${w.duration(seconds * 1000)} und drücke dann noch einmal auf den Button.`,
  },
  dashboard: {
    title: 'Dashboard',
    hello: (email) => `Hallo ${email}`,
    intro: 'Du bist angemeldet. Auf dieser Seite kannst du aufbauen.',
    account: 'Dein Konto',
    signOut: 'Abmelden',
    session: {
      title: 'Diese Sitzung',
      signedIn: 'Angemeldet',
      expires: 'Läuft ab',
    },
    steps: {
      title: 'So bist du hierhergekommen',
      requested: {
        title: 'Du hast deine Adresse eingegeben',
        explain: 'Ein einziges Skript in Redis hat alle Limits geprüft und den Versuch gespeichert.',
      },
      emailed: {
        title: 'Wir haben die E-Mail gesendet',
        explain: 'Erst nachdem die Antwort raus war, damit es bei jeder Adresse gleich lange dauert.',
      },
      redeemed: {
        title: 'Du hast den Link geöffnet oder den Code eingegeben',
        explain:
          'Ein einziges INSERT hat diese Sitzung angelegt. Auch wenn er hundertmal geöffnet wird, legt der Link nur diese eine an.',
      },
      guarded: {
        title: 'Diese Seite hat deine Sitzung geprüft',
        explain: 'Die Middleware hat sich das Cookie angesehen. Dann hat die Seite die Datenbank gefragt.',
      },
    },
    next: {
      title: 'Wie es weitergeht',
      explain: (file) => sentence`Ersetze diese Seite. Du findest sie in ${file}.`,
    },
  },
  checkEmail: {
    title: 'Sieh in deinem Postfach nach',
    sent: (email) =>
      sentence`Wenn man sich mit ${email} hier anmelden kann, ist eine E-Mail mit einem Link und einem Code unterwegs.`,
    tried: (email) => sentence`Wir haben versucht, eine E-Mail an ${email} zu senden.`,
    openHere: ({ link, code }) =>
      link === code
        ? `Öffne den Link in diesem Browser, um dich anzumelden. Er funktioniert einmal und läuft in ${w.minutes(link)} ab.`
        : `Öffne den Link in diesem Browser, um dich anzumelden. Er funktioniert einmal und läuft in ${w.minutes(link)} ab, sein Code in ${w.minutes(code)}.`,
    emailState: {
      queued: 'Die E-Mail wird gesendet …',
      failed: 'Wir konnten die E-Mail nicht senden. Es ist nichts verloren: Sende bitte eine neue.',
      accepted: 'Gesendet. Die E-Mail sollte innerhalb einer Minute ankommen.',
      delayed:
        'Dein E-Mail-Anbieter hält unsere Nachricht noch zurück. Sie sollte trotzdem ankommen. Du musst nichts tun.',
      delivered: 'Zugestellt. Die E-Mail sollte in deinem Posteingang oder im Spam-Ordner liegen.',
      bounced: 'Diese Adresse nimmt unsere E-Mails nicht an. Ist sie richtig geschrieben?',
      complained: 'Diese Adresse nimmt unsere E-Mails nicht an. Versuche es mit einer anderen.',
    },
    steps: {
      label: 'Fortschritt',
      requested: 'Angefordert',
      sent: 'Gesendet',
      delivered: 'Zugestellt',
      opened: 'Geöffnet',
    },
    opened: 'Der Link wurde geöffnet. Wenn du das warst, mach dort weiter.',
    suppressed: {
      title: 'Wir haben keine E-Mail gesendet',
      bounced: (email, since) =>
        sentence`Am ${w.day(since)} kam unsere E-Mail an ${email} zurück. Seitdem haben wir keine mehr gesendet.`,
      complained: (email, since) =>
        sentence`Am ${w.day(since)} wurde unsere E-Mail an ${email} als Spam gemeldet. Seitdem haben wir keine mehr gesendet.`,
      send: 'Wenn du unsere E-Mails wieder bekommen möchtest, können wir dir sofort einen neuen Link und einen neuen Code senden.',
      waitOrSend: (until) =>
        `Wenn die Adresse wieder funktioniert, können wir dir sofort einen neuen Link und einen neuen Code senden. Sonst versuchen wir es nach dem ${w.day(until)} noch einmal.`,
      submit: 'Wieder E-Mails senden',
    },
    help: {
      title: 'Brauchst du Hilfe?',
      hints: [
        'Bei der Arbeit oder in der Schule hält vielleicht ein Filter unsere E-Mail ein paar Minuten zurück.',
        'Falls du dich mit einer anderen Adresse registriert hast, versuche es mit dieser.',
        'Wenn unsere E-Mails zurückkamen oder als Spam gemeldet wurden, senden wir vielleicht keine mehr. In einem Browser, in dem du schon einmal angemeldet warst, steht das dann hier.',
      ],
      writeTo: (address) => sentence`Wenn nichts hilft, schreib an ${address}.`,
      visit: (page) => sentence`Wenn nichts hilft, besuche ${page}.`,
    },
    openWebmail: (provider) => `${provider} öffnen`,
    didYouMean: (email) => sentence`Meintest du ${email}?`,
    correctAddress: 'Adresse korrigieren',
    elsewhere:
      'Liest du deine E-Mails auf einem anderen Gerät? Dann gib stattdessen hier den Code aus der E-Mail ein.',
    code: 'Sechsstelliger Code',
    submit: 'Mit dem Code anmelden',
    submitting: 'Wird angemeldet …',
    malformedCode: 'Der Code hat sechs Ziffern. Sieh in der E-Mail nach und versuche es noch einmal.',
    tooManyTries: {
      title: 'Fangen wir noch einmal an',
      explain: (email) =>
        sentence`Das war ein falscher Code zu viel. Der Code und sein Link funktionieren deshalb nicht mehr. Wir können beides neu an ${email} senden.`,
    },
    unknown: {
      title: 'Sieh in deinem Postfach nach',
      explain:
        'Wir können gerade nicht zeigen, wie es um deine E-Mail steht. Wenn sie angekommen ist, funktioniert der Link darin.',
      again: 'Diese Seite noch einmal anzeigen',
    },
    sendAgain: 'Neue E-Mail senden',
    sending: 'Wird gesendet …',
    sentAgain: 'Wir haben noch eine E-Mail gesendet. Jede der letzten drei funktioniert.',
    waitFor: (soon) => `Noch keine E-Mail? Sieh im Spam-Ordner nach. Du kannst ${soon} eine neue senden.`,
    mayNow: 'Noch keine E-Mail? Sieh im Spam-Ordner nach oder sende eine neue.',
    otherAddress: 'Falsche Adresse? Hier ändern',
    goBack: 'Zurück zu deinem Konto',
  },
  linkPage: {
    confirm: {
      title: 'Hier anmelden?',
      intro: (email) => sentence`Mit diesem Link meldest du dich als ${email} an.`,
      requestedHere: (when) => `Der Link wurde ${when} in diesem Browser angefordert.`,
      requestedElsewhere: (when, device) =>
        `Der Link wurde ${when} in einem anderen Browser angefordert: ${device}.`,
      otherAccount: (email) =>
        sentence`In diesem Browser bist du als ${email} angemeldet. Wenn du fortfährst, wirst du von diesem Konto abgemeldet.`,
      explain:
        'Wenn du das warst, kannst du dich auf diesem Gerät anmelden. Wenn nicht, schließ einfach diese Seite.',
      submit: 'Auf diesem Gerät anmelden',
      change: 'Zu diesem Konto wechseln',
      noCookie:
        'Dieser Browser hat unser Cookie nicht gespeichert, und ohne das Cookie können wir dich hier nicht anmelden. Dein Link wurde nicht verbraucht. Erlaube Cookies für diese Website und versuche es noch einmal, oder öffne den Link in einem anderen Browser.',
      elsewhere:
        'Um dich stattdessen dort anzumelden, wo du den Link angefordert hast, gib dort den sechsstelligen Code aus der E-Mail ein.',
    },
    invalid: {
      /** Not translated: others may rely on it. */
      documentTitle: 'Magic Link invalid/expired',
      title: 'Dieser Link funktioniert nicht mehr',
      reasons: {
        expired: (minutes) => `Dieser Link ist abgelaufen. Links gelten ${w.minutes(minutes)}.`,
        used: () => 'Dieser Link wurde schon verwendet. Jeder Link funktioniert nur einmal.',
        revoked: () => 'Dieser Link wurde gesperrt, bevor er verwendet wurde.',
        unknown: () => 'Diesen Link kennen wir nicht. Vielleicht ist er unvollständig oder sehr alt.',
        'too-many-tries': () => 'Dieser Link wurde gesperrt, weil sein Code zu oft falsch eingegeben wurde.',
      },
      sendTo: (email) => sentence`Wir können einen neuen an ${email} senden.`,
      submit: 'Neuen Link senden',
      ask: 'Wohin sollen wir einen neuen senden?',
      signedInAs: (email) => sentence`In diesem Browser bist du als ${email} angemeldet.`,
      continue: 'Weiter',
    },
    moved: {
      title: 'Dieses Konto hat eine neue Adresse',
      explain: (email) =>
        sentence`Das Konto mit ${email} wurde in den letzten drei Tagen auf eine andere Adresse umgestellt. Mit dieser hier kannst du dich jetzt nicht anmelden.`,
      wasYou: 'Wenn du das warst, melde dich mit der neuen Adresse an.',
      notYou:
        'Wenn du das nicht warst, mach die Änderung rückgängig. Du siehst, was passiert, bevor etwas geändert wird.',
      undo: 'Änderung rückgängig machen',
      newAccount: (until) =>
        `Wenn du mit dieser Adresse lieber ein neues Konto anlegen möchtest, geht das ab dem ${until}.`,
    },
    notSent: {
      title: 'Die E-Mail wurde nicht gesendet',
    },
    unavailable: {
      title: 'Das hat nicht geklappt',
      explain: unavailable,
    },
    unreadable: {
      title: 'In dieser Anfrage hat etwas gefehlt',
      explain: 'Es wurde nichts geändert. Bitte öffne den Link in deiner E-Mail noch einmal.',
    },
    toForm: 'Zurück zur Anmeldung',
  },
  problems: {
    missing: 'Bitte gib deine E-Mail-Adresse ein.',
    'too-long': 'Das ist zu lang für eine E-Mail-Adresse. Bitte prüfe sie.',
    malformed: 'Das sieht nicht nach einer E-Mail-Adresse aus. Sie sollte aussehen wie du@example.com.',
    same: 'Das ist schon deine Adresse. Gib eine andere ein.',
    'not-allowed':
      'Adressen dieser Domain können hier nicht verwendet werden. Versuche es mit einer anderen.',
    'not-sent': 'Wir konnten die E-Mail nicht senden. Bitte versuche es in einer Minute noch einmal.',
    'not-told':
      'Wir konnten deine aktuelle Adresse nicht benachrichtigen und haben deshalb nichts geändert. Bitte versuche es in einer Minute noch einmal.',
    unavailable,
    'too-many-tries': 'Das war der letzte Versuch für diesen Code. Sende dir einen neuen.',
    'codes-paused':
      'Für diese Adresse wurden heute zu viele falsche Codes eingegeben, deshalb nehmen wir gerade keine an. Der Link in deiner E-Mail funktioniert weiterhin. Öffne ihn in diesem Browser.',
    expired: 'Dieser Code ist abgelaufen. Sende dir einen neuen.',
    used: 'Dieser Code wurde schon verwendet. Sende dir einen neuen.',
    moved:
      'Das Konto mit dieser Adresse wurde auf eine andere Adresse umgestellt. Öffne den Link in deiner E-Mail, um zu sehen, was du tun kannst.',
    revoked: 'Dieser Code gilt nicht mehr. Sende dir einen neuen.',
    'wrong-code': (triesLeft) =>
      `Das ist nicht der Code. Du hast noch ${w.count(triesLeft, { one: 'Versuch', other: 'Versuche' })}.`,
    'too-many': (retryAfter) =>
      `Es wurden zu viele E-Mails angefordert. Bitte versuche es ${w.soon(retryAfter)} noch einmal.`,
    'too-often': (retryAfter) =>
      `Das waren zu viele Änderungen für einen Tag. Bitte versuche es ${w.soon(retryAfter)} noch einmal.`,
    'too-early': (retryAfter) => `Bitte warte noch ${w.duration(retryAfter)}.`,
  },
  errors: {
    notFound: {
      title: 'Hier ist nichts',
      explain: 'Vielleicht enthält die Adresse einen Tippfehler, oder die Seite ist umgezogen.',
    },
    unexpected: {
      title: 'Das hat nicht geklappt',
      explain: unavailable,
      again: 'Noch einmal versuchen',
    },
    foreign: 'Zu deiner Sicherheit geht das nur von unserer eigenen Website aus. Es wurde nichts geändert.',
    tooLarge: 'Das ist mehr, als dieses Formular annimmt. Es wurde nichts geändert.',
    unreadable: 'Das konnten wir nicht lesen. Es wurde nichts geändert.',
    outdated:
      'Wir haben diese Seite aktualisiert, seit du sie geöffnet hast. Es wurde nichts gesendet. Bitte drücke noch einmal auf den Button.',
    method: 'Das geht hier nicht. Es wurde nichts geändert.',
    malformed: 'Unter dieser Adresse gibt es keine Seite. Vielleicht fehlt das Ende der Adresse.',
  },
  account: {
    title: 'Dein Konto',
    intro: (email) => sentence`Du bist als ${email} angemeldet.`,
    navigation: 'Konto',
    places: {
      overview: 'Konto',
      email: 'E-Mail',
      sessions: 'Geräte',
      activity: 'Aktivität',
      data: 'Daten',
    },
    about: {
      email: 'Ändere die Adresse, mit der du dich anmeldest.',
      sessions: (n) => `Du bist auf ${w.count(n, { one: 'Gerät', other: 'Geräten' })} angemeldet.`,
      activity: (days) => `Anmeldungen, E-Mails und Änderungen aus den letzten ${daysDative(days)}.`,
      data: 'Alles, was wir über dich speichern, in einer Datei, die sowohl Menschen als auch Programme lesen können.',
    },
    data: 'Deine Daten',
    download: 'Deine Daten herunterladen',
    delete: 'Dein Konto löschen',
    back: 'Zurück zum Dashboard',
  },
  reauthenticatePage: {
    title: 'Bist du es noch?',
    intro: (email) =>
      sentence`Deine Anmeldung ist schon eine Weile her. Um sicherzugehen, dass du es noch bist, senden wir einen neuen Link und einen neuen Code an ${email}.`,
    explain: 'Danach machst du dort weiter, wo du aufgehört hast.',
    submit: 'E-Mail senden',
    submitting: 'Wird gesendet …',
    back: 'Nicht jetzt',
  },
  switchedPage: {
    title: 'Es wurde nichts geändert',
    intro: (email) => sentence`Du bist jetzt als ${email} angemeldet.`,
    explain:
      'Die Seite, die du gerade benutzt hast, gehörte zu einem anderen Konto oder war zu lange geöffnet.',
    continue: 'Weiter',
  },
  sessionsPage: {
    title: 'Wo du angemeldet bist',
    thisOne: 'Dieses Gerät',
    temporary: 'Vorübergehend',
    inUse: 'Gerade aktiv',
    lastUsed: (at) =>
      Date.now() - at.getTime() < 300_000
        ? 'In den letzten Minuten benutzt'
        : `Zuletzt ${w.ago(at.getTime())} benutzt`,
    since: (at) => sentence`Angemeldet am ${at}`,
    expires: (at) => sentence`Läuft am ${at} ab`,
    from: (network) => `Netzwerk: ${network}`,
    end: 'Abmelden',
    ending: 'Wird abgemeldet …',
    revokeOthers: 'Alle anderen Geräte abmelden',
    revokeAll: 'Überall abmelden',
    nowhereElse: 'Du bist sonst nirgends angemeldet.',
    ended: {
      one: 'Erledigt. Das Gerät ist abgemeldet. Links zum Anmelden, die wir vorher gesendet haben, funktionieren nicht mehr.',
      others:
        'Erledigt. Alle anderen Geräte sind abgemeldet. Links zum Anmelden, die wir vorher gesendet haben, funktionieren nicht mehr.',
    },
  },
  deletePage: {
    title: 'Dein Konto löschen',
    intro: (email) =>
      sentence`Damit löschst du das Konto für ${email} und alles, was dazugehört, auch deine Geräte und deine Aktivität.`,
    explain: 'Das geschieht sofort und lässt sich nicht rückgängig machen. Du wirst überall abgemeldet.',
    again: 'Du kannst dich mit derselben Adresse wieder registrieren und neu anfangen.',
    submit: 'Mein Konto löschen',
    submitting: 'Wird gelöscht …',
  },
  goodbye: {
    title: 'Dein Konto wurde gelöscht',
    explain:
      'Wir haben deine Daten gelöscht und dich überall abgemeldet. Zur Bestätigung senden wir dir eine letzte E-Mail. Danke, dass du hier warst.',
    again: 'Zur Startseite',
  },
  activityPage: {
    title: 'Aktivität',
    intro: (days) =>
      `Was in den letzten ${daysDative(days)} in deinem Konto passiert ist, das Neueste zuerst.`,
    utc: (now) => `Die Zeiten sind in UTC angegeben (jetzt ${now}).`,
    notYou: 'Kommt dir etwas unbekannt vor?',
    toSessions: 'Sieh nach, wo du angemeldet bist',
    nothing: 'Hier ist nichts.',
    newest: 'Neueste',
    older: 'Ältere',
    types: {
      'signed in': 'Angemeldet',
      'signed in, new device': 'In einem neuen Browser angemeldet',
      'session ended: signed-out': 'Abgemeldet',
      'session ended: replaced': 'Durch eine neue Anmeldung im selben Browser ersetzt',
      'session ended: revoked': 'Über die Liste der Geräte abgemeldet',
      'session ended: reported': 'Abgemeldet, nachdem du eine fremde Anmeldung gemeldet hattest',
      'session ended: email-changed': 'Abgemeldet, weil sich deine E-Mail-Adresse geändert hat',
      'session ended: operator': 'Von uns abgemeldet',
      'session ended: expired': 'Abgemeldet, weil die Sitzung abgelaufen ist',
      'email: sign-in': 'E-Mail gesendet: Link zum Anmelden',
      'email: no-account': 'E-Mail gesendet: Mit dieser Adresse kannst du dich nicht anmelden',
      'email: confirm-email-change': 'E-Mail gesendet: Bestätige deine neue Adresse',
      'email: email-change-requested': 'E-Mail gesendet: Deine Adresse wird bald geändert',
      'email: email-change-undone': 'E-Mail gesendet: Deine Adresse wurde zurückgeändert',
      'email: new-device': 'E-Mail gesendet: neue Anmeldung',
      'email: account-deleted': 'E-Mail gesendet: Konto gelöscht',
      'email change: requested': 'Änderung der E-Mail-Adresse angefordert',
      'email change: confirmed': 'E-Mail-Adresse geändert',
      'email change: canceled': 'Änderung der E-Mail-Adresse abgebrochen',
      'email change: undone': 'Änderung der E-Mail-Adresse rückgängig gemacht',
      'wrong-code': 'Falscher Code eingegeben',
      reported: 'Du hast eine Anmeldung gemeldet, die du nicht kanntest',
      exported: 'Daten heruntergeladen',
      disabled: 'Konto von uns deaktiviert',
      enabled: 'Konto von uns wieder aktiviert',
    },
    somethingElse: 'Etwas anderes',
    filter: {
      label: 'Anzeigen',
      all: 'Alles',
      'sign-ins': 'Anmeldungen',
      emails: 'E-Mails',
      changes: 'Änderungen',
    },
  },
  emailPage: {
    title: 'Deine E-Mail-Adresse ändern',
    now: (email) => sentence`Du meldest dich mit ${email} an.`,
    explain:
      'Wir senden einen Link zum Bestätigen an deine neue Adresse und informieren deine aktuelle. Bevor du bestätigst, ändert sich nichts.',
    newAddress: 'Neue E-Mail-Adresse',
    submit: 'Link senden',
    submitting: 'Wird gesendet …',
    waiting: {
      title: 'Bestätige deine neue Adresse',
      sent: (email) => sentence`Ein Link zum Bestätigen ist unterwegs an ${email}.`,
      lifetime: (minutes) =>
        `Öffne ihn in einem Browser, in dem du angemeldet bist. Er funktioniert einmal und läuft in ${w.minutes(minutes)} ab.`,
      until: (email) => sentence`Bis dahin meldest du dich weiterhin mit ${email} an.`,
      explain:
        'Noch keine E-Mail? Sieh im Spam-Ordner nach. Wenn du dich bei der Adresse vertippt hast, brich die Änderung ab und fang neu an.',
      cancel: 'Änderung abbrechen',
      canceling: 'Wird abgebrochen …',
    },
  },
  confirmEmailPage: {
    title: 'Ab jetzt mit dieser Adresse anmelden?',
    intro: (email) => sentence`Dieser Link ändert die E-Mail-Adresse eines Kontos zu ${email}.`,
    requestedHere: (when) => `Die Änderung wurde ${when} in diesem Browser angefordert.`,
    requestedElsewhere: (when, device) =>
      `Die Änderung wurde ${when} in einem anderen Browser angefordert: ${device}.`,
    otherAccount: (email) =>
      sentence`In diesem Browser bist du als ${email} angemeldet. Das ist ein anderes Konto, und es bleibt, wie es ist.`,
    explain:
      'Wenn du bestätigst, werden außerdem alle Browser abgemeldet, außer dem, in dem die Änderung angefordert wurde.',
    submit: 'Diese Adresse bestätigen',
    elsewhere: {
      title: 'Öffne diesen Link dort, wo du angemeldet bist',
      requested: (when, device) => `Die Änderung wurde ${when} angefordert (${device}).`,
      explain:
        'Um die Änderung zu bestätigen, öffne diesen Link in dem Browser, in dem du sie angefordert hast. Oder melde dich hier mit der aktuellen Adresse des Kontos an und öffne den Link dann noch einmal.',
      notYou:
        'Wenn du das nicht angefordert hast, schließ diese Seite. Das Konto gehört jemand anderem, und es ändert sich nichts.',
    },
    done: {
      title: 'Deine E-Mail-Adresse wurde geändert',
      intro: (email) => sentence`Melde dich ab jetzt mit ${email} an.`,
      explain: 'Alle Browser sind abgemeldet, außer dem, in dem die Änderung angefordert wurde.',
      continue: 'Weiter',
      signIn: 'Um in diesem Browser weiterzumachen, sende dir einen Link zum Anmelden.',
    },
    invalid: {
      expired: {
        title: 'Dieser Link ist abgelaufen',
        explain: (minutes) =>
          `Er war ${w.minutes(minutes)} gültig. Es wurde nichts geändert. Um deine Adresse zu ändern, fordere die Änderung in deinem Konto noch einmal an.`,
      },
      canceled: {
        title: 'Diese Änderung wurde abgebrochen',
        explain: () =>
          'Sie wurde abgebrochen, rückgängig gemacht oder durch eine neuere ersetzt. Wenn du eine neuere E-Mail von uns hast, öffne den Link in dieser.',
      },
      taken: {
        title: 'Diese Adresse hat schon ein Konto',
        explain: () =>
          'Jede Adresse kann nur ein Konto haben, deshalb wurde nichts geändert. Um diese Adresse für dein anderes Konto zu verwenden, melde dich zuerst mit ihr an und lösche das Konto, das sie schon hat.',
      },
    },
  },
  undoPage: {
    requested: (when, device) => `Die Änderung wurde ${when} angefordert (${device}).`,
    wasMe: 'Wenn du das so wolltest, schließ diese Seite. Es ändert sich nichts.',
    waiting: {
      title: 'Diese Änderung abbrechen?',
      intro: (from, to) =>
        sentence`Jemand möchte die E-Mail-Adresse deines Kontos von ${from} zu ${to} ändern.`,
      explain:
        'Wenn du das nicht warst, brich die Änderung ab und melde dich überall ab: Wer sie angefordert hat, war in deinem Konto angemeldet.',
      submit: 'Änderung abbrechen und überall abmelden',
      confirm: {
        title: 'Bitte bestätige',
        explain: `${askedTwice} Dein Konto behält seine Adresse, und du wirst in allen Browsern abgemeldet.`,
        submit: 'Ja, Änderung abbrechen',
      },
      done: {
        title: 'Die Änderung ist abgebrochen',
        intro: (email) => sentence`Dein Konto behält die Adresse ${email}.`,
      },
    },
    confirmed: {
      title: 'Diese Änderung rückgängig machen?',
      intro: (from, to) => sentence`Die E-Mail-Adresse deines Kontos wurde von ${from} zu ${to} geändert.`,
      explain:
        'Wenn du das nicht warst, mach die Änderung rückgängig und melde dich überall ab: Wer sie angefordert hat, war in deinem Konto angemeldet.',
      submit: 'Rückgängig machen und überall abmelden',
      confirm: {
        title: 'Bitte bestätige',
        explain: `${askedTwice} Dein Konto bekommt seine alte Adresse zurück, und du wirst in allen Browsern abgemeldet.`,
        submit: 'Ja, Änderung rückgängig machen',
      },
      done: {
        title: 'Du hast deine Adresse zurück',
        intro: (email) => sentence`Du meldest dich wieder mit ${email} an.`,
      },
    },
    afterwards:
      'Du bist überall abgemeldet. Wenn du die Änderung nicht angefordert hast, kann vielleicht jemand deine E-Mails lesen. Ändere jetzt das Passwort deines E-Mail-Kontos.',
    invalid: {
      expired: {
        title: 'Dieser Link ist abgelaufen',
        explain: (days) =>
          `Er war ${w.days(days)} gültig und kann die Änderung jetzt nicht mehr abbrechen oder rückgängig machen.`,
      },
      canceled: {
        title: 'Diese Änderung ist schon abgebrochen',
        explain: () =>
          'Sie wurde abgebrochen, rückgängig gemacht oder durch eine neuere ersetzt. Wenn du eine neuere E-Mail von uns hast, öffne den Link in dieser.',
      },
      taken: {
        title: 'Deine alte Adresse hat ein anderes Konto',
        explain: () =>
          'Inzwischen gehört deine alte Adresse zu einem anderen Konto. Um sie zurückzubekommen, melde dich mit ihr an, lösche das Konto, das sie jetzt hat, und öffne dann diesen Link noch einmal.',
      },
    },
  },
  reportPage: {
    title: 'Überall abmelden?',
    intro: (email, when, device) => sentence`Jemand hat sich ${when} als ${email} angemeldet (${device}).`,
    explain:
      'Wenn du das nicht warst, melde den fremden Browser und alle anderen ab. Danach kannst du dich mit einem neuen Link wieder anmelden.',
    submit: 'Das war ich nicht',
    confirm: {
      title: 'Bitte bestätige',
      explain: `${askedTwice} Du wirst in allen Browsern abgemeldet, und Links, die wir vorher gesendet haben, funktionieren nicht mehr.`,
      submit: 'Ja, überall abmelden',
    },
    wasMe: 'Wenn du es doch warst, schließ diese Seite. Es wurde nichts geändert.',
    done: {
      title: 'Du bist überall abgemeldet',
      explain:
        'Wer sich anmeldet, braucht Zugriff auf deine E-Mails. Vielleicht kann also jemand anderes sie lesen. Ändere jetzt das Passwort deines E-Mail-Kontos.',
    },
    invalid: {
      title: 'Dieser Link funktioniert nicht mehr',
      explain:
        'Er wurde schon verwendet, ist abgelaufen, ist unvollständig oder galt für eine Adresse, die das Konto nicht mehr hat. Um zu sehen, wo du angemeldet bist, und um dich dort abzumelden, melde dich an und öffne dein Konto.',
    },
  },
  dataExport: {
    about: `Alles, was ${brand.name} über dich speichert. Alle Zeiten sind in UTC angegeben. Was wir weggelassen haben und warum, steht am Ende.`,
    leftOut: {
      'Session.userId': sameUser,
      'Session.attemptId': 'Ein zufälliger Name für die Anfrage, die zu dieser Anmeldung geführt hat.',
      'Session.bindingHash': fingerprint,
      'Session.deviceHash': fingerprint,
      'Event.userId': sameUser,
      'EmailChange.userId': sameUser,
      'EmailChange.confirmHash': 'Prüft den Link, der eine neue Adresse bestätigt.',
      'EmailChange.undoHash':
        'Prüft den Link, der eine Änderung der E-Mail-Adresse abbricht oder rückgängig macht.',
      'Suppression.email': 'Dasselbe wie user.email.',
      'LinkRevocation.emailHash':
        'Ein Fingerabdruck einer Adresse, deren ältere Links zum Anmelden nicht mehr funktionieren. Die Adresse lässt sich daraus nicht ablesen.',
      'LinkRevocation.revokedAt':
        'Wann sie gesperrt wurden. Das ist allein unter diesem Fingerabdruck gespeichert.',
      'Sign-in links':
        'Zwei Stunden lang nach jeder Anfrage: die Adresse, wohin sie führt und womit wir ihren Link und ihren Code prüfen.',
      Limits:
        'Anzahlen von E-Mails und Codes, allein unter Fingerabdrücken gespeichert und innerhalb eines Tages gelöscht.',
    },
  },
  signInEmail: {
    subject: `Dein Link zum Anmelden bei ${brand.name}`,
    preview: (minutes) => `Er läuft in ${w.minutes(minutes)} ab. Öffne ihn dort, wo du dich anmeldest.`,
    title: `Bei ${brand.name} anmelden`,
    intro: 'Öffne diesen Link in dem Browser, in dem du dich gerade anmeldest.',
    button: 'Anmelden',
    orCode:
      'Liest du das auf einem anderen Gerät? Dann gib diesen Code in dem Browser ein, in dem du dich gerade anmeldest:',
    requestedIn: (device, network) =>
      network
        ? `Angefordert von ${network}, Browser: ${device}.`
        : `Angefordert in folgendem Browser: ${device}.`,
    lifetime: ({ link, code }) =>
      link === code
        ? `Der Link und der Code funktionieren einmal und laufen in ${w.minutes(link)} ab.`
        : `Der Link funktioniert ${w.minutes(link)} lang, der Code ${w.minutes(code)} lang, und beide nur einmal.`,
    notYou:
      'Wenn du das nicht angefordert hast, kannst du diese E-Mail einfach ignorieren. Ohne sie kann sich niemand anmelden. Gib den Code nie weiter, auch nicht an Leute, die sagen, dass sie hier arbeiten.',
    inFull,
    confirming: {
      delete: {
        subject: `Anmelden, um dein Konto bei ${brand.name} zu löschen`,
        title: 'Möchtest du dein Konto löschen?',
        intro:
          'Jemand, wahrscheinlich du, möchte dieses Konto löschen. Um fortzufahren, öffne diesen Link in dem Browser, in dem du ihn angefordert hast.',
      },
      'change-email': {
        subject: `Anmelden, um deine Adresse bei ${brand.name} zu ändern`,
        title: 'Möchtest du deine E-Mail-Adresse ändern?',
        intro:
          'Jemand, wahrscheinlich du, möchte die E-Mail-Adresse dieses Kontos ändern. Um fortzufahren, öffne diesen Link in dem Browser, in dem du ihn angefordert hast.',
      },
      export: {
        subject: `Anmelden, um deine Daten bei ${brand.name} herunterzuladen`,
        title: 'Möchtest du deine Daten herunterladen?',
        intro:
          'Jemand, wahrscheinlich du, möchte alle Daten dieses Kontos herunterladen. Um fortzufahren, öffne diesen Link in dem Browser, in dem du ihn angefordert hast.',
      },
      other: {
        subject: `Anmelden, um bei ${brand.name} fortzufahren`,
        title: 'Möchtest du mit einer sensiblen Aktion fortfahren?',
        intro:
          'Jemand, wahrscheinlich du, möchte in diesem Konto mit einer sensiblen Aktion fortfahren. Öffne dazu diesen Link in dem Browser, in dem du ihn angefordert hast.',
      },
    },
    confirmingButton: 'Anmelden und fortfahren',
    confirmingOrCode:
      'Liest du das auf einem anderen Gerät? Dann gib diesen Code in dem Browser ein, in dem du ihn angefordert hast:',
    notConfirming:
      'Wenn du das nicht warst, öffne den Link nicht und gib den Code nicht weiter. Vielleicht ist jemand anderes in deinem Konto angemeldet: Sieh in der Liste der Geräte nach und melde fremde ab.',
  },
  noAccountEmail: {
    subject: `Anmelden bei ${brand.name} geht mit dieser Adresse nicht`,
    preview: 'Jemand hat einen Link zum Anmelden für diese Adresse angefordert.',
    title: 'Mit dieser Adresse kannst du dich nicht anmelden',
    intro: `Jemand, wahrscheinlich du, wollte sich mit dieser Adresse bei ${brand.name} anmelden. Das ist gerade nicht möglich: Entweder gibt es kein Konto mit dieser Adresse, oder das Konto wurde geschlossen.`,
    otherAddress: 'Wenn du dich mit einer anderen Adresse registriert hast, melde dich mit dieser an.',
    notYou: 'Wenn du das nicht angefordert hast, kannst du diese E-Mail einfach ignorieren.',
  },
  confirmEmailChangeEmail: {
    subject: `Bestätige deine neue Adresse für ${brand.name}`,
    preview: 'Bevor du das tust, ändert sich nichts.',
    title: 'Ist das deine neue Adresse?',
    intro: `Jemand, wahrscheinlich du, möchte sich ab jetzt mit dieser Adresse bei ${brand.name} anmelden. Um zu bestätigen, dass sie dir gehört, öffne diesen Link in dem Browser, in dem du ihn angefordert hast:`,
    button: 'Diese Adresse bestätigen',
    requestedIn: (device) => `Angefordert in folgendem Browser: ${device}.`,
    lifetime: (minutes) =>
      `Der Link funktioniert einmal und läuft in ${w.minutes(minutes)} ab. Bis du bestätigst, behält das Konto seine aktuelle Adresse.`,
    notYou: 'Wenn du das nicht angefordert hast, öffne den Link nicht. Dann ändert sich nichts.',
    inFull,
  },
  emailChangeRequestedEmail: {
    subject: `Deine E-Mail-Adresse bei ${brand.name} wird bald geändert`,
    preview: 'Wenn du das nicht warst, kannst du es mit einem Link abbrechen.',
    title: 'Möchtest du deine E-Mail-Adresse ändern?',
    intro: `Jemand, wahrscheinlich du, hat eine neue E-Mail-Adresse für dein Konto bei ${brand.name} angefordert.`,
    newAddress: 'Neue Adresse',
    when: 'Wann',
    browser: 'Browser',
    wasYou:
      'Wenn du das warst, gibt es hier nichts zu tun. Um die Änderung abzuschließen, öffne den Link, den wir an die neue Adresse gesendet haben.',
    notYou:
      'Wenn du das nicht warst, öffne diesen Link, um die Änderung abzubrechen oder rückgängig zu machen und dich überall abzumelden. Du musst dich dafür nicht anmelden:',
    button: 'Änderung abbrechen',
    lifetime: (until) => `Der Link funktioniert bis zum ${until}.`,
    mailbox: `Wenn du das nicht warst, ist jemand in deinem Konto angemeldet und kann vielleicht deine E-Mails lesen. ${changePassword}`,
    inFull,
  },
  emailChangeUndoneEmail: {
    subject: `Deine E-Mail-Adresse bei ${brand.name} wurde zurückgeändert`,
    preview: 'Mit dieser Adresse kannst du dich bei dem Konto nicht mehr anmelden.',
    title: 'Deine E-Mail-Adresse wurde zurückgeändert',
    intro: `Dein Konto bei ${brand.name} hatte diese Adresse. Jemand, der die E-Mails der vorherigen Adresse lesen kann, hat diese Änderung rückgängig gemacht. Das Konto hat wieder seine vorherige Adresse und ist überall abgemeldet.`,
    when: 'Wann',
    browser: 'Browser',
    place: 'Ungefährer Ort',
    wasYou: 'Wenn du das warst, gibt es hier nichts zu tun. Melde dich mit der vorherigen Adresse an.',
    notYou:
      'Wenn du das nicht warst, kann jemand die E-Mails deiner vorherigen Adresse lesen. Ändere zuerst das Passwort dieses E-Mail-Kontos. Melde dich dann mit der vorherigen Adresse an und ändere sie noch einmal.',
  },
  newDeviceEmail: {
    subject: `Neue Anmeldung bei ${brand.name}`,
    preview: 'In einem Browser, den wir noch nicht kannten. Warst du das?',
    title: 'Warst du das?',
    intro: `Jemand, wahrscheinlich du, hat sich in deinem Konto bei ${brand.name} angemeldet, in einem Browser, den wir noch nicht kannten.`,
    when: 'Wann',
    browser: 'Browser',
    place: 'Ungefährer Ort',
    wasYou: 'Wenn du das warst, gibt es nichts zu tun.',
    notYou:
      'Wenn du das nicht warst, öffne diesen Link, um den fremden Browser und alle anderen abzumelden. Du musst dich dafür nicht anmelden:',
    button: 'Das war ich nicht',
    lifetime: (until) => `Der Link funktioniert bis zum ${until}.`,
    mailbox: `Wenn du das nicht warst, konnte jemand deine E-Mails lesen. ${changePassword}`,
    inFull,
  },
  accountDeletedEmail: {
    subject: `Dein Konto bei ${brand.name} wurde gelöscht`,
    preview: 'Das ist die letzte E-Mail, die du von uns bekommst.',
    title: 'Dein Konto wurde gelöscht',
    intro: (when) =>
      `Wie gewünscht wurde dein Konto bei ${brand.name} am ${when} gelöscht, zusammen mit allem, was dazugehörte. Du bist überall abgemeldet.`,
    again:
      'Du bist jederzeit wieder willkommen. Mit dieser Adresse kannst du dich noch einmal registrieren und neu anfangen:',
    notYou:
      'Wir können das Konto nicht wiederherstellen. Wenn du es nicht gelöscht hast, kann vielleicht jemand deine E-Mails lesen. Ändere jetzt das Passwort deines E-Mail-Kontos.',
  },
} satisfies Copy
