import { brand } from '@/lib/brand'
import type { Copy } from '@/lib/copy'
import { sentence } from '@/lib/copy/sentence'
import { wordsIn } from '@/lib/copy/words'

// For Spain and Latin America. No participle agrees with the reader, whose gender isn't known.

const w = wordsIn('es-ES', 'hace un momento')

const askedTwice =
  'Algunos programas de correo abren enlaces y pulsan botones por su cuenta, así que preguntamos dos veces.'
const unavailable =
  'Algo de nuestro lado no responde. No se ha perdido nada. Vuelve a intentarlo en un minuto.'
const fingerprint = 'Una huella con la que reconocemos tu navegador. No revela nada sobre él.'
const sameUser = 'Lo mismo que user.id.'
const inFull = 'Si el botón no funciona, copia este enlace en tu navegador:'
const changePassword = 'Cambia también la contraseña de tu correo.'

export const es = {
  language: {
    code: 'es',
    name: 'Español',
    direction: 'ltr',
    choose: 'Idioma',
    words: w,
  },
  devices: {
    on: (browser, system) => `${browser} en ${system}`,
    unknown: 'un navegador desconocido',
  },
  common: {
    reference: (reference) => `Si nos pides ayuda, menciona ${reference}.`,
    email: 'Dirección de correo',
    keepSignedIn: 'Mantener la sesión iniciada en este dispositivo',
    unavailable,
    notReached: 'Nuestro servidor no respondió. Comprueba tu conexión y vuelve a intentarlo.',
    backOnline: 'Ya tienes conexión de nuevo. Vuelve a intentarlo.',
  },
  signInForm: {
    title: 'Iniciar sesión',
    intro: 'Te enviaremos un enlace por correo. No hay ninguna contraseña que recordar.',
    emailPlaceholder: 'tu@example.com',
    submit: 'Enviar enlace',
    submitting: 'Enviando…',
    forget: 'Olvidar esta dirección',
  },
  noCookie: {
    title: 'Permite las cookies',
    sent: 'Si acabas de escribir una dirección con la que se puede iniciar sesión aquí, un correo con un enlace va en camino.',
    explain: 'Pero este navegador no ha guardado nuestra cookie, y sin ella no podemos iniciar tu sesión.',
    instead:
      'Permite las cookies de este sitio y abre el enlace del correo. También funciona en otros navegadores.',
    again: 'Pedir otro correo',
  },
  challenge: {
    working:
      'En este momento se están pidiendo muchos correos. Estamos comprobando que no eres un robot. Tardará unos segundos.',
    wait: (seconds) =>
      `En este momento se están pidiendo muchos correos. Espera ${w.duration(seconds * 1000)} y vuelve a pulsar el botón.`,
  },
  dashboard: {
    title: 'Panel',
    hello: (email) => `Hola, ${email}`,
    intro: 'Has iniciado sesión. Puedes construir a partir de esta página.',
    account: 'Tu cuenta',
    signOut: 'Cerrar sesión',
    session: {
      title: 'Esta sesión',
      signedIn: 'Inicio de sesión',
      expires: 'Expira',
    },
    steps: {
      title: 'Cómo has llegado hasta aquí',
      requested: {
        title: 'Escribiste tu dirección',
        explain: 'Un solo script en Redis comprobó todos los límites y guardó el intento.',
      },
      emailed: {
        title: 'Enviamos el correo',
        explain: 'Cuando la respuesta ya había salido, para que cualquier dirección tarde lo mismo.',
      },
      redeemed: {
        title: 'Abriste el enlace o escribiste el código',
        explain: 'Un solo INSERT creó esta sesión. Aunque se abra cien veces, el enlace crea solo una.',
      },
      guarded: {
        title: 'Esta página comprobó tu sesión',
        explain: 'El middleware miró la cookie. Después, la página consultó la base de datos.',
      },
    },
    next: {
      title: 'Qué hacer ahora',
      explain: (file) => sentence`Reemplaza esta página. Está en ${file}.`,
    },
  },
  checkEmail: {
    title: 'Revisa tu correo',
    sent: (email) =>
      sentence`Si con ${email} se puede iniciar sesión aquí, un correo con un enlace y un código va en camino.`,
    tried: (email) => sentence`Intentamos enviar un correo a ${email}.`,
    openHere: ({ link, code }) =>
      link === code
        ? `Abre el enlace en este navegador para iniciar sesión. Funciona una sola vez y expira en ${w.minutes(link)}.`
        : `Abre el enlace en este navegador para iniciar sesión. Funciona una sola vez y expira en ${w.minutes(link)}; su código, en ${w.minutes(code)}.`,
    emailState: {
      queued: 'Enviando el correo…',
      failed: 'No pudimos enviar el correo. No se ha perdido nada: envía uno nuevo.',
      accepted: 'Enviado. Debería llegar en menos de un minuto.',
      delayed:
        'Tu proveedor de correo está retrasando nuestro mensaje. Aun así debería llegar; no tienes que hacer nada.',
      delivered: 'Entregado. Debería estar en tu bandeja de entrada o en la carpeta de spam.',
      bounced: 'Esta dirección no acepta nuestro correo. ¿Está bien escrita?',
      complained: 'Esta dirección no acepta nuestro correo. Prueba con otra.',
    },
    steps: {
      label: 'Progreso',
      requested: 'Pedido',
      sent: 'Enviado',
      delivered: 'Entregado',
      opened: 'Abierto',
    },
    opened: 'El enlace se ha abierto. Si fuiste tú, continúa allí.',
    suppressed: {
      title: 'No hemos enviado ningún correo',
      bounced: (email, since) =>
        sentence`El ${w.day(since)}, nuestro correo a ${email} fue devuelto. Desde entonces no hemos enviado ninguno.`,
      complained: (email, since) =>
        sentence`El ${w.day(since)}, nuestro correo a ${email} se marcó como spam. Desde entonces no hemos enviado ninguno.`,
      send: 'Si quieres volver a recibir nuestros correos, podemos enviarte ahora mismo un enlace y un código nuevos.',
      waitOrSend: (until) =>
        `Si la dirección vuelve a funcionar, podemos enviarte ahora mismo un enlace y un código nuevos. Si no, volveremos a intentarlo después del ${w.day(until)}.`,
      submit: 'Volver a recibir correos',
    },
    help: {
      title: '¿Necesitas ayuda?',
      hints: [
        'En el trabajo o en la escuela, un filtro puede retener nuestro correo unos minutos.',
        'Si tal vez te registraste con otra dirección, prueba con esa.',
        'Si nuestros correos fueron devueltos o se marcaron como spam, puede que hayamos dejado de enviarlos. Un navegador en el que ya hayas iniciado sesión antes lo indicará aquí.',
      ],
      writeTo: (address) => sentence`Si nada funciona, escribe a ${address}.`,
      visit: (page) => sentence`Si nada funciona, visita ${page}.`,
    },
    openWebmail: (provider) => `Abrir ${provider}`,
    didYouMean: (email) => sentence`¿Quisiste decir ${email}?`,
    correctAddress: 'Corregir la dirección',
    elsewhere: '¿Lees tu correo en otro dispositivo? Entonces escribe aquí el código del correo.',
    code: 'Código de seis dígitos',
    submit: 'Iniciar sesión con el código',
    submitting: 'Iniciando sesión…',
    malformedCode: 'El código tiene seis dígitos. Revisa el correo y vuelve a intentarlo.',
    tooManyTries: {
      title: 'Empecemos de nuevo',
      explain: (email) =>
        sentence`Ese fue un código incorrecto de más, así que el código y su enlace ya no funcionan. Podemos enviar otros nuevos a ${email}.`,
    },
    unknown: {
      title: 'Revisa tu correo',
      explain:
        'Ahora mismo no podemos mostrar cómo va tu correo. Si ha llegado, el enlace que contiene funciona.',
      again: 'Volver a mostrar esta página',
    },
    sendAgain: 'Enviar un correo nuevo',
    sending: 'Enviando…',
    sentAgain: 'Hemos enviado otro correo. Sirve cualquiera de los tres últimos.',
    waitFor: (soon) => `¿Todavía no llega el correo? Revisa la carpeta de spam. Podrás enviar otro ${soon}.`,
    mayNow: '¿Todavía no llega el correo? Revisa la carpeta de spam o envía otro.',
    otherAddress: '¿Dirección equivocada? Cámbiala',
    goBack: 'Volver a tu cuenta',
  },
  linkPage: {
    confirm: {
      title: '¿Iniciar sesión aquí?',
      intro: (email) => sentence`Con este enlace inicias sesión como ${email}.`,
      requestedHere: (when) => `El enlace se pidió ${when}, en este navegador.`,
      requestedElsewhere: (when, device) => `El enlace se pidió ${when}, en otro navegador: ${device}.`,
      otherAccount: (email) =>
        sentence`En este navegador has iniciado sesión como ${email}. Si continúas, se cerrará la sesión de esa cuenta.`,
      explain:
        'Si fuiste tú, puedes iniciar sesión en este dispositivo. Si no, simplemente cierra esta página.',
      submit: 'Iniciar sesión en este dispositivo',
      change: 'Cambiar a esta cuenta',
      noCookie:
        'Este navegador no ha guardado nuestra cookie, y sin ella no podemos iniciar tu sesión aquí. Tu enlace no se ha usado. Permite las cookies de este sitio y vuelve a intentarlo, o abre el enlace en otro navegador.',
      elsewhere:
        'Para iniciar sesión donde pediste el enlace, escribe allí el código de seis dígitos del correo.',
    },
    invalid: {
      /** Not translated: others may rely on it. */
      documentTitle: 'Magic Link invalid/expired',
      title: 'Este enlace ya no funciona',
      reasons: {
        expired: (minutes) =>
          `Este enlace ha expirado. Los enlaces son válidos durante ${w.minutes(minutes)}.`,
        used: () => 'Este enlace ya se ha usado. Cada enlace funciona una sola vez.',
        revoked: () => 'Este enlace se canceló antes de usarse.',
        unknown: () => 'No reconocemos este enlace. Puede que esté incompleto o sea muy antiguo.',
        'too-many-tries': () => 'Este enlace se canceló porque su código se escribió mal demasiadas veces.',
      },
      sendTo: (email) => sentence`Podemos enviar uno nuevo a ${email}.`,
      submit: 'Enviar un enlace nuevo',
      ask: '¿Adónde enviamos uno nuevo?',
      signedInAs: (email) => sentence`En este navegador has iniciado sesión como ${email}.`,
      continue: 'Continuar',
    },
    moved: {
      title: 'Esta cuenta tiene una dirección nueva',
      explain: (email) =>
        sentence`En los últimos tres días, la cuenta de ${email} pasó a otra dirección. Ahora no puedes iniciar sesión con esta.`,
      wasYou: 'Si fuiste tú, inicia sesión con la dirección nueva.',
      notYou: 'Si no fuiste tú, deshaz el cambio. Verás qué va a pasar antes de que cambie nada.',
      undo: 'Deshacer el cambio',
      newAccount: (until) =>
        `Si prefieres crear una cuenta nueva con esta dirección, podrás hacerlo después del ${until}.`,
    },
    notSent: {
      title: 'El correo no se envió',
    },
    unavailable: {
      title: 'No ha funcionado',
      explain: unavailable,
    },
    unreadable: {
      title: 'Faltaba algo en esa solicitud',
      explain: 'No ha cambiado nada. Vuelve a abrir el enlace del correo.',
    },
    toForm: 'Volver a la página para iniciar sesión',
  },
  problems: {
    missing: 'Escribe tu dirección de correo.',
    'too-long': 'Es demasiado larga para ser una dirección de correo. Revísala.',
    malformed: 'No parece una dirección de correo. Debería ser como tu@example.com.',
    same: 'Esa ya es tu dirección. Escribe otra.',
    'not-allowed': 'Las direcciones de ese dominio no se pueden usar aquí. Prueba con otra.',
    'not-sent': 'No pudimos enviar el correo. Vuelve a intentarlo en un minuto.',
    'not-told':
      'No pudimos avisar a tu dirección actual, así que no hemos cambiado nada. Vuelve a intentarlo en un minuto.',
    unavailable,
    'too-many-tries': 'Ese fue el último intento con este código. Pide uno nuevo.',
    'codes-paused':
      'Hoy se han escrito demasiados códigos incorrectos para esta dirección, así que los códigos están en pausa. El enlace del correo sigue funcionando. Ábrelo en este navegador.',
    expired: 'Este código ha expirado. Pide uno nuevo.',
    used: 'Este código ya se ha usado. Pide uno nuevo.',
    moved:
      'La cuenta de esta dirección pasó a otra dirección. Abre el enlace del correo para ver qué puedes hacer.',
    revoked: 'Este código ya no es válido. Pide uno nuevo.',
    'wrong-code': (triesLeft) =>
      `Ese no es el código. Tienes ${w.count(triesLeft, { one: 'intento más', other: 'intentos más' })}.`,
    'too-many': (retryAfter) =>
      `Se han pedido demasiados correos. Vuelve a intentarlo ${w.soon(retryAfter)}.`,
    'too-often': (retryAfter) =>
      `Demasiados cambios en un solo día. Vuelve a intentarlo ${w.soon(retryAfter)}.`,
    'too-early': (retryAfter) => `Espera ${w.duration(retryAfter)} más.`,
  },
  errors: {
    notFound: {
      title: 'Aquí no hay nada',
      explain: 'Puede que la dirección esté mal escrita o que la página haya cambiado de lugar.',
    },
    unexpected: {
      title: 'No ha funcionado',
      explain: unavailable,
      again: 'Volver a intentarlo',
    },
    foreign: 'Por tu seguridad, esto solo funciona desde nuestro propio sitio. No ha cambiado nada.',
    tooLarge: 'Es más de lo que admite este formulario. No ha cambiado nada.',
    unreadable: 'No pudimos leerlo. No ha cambiado nada.',
    outdated:
      'Hemos actualizado esta página desde que la abriste. No se ha enviado nada. Vuelve a pulsar el botón.',
    method: 'Eso no se puede hacer aquí. No ha cambiado nada.',
    malformed: 'No hay ninguna página en esta dirección. Puede que esté cortada.',
  },
  account: {
    title: 'Tu cuenta',
    intro: (email) => sentence`Has iniciado sesión como ${email}.`,
    navigation: 'Cuenta',
    places: {
      overview: 'Cuenta',
      email: 'Correo',
      sessions: 'Dispositivos',
      activity: 'Actividad',
      data: 'Datos',
    },
    about: {
      email: 'Cambia la dirección con la que inicias sesión.',
      sessions: (n) =>
        `Tienes la sesión iniciada en ${w.count(n, { one: 'dispositivo', other: 'dispositivos' })}.`,
      activity: (days) => `Inicios de sesión, correos y cambios de los últimos ${w.days(days)}.`,
      data: 'Todo lo que guardamos sobre ti, en un archivo que pueden leer tanto las personas como los programas.',
    },
    data: 'Tus datos',
    download: 'Descargar tus datos',
    delete: 'Eliminar tu cuenta',
    back: 'Volver al panel',
  },
  reauthenticatePage: {
    title: '¿Sigues siendo tú?',
    intro: (email) =>
      sentence`Iniciaste sesión hace un tiempo. Para asegurarnos de que sigues siendo tú, enviaremos un enlace y un código nuevos a ${email}.`,
    explain: 'Después seguirás donde lo dejaste.',
    submit: 'Enviar el correo',
    submitting: 'Enviando…',
    back: 'Ahora no',
  },
  switchedPage: {
    title: 'No ha cambiado nada',
    intro: (email) => sentence`Ahora has iniciado sesión como ${email}.`,
    explain: 'La página que acabas de usar era de otra cuenta o llevaba demasiado tiempo abierta.',
    continue: 'Continuar',
  },
  sessionsPage: {
    title: 'Dónde tienes la sesión iniciada',
    thisOne: 'Este dispositivo',
    temporary: 'Temporal',
    inUse: 'En uso ahora',
    lastUsed: (at) =>
      Date.now() - at.getTime() < 300_000
        ? 'Usado en los últimos minutos'
        : `Último uso: ${w.ago(at.getTime())}`,
    since: (at) => sentence`Inicio de sesión: ${at}`,
    expires: (at) => sentence`Expira el ${at}`,
    from: (network) => `Red: ${network}`,
    end: 'Cerrar sesión',
    ending: 'Cerrando sesión…',
    revokeOthers: 'Cerrar sesión en los demás dispositivos',
    revokeAll: 'Cerrar sesión en todas partes',
    nowhereElse: 'No tienes la sesión iniciada en ningún otro lugar.',
    ended: {
      one: 'Listo. Se ha cerrado la sesión en ese dispositivo. Los enlaces para iniciar sesión que enviamos antes ya no funcionan.',
      others:
        'Listo. Se ha cerrado la sesión en los demás dispositivos. Los enlaces para iniciar sesión que enviamos antes ya no funcionan.',
    },
  },
  deletePage: {
    title: 'Eliminar tu cuenta',
    intro: (email) =>
      sentence`Se eliminará la cuenta de ${email} y todo lo que le pertenece, incluidos tus dispositivos y tu actividad.`,
    explain: 'Ocurre de inmediato y no se puede deshacer. Se cerrará tu sesión en todas partes.',
    again: 'Puedes volver a registrarte con la misma dirección y empezar de cero.',
    submit: 'Eliminar mi cuenta',
    submitting: 'Eliminando…',
  },
  goodbye: {
    title: 'Tu cuenta se ha eliminado',
    explain:
      'Hemos eliminado tus datos y cerrado tu sesión en todas partes. Te enviaremos un último correo para confirmarlo. Gracias por haber estado aquí.',
    again: 'Ir a la página de inicio',
  },
  activityPage: {
    title: 'Actividad',
    intro: (days) =>
      `Lo que pasó en tu cuenta en los últimos ${w.days(days)}, empezando por lo más reciente.`,
    utc: (now) => `Las horas están en UTC (ahora: ${now}).`,
    notYou: '¿No reconoces algo?',
    toSessions: 'Mira dónde tienes la sesión iniciada',
    nothing: 'Aquí no hay nada.',
    newest: 'Lo más reciente',
    older: 'Lo anterior',
    types: {
      'signed in': 'Inicio de sesión',
      'signed in, new device': 'Inicio de sesión desde un navegador nuevo',
      'session ended: signed-out': 'Cierre de sesión',
      'session ended: replaced': 'Sesión reemplazada por un nuevo inicio de sesión en el mismo navegador',
      'session ended: revoked': 'Sesión cerrada desde la lista de dispositivos',
      'session ended: reported': 'Sesión cerrada después de tu aviso sobre un inicio de sesión',
      'session ended: email-changed': 'Sesión cerrada porque cambió tu dirección de correo',
      'session ended: operator': 'Sesión cerrada por nosotros',
      'session ended: expired': 'Sesión cerrada porque expiró',
      'email: sign-in': 'Correo enviado: enlace para iniciar sesión',
      'email: no-account': 'Correo enviado: no puedes iniciar sesión con esta dirección',
      'email: confirm-email-change': 'Correo enviado: confirma tu dirección nueva',
      'email: email-change-requested': 'Correo enviado: tu dirección está a punto de cambiar',
      'email: email-change-undone': 'Correo enviado: se deshizo el cambio de tu dirección',
      'email: new-device': 'Correo enviado: nuevo inicio de sesión',
      'email: account-deleted': 'Correo enviado: cuenta eliminada',
      'email change: requested': 'Cambio de dirección de correo pedido',
      'email change: confirmed': 'Dirección de correo cambiada',
      'email change: canceled': 'Cambio de dirección de correo cancelado',
      'email change: undone': 'Cambio de dirección de correo deshecho',
      'wrong-code': 'Código incorrecto',
      reported: 'Avisaste de un inicio de sesión que no reconocías',
      exported: 'Datos descargados',
      disabled: 'Cuenta desactivada por nosotros',
      enabled: 'Cuenta activada de nuevo por nosotros',
    },
    somethingElse: 'Otra cosa',
    filter: {
      label: 'Mostrar',
      all: 'Todo',
      'sign-ins': 'Inicios de sesión',
      emails: 'Correos',
      changes: 'Cambios',
    },
  },
  emailPage: {
    title: 'Cambiar tu dirección de correo',
    now: (email) => sentence`Inicias sesión con ${email}.`,
    explain:
      'Enviaremos un enlace de confirmación a tu dirección nueva y avisaremos a la actual. No cambiará nada hasta que confirmes.',
    newAddress: 'Dirección de correo nueva',
    submit: 'Enviar enlace',
    submitting: 'Enviando…',
    waiting: {
      title: 'Confirma tu dirección nueva',
      sent: (email) => sentence`Un enlace de confirmación va en camino a ${email}.`,
      lifetime: (minutes) =>
        `Para confirmar, ábrelo en un navegador en el que tengas la sesión iniciada. Funciona una sola vez y expira en ${w.minutes(minutes)}.`,
      until: (email) => sentence`Hasta entonces, sigues iniciando sesión con ${email}.`,
      explain:
        '¿Todavía no llega el correo? Revisa la carpeta de spam. Si escribiste mal la dirección, cancela el cambio y empieza de nuevo.',
      cancel: 'Cancelar el cambio',
      canceling: 'Cancelando…',
    },
  },
  confirmEmailPage: {
    title: '¿Iniciar sesión con esta dirección a partir de ahora?',
    intro: (email) => sentence`Con este enlace, la dirección de correo de una cuenta pasa a ser ${email}.`,
    requestedHere: (when) => `El cambio se pidió ${when}, en este navegador.`,
    requestedElsewhere: (when, device) => `El cambio se pidió ${when}, en otro navegador: ${device}.`,
    otherAccount: (email) =>
      sentence`En este navegador has iniciado sesión como ${email}. Esa es otra cuenta y se queda como está.`,
    explain:
      'Al confirmar, también se cerrará la sesión en todos los navegadores, salvo en el que pidió el cambio.',
    submit: 'Confirmar esta dirección',
    elsewhere: {
      title: 'Abre este enlace donde tengas la sesión iniciada',
      requested: (when, device) => `El cambio se pidió ${when}, desde ${device}.`,
      explain:
        'Para confirmar el cambio, abre este enlace en el navegador donde lo pediste. O inicia sesión aquí en esa cuenta con su dirección actual y vuelve a abrir el enlace.',
      notYou: 'Si no pediste esto, cierra esta página. Es la cuenta de otra persona y no cambiará nada.',
    },
    done: {
      title: 'Tu dirección de correo ha cambiado',
      intro: (email) => sentence`A partir de ahora, inicia sesión con ${email}.`,
      explain: 'Se ha cerrado la sesión en todos los navegadores, salvo en el que pidió el cambio.',
      continue: 'Continuar',
      signIn: 'Para continuar en este navegador, pide un enlace para iniciar sesión.',
    },
    invalid: {
      expired: {
        title: 'Este enlace ha expirado',
        explain: (minutes) =>
          `Era válido durante ${w.minutes(minutes)}. No ha cambiado nada. Para cambiar tu dirección, vuelve a pedirlo desde tu cuenta.`,
      },
      canceled: {
        title: 'Este cambio se canceló',
        explain: () =>
          'Se canceló, se deshizo o lo reemplazó uno más reciente. Si tienes un correo nuestro más reciente, abre el enlace que contiene.',
      },
      taken: {
        title: 'Esta dirección ya tiene una cuenta',
        explain: () =>
          'Cada dirección puede tener una sola cuenta, así que no ha cambiado nada. Para usar esta dirección con tu otra cuenta, primero inicia sesión con ella y elimina la cuenta que ya tiene.',
      },
    },
  },
  undoPage: {
    requested: (when, device) => `El cambio se pidió ${when}, desde ${device}.`,
    wasMe: 'Si querías hacerlo, cierra esta página. No cambiará nada.',
    waiting: {
      title: '¿Cancelar este cambio?',
      intro: (from, to) =>
        sentence`Alguien quiere cambiar de ${from} a ${to} la dirección de correo de tu cuenta.`,
      explain:
        'Si no fuiste tú, cancela el cambio y cierra sesión en todas partes: quien lo pidió tenía la sesión iniciada en tu cuenta.',
      submit: 'Cancelar el cambio y cerrar sesión en todas partes',
      confirm: {
        title: 'Confírmalo',
        explain: `${askedTwice} Tu cuenta conservará su dirección y se cerrará tu sesión en todos los navegadores.`,
        submit: 'Sí, cancelar el cambio',
      },
      done: {
        title: 'El cambio se ha cancelado',
        intro: (email) => sentence`Tu cuenta conserva la dirección ${email}.`,
      },
    },
    confirmed: {
      title: '¿Deshacer este cambio?',
      intro: (from, to) => sentence`La dirección de correo de tu cuenta se cambió de ${from} a ${to}.`,
      explain:
        'Si no fuiste tú, deshaz el cambio y cierra sesión en todas partes: quien lo pidió tenía la sesión iniciada en tu cuenta.',
      submit: 'Deshacer y cerrar sesión en todas partes',
      confirm: {
        title: 'Confírmalo',
        explain: `${askedTwice} Tu cuenta recuperará su dirección anterior y se cerrará tu sesión en todos los navegadores.`,
        submit: 'Sí, deshacer el cambio',
      },
      done: {
        title: 'Has recuperado tu dirección',
        intro: (email) => sentence`Vuelves a iniciar sesión con ${email}.`,
      },
    },
    afterwards:
      'Se ha cerrado tu sesión en todas partes. Si no pediste el cambio, quizá alguien pueda leer tu correo. Cambia ahora la contraseña de tu correo.',
    invalid: {
      expired: {
        title: 'Este enlace ha expirado',
        explain: (days) => `Era válido durante ${w.days(days)} y ya no puede cancelar ni deshacer el cambio.`,
      },
      canceled: {
        title: 'Este cambio ya se canceló',
        explain: () =>
          'Se canceló, se deshizo o lo reemplazó uno más reciente. Si tienes un correo nuestro más reciente, abre el enlace que contiene.',
      },
      taken: {
        title: 'Tu dirección anterior tiene otra cuenta',
        explain: () =>
          'Desde entonces, otra cuenta ha pasado a usar tu dirección anterior. Para recuperarla, inicia sesión con ella, elimina esa cuenta y vuelve a abrir este enlace.',
      },
    },
  },
  reportPage: {
    title: '¿Cerrar sesión en todas partes?',
    intro: (email, when, device) => sentence`Alguien inició sesión como ${email} ${when}, desde ${device}.`,
    explain:
      'Si no fuiste tú, cierra la sesión en ese navegador y en todos los demás. Después podrás volver a iniciar sesión con un enlace nuevo.',
    submit: 'No fui yo',
    confirm: {
      title: 'Confírmalo',
      explain: `${askedTwice} Se cerrará tu sesión en todos los navegadores, y los enlaces que enviamos antes dejarán de funcionar.`,
      submit: 'Sí, cerrar sesión en todas partes',
    },
    wasMe: 'Si al final fuiste tú, cierra esta página. No ha cambiado nada.',
    done: {
      title: 'Se ha cerrado tu sesión en todas partes',
      explain:
        'Para iniciar sesión hace falta acceso a tu correo, así que quizá otra persona pueda leerlo. Cambia ahora la contraseña de tu correo.',
    },
    invalid: {
      title: 'Este enlace ya no funciona',
      explain:
        'Ya se ha usado, ha expirado, está incompleto o era para una dirección que la cuenta ya no tiene. Para ver dónde tienes la sesión iniciada y cerrarla allí, inicia sesión y abre tu cuenta.',
    },
  },
  dataExport: {
    about: `Todo lo que ${brand.name} guarda sobre ti. Todas las horas están en UTC. Lo que hemos dejado fuera, y por qué, está al final.`,
    leftOut: {
      'Session.userId': sameUser,
      'Session.attemptId': 'Un nombre aleatorio de la solicitud que llevó a este inicio de sesión.',
      'Session.bindingHash': fingerprint,
      'Session.deviceHash': fingerprint,
      'Event.userId': sameUser,
      'EmailChange.userId': sameUser,
      'EmailChange.confirmHash': 'Comprueba el enlace que confirma una dirección nueva.',
      'EmailChange.undoHash': 'Comprueba el enlace que cancela o deshace un cambio de dirección.',
      'Suppression.email': 'Lo mismo que user.email.',
      'LinkRevocation.emailHash':
        'Una huella de una dirección cuyos enlaces anteriores para iniciar sesión ya no funcionan. No permite conocer la dirección.',
      'LinkRevocation.revokedAt': 'Cuándo se cancelaron. Se guarda únicamente con esa huella.',
      'Sign-in links':
        'Durante dos horas después de cada solicitud: la dirección, adónde lleva el enlace y con qué comprobamos el enlace y su código.',
      Limits:
        'Recuentos de correos y códigos, guardados únicamente con huellas y borrados en menos de un día.',
    },
  },
  signInEmail: {
    subject: `Tu enlace para iniciar sesión en ${brand.name}`,
    preview: (minutes) => `Expira en ${w.minutes(minutes)}. Ábrelo donde estás iniciando sesión.`,
    title: `Inicia sesión en ${brand.name}`,
    intro: 'Abre este enlace en el navegador en el que estás iniciando sesión.',
    button: 'Iniciar sesión',
    orCode:
      '¿Lees esto en otro dispositivo? Escribe este código en el navegador en el que estás iniciando sesión:',
    requestedIn: (device, network) =>
      network ? `Pedido desde ${network}, con ${device}.` : `Pedido desde ${device}.`,
    lifetime: ({ link, code }) =>
      link === code
        ? `El enlace y el código funcionan una sola vez y expiran en ${w.minutes(link)}.`
        : `El enlace funciona durante ${w.minutes(link)} y el código durante ${w.minutes(code)}, cada uno una sola vez.`,
    notYou:
      'Si no lo pediste, puedes ignorar este correo sin problema. Nadie puede iniciar sesión sin él. No compartas nunca el código, ni siquiera con alguien que diga que trabaja aquí.',
    inFull,
    confirming: {
      delete: {
        subject: `Inicia sesión para eliminar tu cuenta de ${brand.name}`,
        title: '¿Quieres eliminar tu cuenta?',
        intro:
          'Alguien, probablemente tú, quiere eliminar esta cuenta. Para continuar, abre este enlace en el navegador donde lo pediste.',
      },
      'change-email': {
        subject: `Inicia sesión para cambiar tu dirección en ${brand.name}`,
        title: '¿Quieres cambiar tu dirección de correo?',
        intro:
          'Alguien, probablemente tú, quiere cambiar la dirección de correo de esta cuenta. Para continuar, abre este enlace en el navegador donde lo pediste.',
      },
      export: {
        subject: `Inicia sesión para descargar tus datos de ${brand.name}`,
        title: '¿Quieres descargar tus datos?',
        intro:
          'Alguien, probablemente tú, quiere descargar todos los datos de esta cuenta. Para continuar, abre este enlace en el navegador donde lo pediste.',
      },
      other: {
        subject: `Inicia sesión para continuar en ${brand.name}`,
        title: '¿Quieres continuar con una acción delicada?',
        intro:
          'Alguien, probablemente tú, quiere continuar con una acción delicada en esta cuenta. Para hacerlo, abre este enlace en el navegador donde lo pediste.',
      },
    },
    confirmingButton: 'Iniciar sesión y continuar',
    confirmingOrCode: '¿Lees esto en otro dispositivo? Escribe este código en el navegador donde lo pediste:',
    notConfirming:
      'Si no fuiste tú, no abras el enlace ni compartas el código. Puede que alguien tenga la sesión iniciada en tu cuenta: mira la lista de dispositivos y ciérrala allí.',
  },
  noAccountEmail: {
    subject: `No puedes iniciar sesión en ${brand.name} con esta dirección`,
    preview: 'Alguien pidió un enlace para iniciar sesión con esta dirección.',
    title: 'No puedes iniciar sesión con esta dirección',
    intro: `Alguien, probablemente tú, intentó iniciar sesión en ${brand.name} con esta dirección. Ahora mismo no es posible: o no hay ninguna cuenta con esta dirección, o la cuenta se ha cerrado.`,
    otherAddress: 'Si te registraste con otra dirección, inicia sesión con esa.',
    notYou: 'Si no lo pediste, puedes ignorar este correo sin problema.',
  },
  confirmEmailChangeEmail: {
    subject: `Confirma tu dirección nueva para ${brand.name}`,
    preview: 'No cambiará nada hasta que lo hagas.',
    title: '¿Es esta tu dirección nueva?',
    intro: `Alguien, probablemente tú, quiere iniciar sesión en ${brand.name} con esta dirección a partir de ahora. Para confirmar que es tuya, abre este enlace en el navegador donde lo pediste:`,
    button: 'Confirmar esta dirección',
    requestedIn: (device) => `Pedido desde ${device}.`,
    lifetime: (minutes) =>
      `El enlace funciona una sola vez y expira en ${w.minutes(minutes)}. Hasta que confirmes, la cuenta conserva su dirección actual.`,
    notYou: 'Si no lo pediste, no abras el enlace. No cambiará nada.',
    inFull,
  },
  emailChangeRequestedEmail: {
    subject: `Tu dirección de correo en ${brand.name} va a cambiar`,
    preview: 'Si no fuiste tú, puedes cancelarlo con un enlace.',
    title: '¿Quieres cambiar tu dirección de correo?',
    intro: `Alguien, probablemente tú, ha pedido una dirección de correo nueva para tu cuenta de ${brand.name}.`,
    newAddress: 'Dirección nueva',
    when: 'Cuándo',
    browser: 'Navegador',
    wasYou:
      'Si fuiste tú, aquí no tienes que hacer nada. Para completar el cambio, abre el enlace que enviamos a la dirección nueva.',
    notYou:
      'Si no fuiste tú, abre este enlace para cancelar o deshacer el cambio y cerrar sesión en todas partes. No necesitas iniciar sesión antes:',
    button: 'Cancelar el cambio',
    lifetime: (until) => `El enlace funciona hasta el ${until}.`,
    mailbox: `Si no fuiste tú, alguien tiene la sesión iniciada en tu cuenta y quizá pueda leer tu correo. ${changePassword}`,
    inFull,
  },
  emailChangeUndoneEmail: {
    subject: `Se deshizo el cambio de tu dirección en ${brand.name}`,
    preview: 'Con esta dirección ya no se inicia sesión en esa cuenta.',
    title: 'Se deshizo el cambio de tu dirección de correo',
    intro: `Tu cuenta de ${brand.name} tenía esta dirección. Alguien que puede leer el correo de su dirección anterior ha deshecho ese cambio. La cuenta vuelve a tener su dirección anterior, y su sesión se ha cerrado en todas partes.`,
    when: 'Cuándo',
    browser: 'Navegador',
    place: 'Ubicación aproximada',
    wasYou: 'Si fuiste tú, aquí no tienes que hacer nada. Inicia sesión con la dirección anterior.',
    notYou:
      'Si no fuiste tú, alguien puede leer el correo de tu dirección anterior. Cambia primero la contraseña de ese correo. Después inicia sesión con esa dirección y vuelve a cambiarla.',
  },
  newDeviceEmail: {
    subject: `Nuevo inicio de sesión en ${brand.name}`,
    preview: 'Desde un navegador que no conocíamos. ¿Fuiste tú?',
    title: '¿Fuiste tú?',
    intro: `Alguien, probablemente tú, inició sesión en tu cuenta de ${brand.name} desde un navegador que no conocíamos.`,
    when: 'Cuándo',
    browser: 'Navegador',
    place: 'Ubicación aproximada',
    wasYou: 'Si fuiste tú, no tienes que hacer nada.',
    notYou:
      'Si no fuiste tú, abre este enlace para cerrar la sesión en ese navegador y en todos los demás. No necesitas iniciar sesión antes:',
    button: 'No fui yo',
    lifetime: (until) => `El enlace funciona hasta el ${until}.`,
    mailbox: `Si no fuiste tú, alguien pudo leer tu correo. ${changePassword}`,
    inFull,
  },
  accountDeletedEmail: {
    subject: `Tu cuenta de ${brand.name} se ha eliminado`,
    preview: 'Este es el último correo que recibirás de nosotros.',
    title: 'Tu cuenta se ha eliminado',
    intro: (when) =>
      `Como pediste, tu cuenta de ${brand.name} se eliminó el ${when}, junto con todo lo que le pertenecía. Se ha cerrado tu sesión en todas partes.`,
    again: 'Puedes volver cuando quieras. Con esta dirección puedes registrarte otra vez y empezar de cero:',
    notYou:
      'No podemos recuperar la cuenta. Si no la eliminaste tú, quizá alguien pueda leer tu correo. Cambia ahora la contraseña de tu correo.',
  },
} satisfies Copy
