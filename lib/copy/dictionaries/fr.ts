import { brand } from '@/lib/brand'
import type { Copy } from '@/lib/copy'
import { sentence } from '@/lib/copy/sentence'
import { wordsIn } from '@/lib/copy/words'

// No-break spaces stand before : and inside « », narrow ones before ? ! and ;. What is signed in is the
// account, not the reader: "connecté" would have to know their gender.

const w = wordsIn('fr-FR', 'à l’instant', '1er')

const askedTwice =
  'Certaines messageries ouvrent les liens et actionnent les boutons toutes seules, alors nous demandons deux fois.'
const unavailable =
  'De notre côté, quelque chose ne répond pas. Rien n’est perdu. Veuillez réessayer dans une minute.'
const fingerprint =
  'Une empreinte qui nous permet de reconnaître votre navigateur. Elle ne révèle rien sur lui.'
const sameUser = 'Identique à user.id.'
const inFull = 'Si le bouton ne fonctionne pas, copiez ce lien dans votre navigateur :'
const changePassword = 'Changez aussi le mot de passe de votre messagerie.'

export const fr = {
  language: {
    code: 'fr',
    name: 'Français',
    direction: 'ltr',
    choose: 'Langue',
    words: w,
  },
  devices: {
    on: (browser, system) => `${browser} sous ${system}`,
    unknown: 'un navigateur inconnu',
  },
  common: {
    reference: (reference) => `Si vous nous demandez de l’aide, mentionnez ${reference}.`,
    email: 'Adresse e-mail',
    keepSignedIn: 'Garder ma session ouverte sur cet appareil',
    unavailable,
    notReached: 'Notre serveur n’a pas répondu. Vérifiez votre accès à Internet, puis réessayez.',
    backOnline: 'Votre accès à Internet est rétabli. Veuillez réessayer.',
  },
  signInForm: {
    title: 'Se connecter',
    intro: 'Nous vous enverrons un lien par e-mail. Aucun mot de passe à retenir.',
    emailPlaceholder: 'vous@example.com',
    submit: 'Envoyer le lien',
    submitting: 'Envoi…',
    forget: 'Oublier cette adresse',
  },
  noCookie: {
    title: 'Veuillez autoriser les cookies',
    sent: 'Si vous venez de saisir une adresse qui permet de se connecter ici, un e-mail contenant un lien est en route.',
    explain:
      'Mais ce navigateur n’a pas conservé notre cookie, et sans lui nous ne pouvons pas vous connecter.',
    instead:
      'Autorisez les cookies pour ce site, puis ouvrez le lien reçu par e-mail. Il fonctionne aussi dans d’autres navigateurs.',
    again: 'Demander un autre e-mail',
  },
  challenge: {
    working:
      'Beaucoup d’e-mails sont demandés en ce moment. Nous vérifions que vous n’êtes pas un robot. Cela prend quelques secondes.',
    wait: (seconds) =>
      `Beaucoup d’e-mails sont demandés en ce moment. Veuillez attendre ${w.duration(seconds * 1000)}, puis appuyez de nouveau sur le bouton.`,
  },
  dashboard: {
    title: 'Tableau de bord',
    hello: (email) => `Bonjour ${email}`,
    intro: 'Connexion réussie. À vous de construire à partir de cette page.',
    account: 'Votre compte',
    signOut: 'Se déconnecter',
    session: {
      title: 'Cette session',
      signedIn: 'Connexion',
      expires: 'Expiration',
    },
    steps: {
      title: 'Votre parcours jusqu’ici',
      requested: {
        title: 'Vous avez saisi votre adresse',
        explain: 'Un seul script dans Redis a vérifié toutes les limites et enregistré la tentative.',
      },
      emailed: {
        title: 'Nous avons envoyé l’e-mail',
        explain: 'Une fois la réponse partie, pour que toutes les adresses prennent le même temps.',
      },
      redeemed: {
        title: 'Vous avez ouvert le lien ou saisi le code',
        explain: 'Un seul INSERT a créé cette session. Même ouvert cent fois, le lien n’en crée qu’une.',
      },
      guarded: {
        title: 'Cette page a vérifié votre session',
        explain: 'Le middleware a regardé le cookie. Ensuite, la page a interrogé la base de données.',
      },
    },
    next: {
      title: 'Et maintenant',
      explain: (file) => sentence`Remplacez cette page. Elle se trouve dans ${file}.`,
    },
  },
  checkEmail: {
    title: 'Consultez votre messagerie',
    sent: (email) =>
      sentence`Si ${email} permet de se connecter ici, un e-mail contenant un lien et un code est en route.`,
    tried: (email) => sentence`Nous avons essayé d’envoyer un e-mail à ${email}.`,
    openHere: ({ link, code }) =>
      link === code
        ? `Ouvrez le lien dans ce navigateur pour vous connecter. Il fonctionne une seule fois et expire dans ${w.minutes(link)}.`
        : `Ouvrez le lien dans ce navigateur pour vous connecter. Il fonctionne une seule fois et expire dans ${w.minutes(link)}, son code dans ${w.minutes(code)}.`,
    emailState: {
      queued: 'Envoi de l’e-mail…',
      failed: 'Nous n’avons pas pu envoyer l’e-mail. Rien n’est perdu : demandez-en un nouveau.',
      accepted: 'Envoyé. L’e-mail devrait arriver d’ici une minute.',
      delayed:
        'Votre messagerie retarde notre e-mail. Il devrait tout de même arriver ; vous n’avez rien à faire.',
      delivered: 'Remis. L’e-mail devrait être dans votre boîte de réception ou dans vos spams.',
      bounced: 'Cette adresse n’accepte pas notre e-mail. Est-elle bien orthographiée ?',
      complained: 'Cette adresse n’accepte pas notre e-mail. Essayez-en une autre.',
    },
    steps: {
      label: 'Progression',
      requested: 'Demandé',
      sent: 'Envoyé',
      delivered: 'Remis',
      opened: 'Ouvert',
    },
    opened: 'Le lien a été ouvert. Si c’était vous, continuez là-bas.',
    suppressed: {
      title: 'Nous n’avons pas envoyé d’e-mail',
      bounced: (email, since) =>
        sentence`Le ${w.day(since)}, notre e-mail à ${email} nous est revenu. Nous n’en avons plus envoyé depuis.`,
      complained: (email, since) =>
        sentence`Le ${w.day(since)}, notre e-mail à ${email} a été signalé comme spam. Nous n’en avons plus envoyé depuis.`,
      send: 'Si vous souhaitez recevoir de nouveau nos e-mails, nous pouvons vous envoyer tout de suite un nouveau lien et un nouveau code.',
      waitOrSend: (until) =>
        `Si l’adresse fonctionne de nouveau, nous pouvons vous envoyer tout de suite un nouveau lien et un nouveau code. Sinon, nous réessaierons après le ${w.day(until)}.`,
      submit: 'Recevoir de nouveau les e-mails',
    },
    help: {
      title: 'Besoin d’aide ?',
      hints: [
        'Au travail ou à l’école, un filtre peut retenir notre e-mail quelques minutes.',
        'Votre compte est peut-être associé à une autre adresse : essayez-la.',
        'Si nos e-mails nous sont revenus ou ont été signalés comme spam, nous avons peut-être cessé d’en envoyer. Un navigateur qui vous a déjà servi à vous connecter l’indiquera ici.',
      ],
      writeTo: (address) => sentence`Si rien n’y fait, écrivez à ${address}.`,
      visit: (page) => sentence`Si rien n’y fait, consultez ${page}.`,
    },
    openWebmail: (provider) => `Ouvrir ${provider}`,
    didYouMean: (email) => sentence`Vouliez-vous dire ${email} ?`,
    correctAddress: 'Corriger l’adresse',
    elsewhere: 'Vous lisez vos e-mails sur un autre appareil ? Saisissez plutôt ici le code reçu par e-mail.',
    code: 'Code à six chiffres',
    submit: 'Se connecter avec le code',
    submitting: 'Connexion…',
    malformedCode: 'Le code comporte six chiffres. Vérifiez l’e-mail et réessayez.',
    tooManyTries: {
      title: 'Recommençons',
      explain: (email) =>
        sentence`C’était un code erroné de trop : ni le code ni son lien ne fonctionnent plus. Nous pouvons en envoyer de nouveaux à ${email}.`,
    },
    unknown: {
      title: 'Consultez votre messagerie',
      explain:
        'Nous ne pouvons pas indiquer où en est votre e-mail pour le moment. S’il est arrivé, le lien qu’il contient fonctionne.',
      again: 'Afficher de nouveau cette page',
    },
    sendAgain: 'Envoyer un nouvel e-mail',
    sending: 'Envoi…',
    sentAgain: 'Nous avons envoyé un autre e-mail. Chacun des trois derniers fonctionne.',
    waitFor: (soon) =>
      `Toujours pas d’e-mail ? Vérifiez vos spams. Vous pourrez en demander un autre ${soon}.`,
    mayNow: 'Toujours pas d’e-mail ? Vérifiez vos spams ou demandez-en un autre.',
    otherAddress: 'Mauvaise adresse ? Modifiez-la',
    goBack: 'Retour à votre compte',
  },
  linkPage: {
    confirm: {
      title: 'Se connecter ici ?',
      intro: (email) => sentence`Ce lien vous connecte au compte ${email}.`,
      requestedHere: (when) => `Il a été demandé ${when}, dans ce navigateur.`,
      requestedElsewhere: (when, device) => `Il a été demandé ${when}, dans un autre navigateur : ${device}.`,
      otherAccount: (email) =>
        sentence`Le compte ${email} est connecté dans ce navigateur. Si vous continuez, il sera déconnecté.`,
      explain:
        'Si c’était vous, vous pouvez vous connecter sur cet appareil. Sinon, fermez simplement cette page.',
      submit: 'Se connecter sur cet appareil',
      change: 'Passer à ce compte',
      noCookie:
        'Ce navigateur n’a pas conservé notre cookie, et sans lui nous ne pouvons pas vous connecter ici. Votre lien n’a pas été utilisé. Autorisez les cookies pour ce site et réessayez, ou ouvrez le lien dans un autre navigateur.',
      elsewhere:
        'Pour vous connecter plutôt là où vous avez demandé le lien, saisissez-y le code à six chiffres reçu par e-mail.',
    },
    invalid: {
      /** Not translated: others may rely on it. */
      documentTitle: 'Magic Link invalid/expired',
      title: 'Ce lien ne fonctionne plus',
      reasons: {
        expired: (minutes) => `Ce lien a expiré. Les liens sont valables ${w.minutes(minutes)}.`,
        used: () => 'Ce lien a déjà été utilisé. Chaque lien fonctionne une seule fois.',
        revoked: () => 'Ce lien a été annulé avant d’être utilisé.',
        unknown: () => 'Nous ne reconnaissons pas ce lien. Il est peut-être incomplet ou très ancien.',
        'too-many-tries': () => 'Ce lien a été annulé, car son code a été mal saisi trop de fois.',
      },
      sendTo: (email) => sentence`Nous pouvons en envoyer un nouveau à ${email}.`,
      submit: 'Envoyer un nouveau lien',
      ask: 'Où devons-nous en envoyer un nouveau ?',
      signedInAs: (email) => sentence`Le compte ${email} est connecté dans ce navigateur.`,
      continue: 'Continuer',
    },
    moved: {
      title: 'Ce compte a une nouvelle adresse',
      explain: (email) =>
        sentence`Au cours des trois derniers jours, le compte associé à ${email} est passé à une autre adresse. Vous ne pouvez pas vous connecter avec celle-ci pour le moment.`,
      wasYou: 'Si c’était vous, connectez-vous avec la nouvelle adresse.',
      notYou:
        'Si ce n’était pas vous, rétablissez l’ancienne adresse. Vous verrez ce qui va se passer avant que quoi que ce soit ne change.',
      undo: 'Rétablir l’ancienne adresse',
      newAccount: (until) =>
        `Si vous préférez créer un nouveau compte avec cette adresse, ce sera possible après le ${until}.`,
    },
    notSent: {
      title: 'L’e-mail n’a pas été envoyé',
    },
    unavailable: {
      title: 'Cela n’a pas fonctionné',
      explain: unavailable,
    },
    unreadable: {
      title: 'Il manquait quelque chose dans cette demande',
      explain: 'Rien n’a été modifié. Veuillez ouvrir de nouveau le lien reçu par e-mail.',
    },
    toForm: 'Retour à la page de connexion',
  },
  problems: {
    missing: 'Veuillez saisir votre adresse e-mail.',
    'too-long': 'C’est trop long pour une adresse e-mail. Veuillez la vérifier.',
    malformed: 'Cela ne ressemble pas à une adresse e-mail. Le format attendu est vous@example.com.',
    same: 'C’est déjà votre adresse. Saisissez-en une autre.',
    'not-allowed': 'Les adresses de ce domaine ne peuvent pas être utilisées ici. Essayez-en une autre.',
    'not-sent': 'Nous n’avons pas pu envoyer l’e-mail. Veuillez réessayer dans une minute.',
    'not-told':
      'Nous n’avons pas pu prévenir votre adresse actuelle, donc rien n’a été modifié. Veuillez réessayer dans une minute.',
    unavailable,
    'too-many-tries': 'C’était le dernier essai pour ce code. Demandez-en un nouveau.',
    'codes-paused':
      'Trop de codes erronés pour cette adresse aujourd’hui : les codes sont suspendus. Le lien reçu par e-mail fonctionne toujours. Ouvrez-le dans ce navigateur.',
    expired: 'Ce code a expiré. Demandez-en un nouveau.',
    used: 'Ce code a déjà été utilisé. Demandez-en un nouveau.',
    moved:
      'Le compte associé à cette adresse est passé à une autre adresse. Ouvrez le lien reçu par e-mail pour voir ce que vous pouvez faire.',
    revoked: 'Ce code n’est plus valable. Demandez-en un nouveau.',
    'wrong-code': (triesLeft) =>
      `Ce n’est pas le bon code. Il vous reste ${w.count(triesLeft, { one: 'essai', other: 'essais' })}.`,
    'too-many': (retryAfter) => `Trop d’e-mails ont été demandés. Veuillez réessayer ${w.soon(retryAfter)}.`,
    'too-often': (retryAfter) =>
      `Trop de changements en une journée. Veuillez réessayer ${w.soon(retryAfter)}.`,
    'too-early': (retryAfter) => `Veuillez attendre encore ${w.duration(retryAfter)}.`,
  },
  errors: {
    notFound: {
      title: 'Il n’y a rien ici',
      explain: 'L’adresse contient peut-être une faute de frappe, ou la page a été déplacée.',
    },
    unexpected: {
      title: 'Cela n’a pas fonctionné',
      explain: unavailable,
      again: 'Réessayer',
    },
    foreign: 'Pour votre sécurité, cela ne fonctionne que depuis notre propre site. Rien n’a été modifié.',
    tooLarge: 'C’est plus que ce formulaire n’accepte. Rien n’a été modifié.',
    unreadable: 'Nous n’avons pas pu lire cela. Rien n’a été modifié.',
    outdated:
      'Nous avons mis cette page à jour depuis que vous l’avez ouverte. Rien n’a été envoyé. Veuillez appuyer de nouveau sur le bouton.',
    method: 'Cela n’est pas possible ici. Rien n’a été modifié.',
    malformed: 'Il n’y a pas de page à cette adresse. Elle a peut-être été tronquée.',
  },
  account: {
    title: 'Votre compte',
    intro: (email) => sentence`Vous utilisez le compte ${email}.`,
    navigation: 'Compte',
    places: {
      overview: 'Compte',
      email: 'E-mail',
      sessions: 'Appareils',
      activity: 'Activité',
      data: 'Données',
    },
    about: {
      email: 'Modifiez l’adresse avec laquelle vous vous connectez.',
      sessions: (n) =>
        `Votre compte est connecté sur ${w.count(n, { one: 'appareil', other: 'appareils' })}.`,
      activity: (days) =>
        `Les connexions, les e-mails et les modifications des ${w.count(days, { one: 'dernier jour', other: 'derniers jours' })}.`,
      data: 'Tout ce que nous conservons sur vous, dans un fichier lisible à la fois par les personnes et par les programmes.',
    },
    data: 'Vos données',
    download: 'Télécharger vos données',
    delete: 'Supprimer votre compte',
    back: 'Retour au tableau de bord',
  },
  reauthenticatePage: {
    title: 'Est-ce toujours vous ?',
    intro: (email) =>
      sentence`Votre dernière connexion date un peu. Pour nous assurer que c’est toujours vous, nous enverrons un nouveau lien et un nouveau code à ${email}.`,
    explain: 'Ensuite, vous reprendrez là où vous en étiez.',
    submit: 'Envoyer l’e-mail',
    submitting: 'Envoi…',
    back: 'Pas maintenant',
  },
  switchedPage: {
    title: 'Rien n’a été modifié',
    intro: (email) => sentence`Vous utilisez maintenant le compte ${email}.`,
    explain:
      'La page que vous venez d’utiliser était celle d’un autre compte, ou était ouverte depuis trop longtemps.',
    continue: 'Continuer',
  },
  sessionsPage: {
    title: 'Vos appareils connectés',
    thisOne: 'Cet appareil',
    temporary: 'Temporaire',
    inUse: 'Actif en ce moment',
    lastUsed: (at) =>
      Date.now() - at.getTime() < 300_000
        ? 'Utilisé ces dernières minutes'
        : `Dernière utilisation : ${w.ago(at.getTime())}`,
    since: (at) => sentence`Connexion le ${at}`,
    expires: (at) => sentence`Expire le ${at}`,
    from: (network) => `Réseau : ${network}`,
    end: 'Déconnecter',
    ending: 'Déconnexion…',
    revokeOthers: 'Déconnecter tous les autres appareils',
    revokeAll: 'Se déconnecter partout',
    nowhereElse: 'Votre compte n’est connecté nulle part ailleurs.',
    ended: {
      one: 'C’est fait. Cet appareil-là est déconnecté. Les liens de connexion envoyés auparavant ne fonctionnent plus.',
      others:
        'C’est fait. Tous les autres appareils sont déconnectés. Les liens de connexion envoyés auparavant ne fonctionnent plus.',
    },
  },
  deletePage: {
    title: 'Supprimer votre compte',
    intro: (email) =>
      sentence`Cette action supprime le compte ${email} et tout ce qui s’y rattache, y compris vos appareils et votre activité.`,
    explain: 'La suppression est immédiate et définitive. Votre compte sera déconnecté partout.',
    again: 'Vous pourrez vous réinscrire avec la même adresse et repartir de zéro.',
    submit: 'Supprimer mon compte',
    submitting: 'Suppression…',
  },
  goodbye: {
    title: 'Votre compte a été supprimé',
    explain:
      'Nous avons supprimé vos données et déconnecté tous vos appareils. Nous vous enverrons un dernier e-mail de confirmation. Merci d’avoir été là.',
    again: 'Aller à la page d’accueil',
  },
  activityPage: {
    title: 'Activité',
    intro: (days) =>
      `Ce qui s’est passé dans votre compte au cours des ${w.count(days, { one: 'dernier jour', other: 'derniers jours' })}, en commençant par le plus récent.`,
    utc: (now) => `Les heures sont en UTC (il est ${now}).`,
    notYou: 'Vous voyez une activité que vous ne reconnaissez pas ?',
    toSessions: 'Voir vos appareils connectés',
    nothing: 'Il n’y a rien ici.',
    newest: 'Les plus récentes',
    older: 'Plus anciennes',
    types: {
      'signed in': 'Connexion',
      'signed in, new device': 'Connexion depuis un nouveau navigateur',
      'session ended: signed-out': 'Déconnexion',
      'session ended: replaced': 'Session remplacée par une nouvelle connexion dans le même navigateur',
      'session ended: revoked': 'Déconnexion depuis la liste des appareils',
      'session ended: reported': 'Déconnexion après le signalement d’une connexion',
      'session ended: email-changed': 'Déconnexion due au changement de votre adresse e-mail',
      'session ended: operator': 'Déconnexion par nos soins',
      'session ended: expired': 'Déconnexion due à l’expiration de la session',
      'email: sign-in': 'E-mail envoyé : lien de connexion',
      'email: no-account': 'E-mail envoyé : connexion impossible avec cette adresse',
      'email: confirm-email-change': 'E-mail envoyé : confirmez votre nouvelle adresse',
      'email: email-change-requested': 'E-mail envoyé : votre adresse va changer',
      'email: email-change-undone': 'E-mail envoyé : votre ancienne adresse a été rétablie',
      'email: new-device': 'E-mail envoyé : nouvelle connexion',
      'email: account-deleted': 'E-mail envoyé : compte supprimé',
      'email change: requested': 'Changement d’adresse e-mail demandé',
      'email change: confirmed': 'Adresse e-mail modifiée',
      'email change: canceled': 'Changement d’adresse e-mail annulé',
      'email change: undone': 'Ancienne adresse e-mail rétablie',
      'wrong-code': 'Code erroné saisi',
      reported: 'Vous avez signalé une connexion que vous ne reconnaissiez pas',
      exported: 'Données téléchargées',
      disabled: 'Compte désactivé par nos soins',
      enabled: 'Compte réactivé par nos soins',
    },
    somethingElse: 'Autre chose',
    filter: {
      label: 'Afficher',
      all: 'Tout',
      'sign-ins': 'Connexions',
      emails: 'E-mails',
      changes: 'Modifications',
    },
  },
  emailPage: {
    title: 'Modifier votre adresse e-mail',
    now: (email) => sentence`Vous vous connectez avec ${email}.`,
    explain:
      'Nous enverrons un lien de confirmation à votre nouvelle adresse et préviendrons votre adresse actuelle. Rien ne change tant que vous n’avez pas confirmé.',
    newAddress: 'Nouvelle adresse e-mail',
    submit: 'Envoyer le lien',
    submitting: 'Envoi…',
    waiting: {
      title: 'Confirmez votre nouvelle adresse',
      sent: (email) => sentence`Un lien de confirmation est en route vers ${email}.`,
      lifetime: (minutes) =>
        `Pour confirmer, ouvrez-le dans un navigateur où votre compte est connecté. Il fonctionne une seule fois et expire dans ${w.minutes(minutes)}.`,
      until: (email) => sentence`D’ici là, vous vous connectez toujours avec ${email}.`,
      explain:
        'Toujours pas d’e-mail ? Vérifiez vos spams. Si l’adresse contient une faute de frappe, annulez le changement et recommencez.',
      cancel: 'Annuler le changement',
      canceling: 'Annulation…',
    },
  },
  confirmEmailPage: {
    title: 'Se connecter désormais avec cette adresse ?',
    intro: (email) => sentence`Ce lien remplace l’adresse e-mail d’un compte par ${email}.`,
    requestedHere: (when) => `Le changement a été demandé ${when}, dans ce navigateur.`,
    requestedElsewhere: (when, device) =>
      `Le changement a été demandé ${when}, dans un autre navigateur : ${device}.`,
    otherAccount: (email) =>
      sentence`Le compte ${email} est connecté dans ce navigateur. C’est un autre compte, et il reste tel quel.`,
    explain:
      'Si vous confirmez, tous les navigateurs seront déconnectés, sauf celui qui a demandé le changement.',
    submit: 'Confirmer cette adresse',
    elsewhere: {
      title: 'Ouvrez ce lien là où votre compte est connecté',
      requested: (when, device) => `Le changement a été demandé ${when}, depuis ${device}.`,
      explain:
        'Pour confirmer le changement, ouvrez ce lien dans le navigateur où vous l’avez demandé. Ou connectez-vous ici à ce compte avec son adresse actuelle, puis ouvrez de nouveau le lien.',
      notYou:
        'Si vous n’avez rien demandé, fermez cette page. Il s’agit du compte de quelqu’un d’autre, et rien ne changera.',
    },
    done: {
      title: 'Votre adresse e-mail a changé',
      intro: (email) => sentence`Désormais, connectez-vous avec ${email}.`,
      explain: 'Tous les navigateurs sont déconnectés, sauf celui qui a demandé le changement.',
      continue: 'Continuer',
      signIn: 'Pour continuer dans ce navigateur, demandez un lien de connexion.',
    },
    invalid: {
      expired: {
        title: 'Ce lien a expiré',
        explain: (minutes) =>
          `Il était valable ${w.minutes(minutes)}. Rien n’a été modifié. Pour changer d’adresse, refaites la demande depuis votre compte.`,
      },
      canceled: {
        title: 'Ce changement a été annulé',
        explain: () =>
          'Il a été annulé avant ou après sa confirmation, ou un changement plus récent l’a remplacé. Si vous avez un e-mail plus récent de notre part, ouvrez le lien qu’il contient.',
      },
      taken: {
        title: 'Cette adresse a déjà un compte',
        explain: () =>
          'Une adresse ne peut avoir qu’un seul compte, donc rien n’a été modifié. Pour utiliser cette adresse avec votre autre compte, connectez-vous d’abord avec elle et supprimez le compte qu’elle a déjà.',
      },
    },
  },
  undoPage: {
    requested: (when, device) => `La demande a été faite ${when}, depuis ${device}.`,
    wasMe: 'Si c’était voulu, fermez cette page. Rien ne changera.',
    waiting: {
      title: 'Annuler ce changement ?',
      intro: (from, to) =>
        sentence`Quelqu’un souhaite remplacer l’adresse e-mail de votre compte, ${from}, par ${to}.`,
      explain:
        'Si ce n’était pas vous, annulez le changement et déconnectez tous les appareils : l’auteur de la demande avait accès à votre compte.',
      submit: 'Annuler le changement et se déconnecter partout',
      confirm: {
        title: 'Veuillez confirmer',
        explain: `${askedTwice} Votre compte gardera son adresse et sera déconnecté dans tous les navigateurs.`,
        submit: 'Oui, annuler le changement',
      },
      done: {
        title: 'Le changement est annulé',
        intro: (email) => sentence`Votre compte garde l’adresse ${email}.`,
      },
    },
    confirmed: {
      title: 'Rétablir votre ancienne adresse ?',
      intro: (from, to) => sentence`L’adresse e-mail de votre compte, ${from}, a été remplacée par ${to}.`,
      explain:
        'Si ce n’était pas vous, rétablissez l’ancienne adresse et déconnectez tous les appareils : l’auteur de la demande avait accès à votre compte.',
      submit: 'Rétablir l’adresse et se déconnecter partout',
      confirm: {
        title: 'Veuillez confirmer',
        explain: `${askedTwice} Votre compte retrouvera son ancienne adresse et sera déconnecté dans tous les navigateurs.`,
        submit: 'Oui, rétablir l’ancienne adresse',
      },
      done: {
        title: 'Votre adresse est rétablie',
        intro: (email) => sentence`Vous vous connectez de nouveau avec ${email}.`,
      },
    },
    afterwards:
      'Votre compte est déconnecté partout. Si vous n’avez pas demandé le changement, quelqu’un a peut-être accès à vos e-mails. Changez dès maintenant le mot de passe de votre messagerie.',
    invalid: {
      expired: {
        title: 'Ce lien a expiré',
        explain: (days) => `Il était valable ${w.days(days)} et ne permet plus de revenir sur le changement.`,
      },
      canceled: {
        title: 'Ce changement est déjà annulé',
        explain: () =>
          'Il a été annulé avant ou après sa confirmation, ou un changement plus récent l’a remplacé. Si vous avez un e-mail plus récent de notre part, ouvrez le lien qu’il contient.',
      },
      taken: {
        title: 'Votre ancienne adresse a un autre compte',
        explain: () =>
          'Entre-temps, un autre compte a pris votre ancienne adresse. Pour la récupérer, connectez-vous avec elle, supprimez ce compte, puis ouvrez de nouveau ce lien.',
      },
    },
  },
  reportPage: {
    title: 'Se déconnecter partout ?',
    intro: (email, when, device) =>
      sentence`Quelqu’un s’est connecté au compte ${email} ${when}, depuis ${device}.`,
    explain:
      'Si ce n’était pas vous, déconnectez ce navigateur-là et tous les autres. Vous pourrez ensuite vous reconnecter avec un nouveau lien.',
    submit: 'Ce n’était pas moi',
    confirm: {
      title: 'Veuillez confirmer',
      explain: `${askedTwice} Votre compte sera déconnecté dans tous les navigateurs, et les liens envoyés auparavant ne fonctionneront plus.`,
      submit: 'Oui, se déconnecter partout',
    },
    wasMe: 'Si c’était vous finalement, fermez cette page. Rien n’a été modifié.',
    done: {
      title: 'Votre compte est déconnecté partout',
      explain:
        'La connexion passe par vos e-mails : quelqu’un d’autre y a donc peut-être accès. Changez dès maintenant le mot de passe de votre messagerie.',
    },
    invalid: {
      title: 'Ce lien ne fonctionne plus',
      explain:
        'Il a déjà été utilisé, a expiré, est incomplet ou concernait une adresse que le compte n’a plus. Pour voir vos appareils connectés et les déconnecter, connectez-vous et ouvrez votre compte.',
    },
  },
  dataExport: {
    about: `Tout ce que ${brand.name} conserve sur vous. Toutes les heures sont en UTC. Ce que nous avons omis, et pourquoi, est indiqué à la fin.`,
    leftOut: {
      'Session.userId': sameUser,
      'Session.attemptId': 'Un nom aléatoire pour la demande qui a mené à cette connexion.',
      'Session.bindingHash': fingerprint,
      'Session.deviceHash': fingerprint,
      'Event.userId': sameUser,
      'EmailChange.userId': sameUser,
      'EmailChange.confirmHash': 'Vérifie le lien qui confirme une nouvelle adresse.',
      'EmailChange.undoHash':
        'Vérifie le lien qui annule un changement d’adresse ou rétablit l’ancienne adresse.',
      'Suppression.email': 'Identique à user.email.',
      'LinkRevocation.emailHash':
        'Une empreinte d’une adresse dont les anciens liens de connexion ne fonctionnent plus. Elle ne permet pas de retrouver l’adresse.',
      'LinkRevocation.revokedAt':
        'Le moment où ils ont été annulés. Il n’est enregistré que sous cette empreinte.',
      'Sign-in links':
        'Pendant deux heures après chaque demande : l’adresse, la page vers laquelle mène le lien et ce qui nous sert à vérifier le lien et son code.',
      Limits:
        'Des nombres d’e-mails et de codes, enregistrés uniquement sous des empreintes et effacés en moins d’un jour.',
    },
  },
  signInEmail: {
    subject: `Votre lien de connexion à ${brand.name}`,
    preview: (minutes) => `Il expire dans ${w.minutes(minutes)}. Ouvrez-le là où vous vous connectez.`,
    title: `Se connecter à ${brand.name}`,
    intro: 'Ouvrez ce lien dans le navigateur où vous vous connectez.',
    button: 'Se connecter',
    orCode:
      'Vous lisez ceci sur un autre appareil ? Saisissez ce code dans le navigateur où vous vous connectez :',
    requestedIn: (device, network) =>
      network ? `Demandé depuis ${network}, avec ${device}.` : `Demandé depuis ${device}.`,
    lifetime: ({ link, code }) =>
      link === code
        ? `Le lien et le code fonctionnent une seule fois et expirent dans ${w.minutes(link)}.`
        : `Le lien est valable ${w.minutes(link)}, le code ${w.minutes(code)}, et chacun fonctionne une seule fois.`,
    notYou:
      'Si vous n’avez rien demandé, vous pouvez ignorer cet e-mail sans risque. Personne ne peut se connecter sans lui. Ne communiquez jamais le code, même à quelqu’un qui dit travailler ici.',
    inFull,
    confirming: {
      delete: {
        subject: `Connectez-vous pour supprimer votre compte ${brand.name}`,
        title: 'Supprimer votre compte ?',
        intro:
          'Quelqu’un, probablement vous, souhaite supprimer ce compte. Pour continuer, ouvrez ce lien dans le navigateur où vous l’avez demandé.',
      },
      'change-email': {
        subject: `Connectez-vous pour changer d’adresse sur ${brand.name}`,
        title: 'Changer d’adresse e-mail ?',
        intro:
          'Quelqu’un, probablement vous, souhaite changer l’adresse e-mail de ce compte. Pour continuer, ouvrez ce lien dans le navigateur où vous l’avez demandé.',
      },
      export: {
        subject: `Connectez-vous pour télécharger vos données ${brand.name}`,
        title: 'Télécharger vos données ?',
        intro:
          'Quelqu’un, probablement vous, souhaite télécharger toutes les données de ce compte. Pour continuer, ouvrez ce lien dans le navigateur où vous l’avez demandé.',
      },
      other: {
        subject: `Connectez-vous pour continuer sur ${brand.name}`,
        title: 'Poursuivre une action sensible ?',
        intro:
          'Quelqu’un, probablement vous, souhaite poursuivre une action sensible dans ce compte. Pour cela, ouvrez ce lien dans le navigateur où vous l’avez demandé.',
      },
    },
    confirmingButton: 'Se connecter et continuer',
    confirmingOrCode:
      'Vous lisez ceci sur un autre appareil ? Saisissez ce code dans le navigateur où vous l’avez demandé :',
    notConfirming:
      'Si ce n’était pas vous, n’ouvrez pas le lien et ne communiquez pas le code. Quelqu’un est peut-être connecté à votre compte : consultez la liste de ses appareils et déconnectez l’intrus.',
  },
  noAccountEmail: {
    subject: `Cette adresse ne permet pas de se connecter à ${brand.name}`,
    preview: 'Quelqu’un a demandé un lien de connexion pour cette adresse.',
    title: 'Vous ne pouvez pas vous connecter avec cette adresse',
    intro: `Quelqu’un, probablement vous, a essayé de se connecter à ${brand.name} avec cette adresse. Ce n’est pas possible pour le moment : soit aucun compte n’existe avec cette adresse, soit le compte a été fermé.`,
    otherAddress: 'Si votre compte a été créé avec une autre adresse, connectez-vous avec celle-là.',
    notYou: 'Si vous n’avez rien demandé, vous pouvez ignorer cet e-mail sans risque.',
  },
  confirmEmailChangeEmail: {
    subject: `Confirmez votre nouvelle adresse pour ${brand.name}`,
    preview: 'Rien ne change tant que vous ne l’avez pas fait.',
    title: 'Est-ce votre nouvelle adresse ?',
    intro: `Quelqu’un, probablement vous, souhaite désormais se connecter à ${brand.name} avec cette adresse. Pour confirmer qu’elle est à vous, ouvrez ce lien dans le navigateur où vous l’avez demandé :`,
    button: 'Confirmer cette adresse',
    requestedIn: (device) => `Demandé depuis ${device}.`,
    lifetime: (minutes) =>
      `Le lien fonctionne une seule fois et expire dans ${w.minutes(minutes)}. Tant que vous n’avez pas confirmé, le compte garde son adresse actuelle.`,
    notYou: 'Si vous n’avez rien demandé, n’ouvrez pas le lien. Rien ne changera.',
    inFull,
  },
  emailChangeRequestedEmail: {
    subject: `Votre adresse e-mail sur ${brand.name} va changer`,
    preview: 'Si ce n’était pas vous, un lien suffit pour tout annuler.',
    title: 'Changer d’adresse e-mail ?',
    intro: `Quelqu’un, probablement vous, a demandé une nouvelle adresse e-mail pour votre compte ${brand.name}.`,
    newAddress: 'Nouvelle adresse',
    when: 'Date',
    browser: 'Navigateur',
    wasYou:
      'Si c’était vous, vous n’avez rien à faire ici. Pour terminer le changement, ouvrez le lien que nous avons envoyé à la nouvelle adresse.',
    notYou:
      'Si ce n’était pas vous, ouvrez ce lien pour annuler le changement, même déjà confirmé, et déconnecter tous les appareils. Il n’est pas nécessaire de vous connecter d’abord :',
    button: 'Annuler le changement',
    lifetime: (until) => `Le lien fonctionne jusqu’au ${until}.`,
    mailbox: `Si ce n’était pas vous, quelqu’un est connecté à votre compte et a peut-être accès à vos e-mails. ${changePassword}`,
    inFull,
  },
  emailChangeUndoneEmail: {
    subject: `Votre ancienne adresse sur ${brand.name} a été rétablie`,
    preview: 'Cette adresse ne permet plus de se connecter à ce compte.',
    title: 'Votre ancienne adresse e-mail a été rétablie',
    intro: `Votre compte ${brand.name} avait cette adresse. Une personne qui peut lire les e-mails de son adresse précédente a annulé ce changement. Le compte a retrouvé son adresse précédente et est déconnecté partout.`,
    when: 'Date',
    browser: 'Navigateur',
    place: 'Lieu approximatif',
    wasYou: 'Si c’était vous, vous n’avez rien à faire ici. Connectez-vous avec l’adresse précédente.',
    notYou:
      'Si ce n’était pas vous, quelqu’un peut lire les e-mails de votre adresse précédente. Changez d’abord le mot de passe de cette messagerie. Connectez-vous ensuite avec cette adresse, et changez-la de nouveau.',
  },
  newDeviceEmail: {
    subject: `Nouvelle connexion à ${brand.name}`,
    preview: 'Depuis un navigateur que nous ne connaissions pas. Était-ce vous ?',
    title: 'Était-ce vous ?',
    intro: `Quelqu’un, probablement vous, s’est connecté à votre compte ${brand.name} dans un navigateur que nous ne connaissions pas.`,
    when: 'Date',
    browser: 'Navigateur',
    place: 'Lieu approximatif',
    wasYou: 'Si c’était vous, vous n’avez rien à faire.',
    notYou:
      'Si ce n’était pas vous, ouvrez ce lien pour déconnecter ce navigateur-là et tous les autres. Il n’est pas nécessaire de vous connecter d’abord :',
    button: 'Ce n’était pas moi',
    lifetime: (until) => `Le lien fonctionne jusqu’au ${until}.`,
    mailbox: `Si ce n’était pas vous, quelqu’un a pu lire vos e-mails. ${changePassword}`,
    inFull,
  },
  accountDeletedEmail: {
    subject: `Votre compte ${brand.name} a été supprimé`,
    preview: 'C’est le dernier e-mail que vous recevrez de notre part.',
    title: 'Votre compte a été supprimé',
    intro: (when) =>
      `Comme vous l’avez demandé, votre compte ${brand.name} a été supprimé le ${when}, avec tout ce qui s’y rattachait. Tous vos appareils sont déconnectés.`,
    again: 'Revenez quand vous voulez. Avec cette adresse, vous pouvez vous réinscrire et repartir de zéro :',
    notYou:
      'Nous ne pouvons pas restaurer le compte. Si vous ne l’avez pas supprimé, quelqu’un a peut-être accès à vos e-mails. Changez dès maintenant le mot de passe de votre messagerie.',
  },
} satisfies Copy
