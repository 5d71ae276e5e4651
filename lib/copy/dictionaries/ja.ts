import { brand } from '@/lib/brand'
import type { Copy } from '@/lib/copy'
import { sentence } from '@/lib/copy/sentence'
import { wordsIn } from '@/lib/copy/words'

// Latin letters and digits have spaces around them, because Intl writes "30 秒後". `device` stands
// before punctuation, because it may end in either script.

const w = wordsIn('ja-JP', 'たった今')

const askedTwice =
  'メールソフトによっては、自動でリンクを開いたりボタンを押したりすることがあるため、2 回確認しています。'
const unavailable =
  'サーバー側の一部が応答していません。失われたデータはありません。1 分ほど待ってから、もう一度お試しください。'
const fingerprint = 'ブラウザを見分けるためのフィンガープリントです。ブラウザに関する情報は読み取れません。'
const sameUser = 'user.id と同じです。'
const inFull = 'ボタンが機能しない場合は、次のリンクをコピーしてブラウザに貼り付けてください：'
const changePassword = 'メールのパスワードも変更してください。'

export const ja = {
  language: {
    code: 'ja',
    name: '日本語',
    direction: 'ltr',
    choose: '言語',
    words: w,
  },
  devices: {
    on: (browser, system) => `${system} の ${browser}`,
    unknown: '不明なブラウザ',
  },
  common: {
    reference: (reference) => `お問い合わせの際は、次の番号をお伝えください：${reference}`,
    email: 'メールアドレス',
    keepSignedIn: 'このデバイスでログイン状態を保つ',
    unavailable,
    notReached: 'サーバーから応答がありませんでした。接続を確認してから、もう一度お試しください。',
    backOnline: 'オンラインに戻りました。もう一度お試しください。',
  },
  signInForm: {
    title: 'ログイン',
    intro: 'リンクをメールでお送りします。パスワードを覚える必要はありません。',
    emailPlaceholder: 'you@example.com',
    submit: 'ログインリンクを送信',
    submitting: '送信しています…',
    forget: 'このアドレスを消去',
  },
  noCookie: {
    title: 'Cookie を許可してください',
    sent: '先ほど入力したアドレスでログインできる場合は、リンクを記載したメールがまもなく届きます。',
    explain:
      'ただし、このブラウザには当サイトの Cookie が保存されていません。Cookie がないとログインできません。',
    instead:
      'このサイトの Cookie を許可してから、メールのリンクを開いてください。リンクは他のブラウザでも使えます。',
    again: 'もう一度メールをリクエスト',
  },
  challenge: {
    working:
      '現在、メールのリクエストが集中しています。ロボットによる操作でないことを確認しています。数秒かかります。',
    wait: (seconds) =>
      `現在、メールのリクエストが集中しています。${w.duration(seconds * 1000)}待ってから、もう一度ボタンを押してください。`,
  },
  dashboard: {
    title: 'ダッシュボード',
    hello: (email) => `${email} さん、こんにちは`,
    intro: 'ログインしています。このページをもとに、自由に開発を進めてください。',
    account: 'アカウント',
    signOut: 'ログアウト',
    session: {
      title: 'このセッション',
      signedIn: 'ログイン日時',
      expires: '有効期限',
    },
    steps: {
      title: 'ここまでの流れ',
      requested: {
        title: 'メールアドレスを入力',
        explain: 'Redis のスクリプト 1 つで、すべての制限を確認し、リクエストを保存しました。',
      },
      emailed: {
        title: 'メールを送信',
        explain: 'レスポンスを返した後に送信しました。そのため、どのアドレスでも応答時間は変わりません。',
      },
      redeemed: {
        title: 'リンクを開く、またはコードを入力',
        explain:
          '1 回の INSERT でこのセッションを作成しました。リンクを 100 回開いても、作成されるセッションは 1 つだけです。',
      },
      guarded: {
        title: 'このページがセッションを確認',
        explain: 'Middleware が Cookie を確認し、続いてページがデータベースに照会しました。',
      },
    },
    next: {
      title: '次にすること',
      explain: (file) => sentence`このページを差し替えてください。ファイルは ${file} です。`,
    },
  },
  checkEmail: {
    title: 'メールをご確認ください',
    sent: (email) =>
      sentence`${email} でログインできる場合は、リンクとコードを記載したメールがまもなく届きます。`,
    tried: (email) => sentence`${email} へのメール送信を試みました。`,
    openHere: ({ link, code }) =>
      link === code
        ? `ログインするには、このブラウザでリンクを開いてください。リンクを使えるのは 1 回だけで、有効期限は ${w.minutes(link)}です。`
        : `ログインするには、このブラウザでリンクを開いてください。リンクを使えるのは 1 回だけで、有効期限はリンクが ${w.minutes(link)}、コードが ${w.minutes(code)}です。`,
    emailState: {
      queued: 'メールを送信しています…',
      failed: 'メールを送信できませんでした。失われたデータはありません。新しいメールを送信してください。',
      accepted: '送信しました。1 分以内に届く見込みです。',
      delayed: 'ご利用のメールサービス側で受信が遅れています。届く見込みですので、そのままお待ちください。',
      delivered: '配信されました。受信トレイまたは迷惑メールフォルダをご確認ください。',
      bounced: 'このアドレスにはメールが届きません。入力に間違いはありませんか？',
      complained: 'このアドレスにはメールが届きません。別のアドレスをお試しください。',
    },
    steps: {
      label: '進行状況',
      requested: '受付',
      sent: '送信',
      delivered: '配信',
      opened: 'リンクを開く',
    },
    opened: 'リンクが開かれました。ご自身で開いた場合は、そちらの画面で続けてください。',
    suppressed: {
      title: 'メールは送信していません',
      bounced: (email, since) =>
        sentence`${w.day(since)}に、${email} 宛てのメールが届かずに戻ってきました。それ以降は送信していません。`,
      complained: (email, since) =>
        sentence`${w.day(since)}に、${email} 宛てのメールが迷惑メールとして報告されました。それ以降は送信していません。`,
      send: '再びメールを受け取りたい場合は、今すぐ新しいリンクとコードを送信できます。',
      waitOrSend: (until) =>
        `このアドレスで再び受信できる場合は、今すぐ新しいリンクとコードを送信できます。そうでない場合は、${w.day(until)}を過ぎてから再び送信を試みます。`,
      submit: '再びメールを受け取る',
    },
    help: {
      title: 'お困りですか？',
      hints: [
        '職場や学校では、フィルターの影響でメールの到着が数分遅れることがあります。',
        '別のアドレスで登録した可能性がある場合は、そのアドレスをお試しください。',
        'メールが届かずに戻ってきた場合や、迷惑メールとして報告された場合は、送信を停止していることがあります。ログインしたことのあるブラウザでは、その旨がここに表示されます。',
      ],
      writeTo: (address) => sentence`それでも解決しない場合は、${address} までメールでご連絡ください。`,
      visit: (page) => sentence`それでも解決しない場合は、${page} をご覧ください。`,
    },
    openWebmail: (provider) => `${provider} を開く`,
    didYouMean: (email) => sentence`正しくは ${email} ではありませんか？`,
    correctAddress: 'アドレスを修正',
    elsewhere: '別のデバイスでメールを確認している場合は、メールに記載されたコードをここに入力してください。',
    code: '6 桁のコード',
    submit: 'コードでログイン',
    submitting: 'ログインしています…',
    malformedCode: 'コードは 6 桁の数字です。メールを確認して、もう一度入力してください。',
    tooManyTries: {
      title: '最初からやり直しましょう',
      explain: (email) =>
        sentence`コードを間違えた回数が上限に達したため、このコードとリンクは使えなくなりました。新しいリンクとコードを ${email} に送信できます。`,
    },
    unknown: {
      title: 'メールをご確認ください',
      explain:
        '現在、メールの状況を表示できません。メールがすでに届いている場合、そのリンクは問題なく使えます。',
      again: 'このページを再表示',
    },
    sendAgain: '新しいメールを送信',
    sending: '送信しています…',
    sentAgain: '新しいメールを送信しました。直近の 3 通のリンクは、どれでも使えます。',
    waitFor: (soon) => `メールが届きませんか？迷惑メールフォルダをご確認ください。${soon}に再送信できます。`,
    mayNow: 'メールが届きませんか？迷惑メールフォルダを確認するか、再送信してください。',
    otherAddress: 'アドレスを間違えた場合は変更',
    goBack: 'アカウントに戻る',
  },
  linkPage: {
    confirm: {
      title: 'ここでログインしますか？',
      intro: (email) => sentence`このリンクで、${email} としてログインします。`,
      requestedHere: (when) => `リクエスト元：このブラウザ、${when}`,
      requestedElsewhere: (when, device) => `リクエスト元：別のブラウザ（${device}）、${when}`,
      otherAccount: (email) =>
        sentence`このブラウザでは ${email} としてログインしています。続けると、そのアカウントからログアウトします。`,
      explain:
        'ご自身でリクエストした場合は、このデバイスでログインできます。心当たりがない場合は、このページを閉じてください。',
      submit: 'このデバイスでログイン',
      change: 'このアカウントに切り替える',
      noCookie:
        'このブラウザには当サイトの Cookie が保存されていないため、ここではログインできません。リンクはまだ使われていません。このサイトの Cookie を許可してもう一度試すか、別のブラウザでリンクを開いてください。',
      elsewhere:
        'リクエストしたブラウザでログインする場合は、メールに記載された 6 桁のコードをそのブラウザに入力してください。',
    },
    invalid: {
      documentTitle: 'Magic Link invalid/expired',
      title: 'このリンクは使えなくなりました',
      reasons: {
        expired: (minutes) =>
          `このリンクは有効期限が切れています。リンクの有効期限は ${w.minutes(minutes)}です。`,
        used: () => 'このリンクはすでに使われています。リンクを使えるのは 1 回だけです。',
        revoked: () => 'このリンクは使われる前に取り消されました。',
        unknown: () => 'このリンクを確認できません。途中で切れているか、古すぎる可能性があります。',
        'too-many-tries': () => 'コードを間違えた回数が上限に達したため、このリンクは取り消されました。',
      },
      sendTo: (email) => sentence`新しいリンクを ${email} に送信できます。`,
      submit: '新しいリンクを送信',
      ask: '新しいリンクの送信先を入力してください。',
      signedInAs: (email) => sentence`このブラウザでは ${email} としてログインしています。`,
      continue: '続ける',
    },
    moved: {
      title: 'このアカウントのアドレスは変更されました',
      explain: (email) =>
        sentence`過去 3 日以内に、${email} のアカウントのアドレスが別のものに変更されました。現在、このアドレスではログインできません。`,
      wasYou: 'ご自身で変更した場合は、新しいアドレスでログインしてください。',
      notYou: '心当たりがない場合は、元に戻してください。実際に元に戻す前に、内容を確認できます。',
      undo: '元に戻す',
      newAccount: (until) =>
        `このアドレスで新しいアカウントを作成したい場合は、${until} 以降に作成できます。`,
    },
    notSent: {
      title: 'メールは送信されませんでした',
    },
    unavailable: {
      title: '処理できませんでした',
      explain: unavailable,
    },
    unreadable: {
      title: 'リクエストの内容が不足しています',
      explain: '何も変更されていません。メールのリンクをもう一度開いてください。',
    },
    toForm: 'ログイン画面に戻る',
  },
  problems: {
    // The address.
    missing: 'メールアドレスを入力してください。',
    'too-long': 'メールアドレスが長すぎます。入力内容をご確認ください。',
    malformed: 'メールアドレスの形式が正しくないようです。you@example.com のように入力してください。',
    same: '現在と同じアドレスです。別のアドレスを入力してください。',
    'not-allowed': 'このドメインのアドレスは使えません。別のアドレスをお試しください。',
    // The email.
    'not-sent': 'メールを送信できませんでした。1 分ほど待ってから、もう一度お試しください。',
    'not-told':
      '現在のアドレスに通知できなかったため、何も変更していません。1 分ほど待ってから、もう一度お試しください。',
    unavailable,
    // The code.
    'too-many-tries': 'このコードの入力回数が上限に達しました。新しいコードを送信してください。',
    'codes-paused':
      'このアドレスでは本日コードの間違いが多かったため、コードの利用を一時停止しています。メールのリンクは引き続き使えます。このブラウザで開いてください。',
    expired: 'このコードは有効期限が切れています。新しいコードを送信してください。',
    used: 'このコードはすでに使われています。新しいコードを送信してください。',
    moved:
      'このアドレスのアカウントは、別のアドレスに変更されました。メールのリンクを開くと、行える操作を確認できます。',
    revoked: 'このコードは無効になりました。新しいコードを送信してください。',
    'wrong-code': (triesLeft) => `コードが違います。あと ${triesLeft} 回入力できます。`,
    // Too much. A duration in milliseconds.
    'too-many': (retryAfter) =>
      `メールのリクエストが多すぎます。${w.soon(retryAfter)}にもう一度お試しください。`,
    'too-often': (retryAfter) =>
      `1 日に変更できる回数を超えました。${w.soon(retryAfter)}にもう一度お試しください。`,
    'too-early': (retryAfter) => `あと ${w.duration(retryAfter)}お待ちください。`,
  },
  errors: {
    notFound: {
      title: 'ページが見つかりません',
      explain: 'URL が間違っているか、ページが移動した可能性があります。',
    },
    unexpected: {
      title: '処理できませんでした',
      explain: unavailable,
      again: 'もう一度試す',
    },
    foreign: '安全のため、この操作は当サイトからのみ行えます。何も変更されていません。',
    tooLarge: 'このフォームで受け付けられる量を超えています。何も変更されていません。',
    unreadable: '内容を読み取れませんでした。何も変更されていません。',
    outdated:
      'このページは、開いた後に更新されました。何も送信されていません。もう一度ボタンを押してください。',
    method: 'ここではこの操作を行えません。何も変更されていません。',
    malformed: 'この URL にページはありません。URL が途中で切れている可能性があります。',
  },
  account: {
    title: 'アカウント',
    intro: (email) => sentence`${email} としてログインしています。`,
    navigation: 'アカウント',
    places: {
      overview: 'アカウント',
      email: 'メールアドレス',
      sessions: 'デバイス',
      activity: 'アクティビティ',
      data: 'データ',
    },
    about: {
      email: 'ログインに使うアドレスを変更します。',
      sessions: (n) => `${n} 台のデバイスでログインしています。`,
      activity: (days) => `過去 ${w.days(days)}間のログイン、メール、変更を確認できます。`,
      data: 'お客様について保存している情報のすべてを、人にもプログラムにも読める 1 つのファイルにまとめています。',
    },
    data: 'データ',
    download: 'データをダウンロード',
    delete: 'アカウントを削除',
    back: 'ダッシュボードに戻る',
  },
  reauthenticatePage: {
    title: 'ご本人の確認',
    intro: (email) =>
      sentence`ログインしてから時間が経っています。ご本人であることを確認するため、新しいリンクとコードを ${email} に送信します。`,
    explain: '確認が済むと、先ほどの続きから再開できます。',
    submit: 'メールを送信',
    submitting: '送信しています…',
    back: '今はしない',
  },
  switchedPage: {
    title: '何も変更されていません',
    intro: (email) => sentence`現在は ${email} としてログインしています。`,
    explain: '先ほどのページは、別のアカウントのものか、長時間開いたままになっていたものです。',
    continue: '続ける',
  },
  sessionsPage: {
    title: 'ログイン中のデバイス',
    thisOne: 'このデバイス',
    temporary: '一時的',
    inUse: '使用中',
    lastUsed: (at) =>
      Date.now() - at.getTime() < 300_000 ? '数分以内に使用' : `最終使用：${w.ago(at.getTime())}`,
    since: (at) => sentence`ログイン日時：${at}`,
    expires: (at) => sentence`有効期限：${at}`,
    from: (network) => `ネットワーク：${network}`,
    end: 'ログアウト',
    ending: 'ログアウトしています…',
    revokeOthers: '他のすべてのデバイスからログアウト',
    revokeAll: 'すべてのデバイスからログアウト',
    nowhereElse: '他のデバイスではログインしていません。',
    ended: {
      one: 'そのデバイスからログアウトしました。以前メールで送信したログインリンクは使えなくなりました。',
      others:
        '他のすべてのデバイスからログアウトしました。以前メールで送信したログインリンクは使えなくなりました。',
    },
  },
  deletePage: {
    title: 'アカウントを削除',
    intro: (email) =>
      sentence`${email} のアカウントと、デバイスやアクティビティなど、アカウントに属するすべてのデータを削除します。`,
    explain: '削除はすぐに行われ、元に戻すことはできません。すべてのデバイスからログアウトします。',
    again: '同じアドレスでもう一度登録し、新しく始めることができます。',
    submit: 'アカウントを削除する',
    submitting: '削除しています…',
  },
  goodbye: {
    title: 'アカウントを削除しました',
    explain:
      'データを削除し、すべてのデバイスからログアウトしました。確認のため、最後のメールを 1 通お送りします。ご利用ありがとうございました。',
    again: 'トップページへ',
  },
  activityPage: {
    title: 'アクティビティ',
    intro: (days) => `過去 ${w.days(days)}間にアカウントで起きたことを、新しい順に表示しています。`,
    utc: (now) => `時刻は UTC です（現在 ${now}）。`,
    notYou: '心当たりのない項目がありますか？',
    toSessions: 'ログイン中のデバイスを確認',
    nothing: '表示できる項目はありません。',
    newest: '最新',
    older: '以前',
    types: {
      'signed in': 'ログイン',
      'signed in, new device': '新しいブラウザからログイン',
      'session ended: signed-out': 'ログアウト',
      'session ended: replaced': '同じブラウザでの新しいログインにより終了',
      'session ended: revoked': 'デバイスの一覧からログアウト',
      'session ended: reported': 'ログインを報告したためログアウト',
      'session ended: email-changed': 'メールアドレスの変更によりログアウト',
      'session ended: operator': '運営者によるログアウト',
      'session ended: expired': 'セッションの期限切れによりログアウト',
      'email: sign-in': 'メール送信：ログインリンク',
      'email: no-account': 'メール送信：このアドレスではログインできません',
      'email: confirm-email-change': 'メール送信：新しいアドレスの確認',
      'email: email-change-requested': 'メール送信：アドレス変更リクエストのお知らせ',
      'email: email-change-undone': 'メール送信：アドレスを元に戻したお知らせ',
      'email: new-device': 'メール送信：新しいログイン',
      'email: account-deleted': 'メール送信：アカウントの削除',
      'email change: requested': 'メールアドレスの変更をリクエスト',
      'email change: confirmed': 'メールアドレスを変更',
      'email change: canceled': 'メールアドレスの変更を取り消し',
      'email change: undone': '変更前のメールアドレスに復元',
      'wrong-code': '間違ったコードの入力',
      reported: '心当たりのないログインを報告',
      exported: 'データをダウンロード',
      disabled: '運営者がアカウントを無効化',
      enabled: '運営者がアカウントを再び有効化',
    },
    somethingElse: 'その他',
    filter: {
      label: '表示',
      all: 'すべて',
      'sign-ins': 'ログイン',
      emails: 'メール',
      changes: '変更',
    },
  },
  emailPage: {
    title: 'メールアドレスを変更',
    now: (email) => sentence`現在ログインに使っているアドレスは ${email} です。`,
    explain:
      '新しいアドレスに確認用のリンクを送信し、現在のアドレスにもお知らせします。確認が済むまで、何も変更されません。',
    newAddress: '新しいメールアドレス',
    submit: 'リンクを送信',
    submitting: '送信しています…',
    waiting: {
      title: '新しいアドレスの確認',
      sent: (email) => sentence`確認用のリンクがまもなく ${email} に届きます。`,
      lifetime: (minutes) =>
        `確認するには、ログイン中のブラウザでリンクを開いてください。リンクを使えるのは 1 回だけで、有効期限は ${w.minutes(minutes)}です。`,
      until: (email) => sentence`確認が済むまでは、これまでどおり ${email} でログインします。`,
      explain:
        'メールが届きませんか？迷惑メールフォルダをご確認ください。アドレスを間違えた場合は、変更を取り消してやり直してください。',
      cancel: '変更を取り消す',
      canceling: '取り消しています…',
    },
  },
  confirmEmailPage: {
    title: '今後はこのアドレスでログインしますか？',
    intro: (email) => sentence`このリンクで、アカウントのメールアドレスを ${email} に変更します。`,
    requestedHere: (when) => `リクエスト元：このブラウザ、${when}`,
    requestedElsewhere: (when, device) => `リクエスト元：別のブラウザ（${device}）、${when}`,
    otherAccount: (email) =>
      sentence`このブラウザでは ${email} としてログインしています。これは別のアカウントのため、変更されません。`,
    explain: '確認すると、変更をリクエストしたブラウザを除く、すべてのブラウザからログアウトします。',
    submit: 'このアドレスを確認',
    elsewhere: {
      title: 'ログイン中のブラウザでこのリンクを開いてください',
      requested: (when, device) => `リクエスト元：${device}、${when}`,
      explain:
        '変更を確認するには、リクエストしたブラウザでこのリンクを開いてください。または、このブラウザで現在のアドレスを使ってそのアカウントにログインしてから、もう一度リンクを開いてください。',
      notYou:
        '心当たりがない場合は、このページを閉じてください。これは別の方のアカウントで、何も変更されません。',
    },
    done: {
      title: 'メールアドレスを変更しました',
      intro: (email) => sentence`今後は ${email} でログインしてください。`,
      explain: '変更をリクエストしたブラウザを除く、すべてのブラウザからログアウトしました。',
      continue: '続ける',
      signIn: 'このブラウザで続けるには、ログインリンクを送信してください。',
    },
    invalid: {
      expired: {
        title: 'このリンクは有効期限が切れています',
        explain: (minutes) =>
          `リンクの有効期限は ${w.minutes(minutes)}でした。何も変更されていません。アドレスを変更するには、アカウントからもう一度リクエストしてください。`,
      },
      canceled: {
        title: 'この変更は取り消されました',
        explain: () =>
          'この変更は取り消されたか、元に戻されたか、新しい変更に置き換えられました。新しいメールが届いている場合は、そのリンクを開いてください。',
      },
      taken: {
        title: 'このアドレスにはすでにアカウントがあります',
        explain: () =>
          '1 つのアドレスで持てるアカウントは 1 つだけのため、何も変更されていません。このアドレスをもう一方のアカウントで使うには、まずこのアドレスでログインして、そのアカウントを削除してください。',
      },
    },
  },
  undoPage: {
    requested: (when, device) => `リクエスト元：${device}、${when}`,
    wasMe: 'ご自身による変更であれば、このページを閉じてください。何も変わりません。',
    waiting: {
      title: 'この変更を取り消しますか？',
      intro: (from, to) =>
        sentence`アカウントのメールアドレスを ${from} から ${to} に変更するリクエストがありました。`,
      explain:
        '心当たりがない場合は、変更を取り消して、すべてのデバイスからログアウトしてください。リクエストした人は、このアカウントにログインしていました。',
      submit: '取り消して、すべてのデバイスからログアウト',
      confirm: {
        title: '確認してください',
        explain: `${askedTwice}アカウントのアドレスは今のまま変わらず、すべてのブラウザからログアウトします。`,
        submit: '変更を取り消す',
      },
      done: {
        title: '変更を取り消しました',
        intro: (email) => sentence`アカウントのアドレスは ${email} のままです。`,
      },
    },
    confirmed: {
      title: 'アドレスを元に戻しますか？',
      intro: (from, to) => sentence`アカウントのメールアドレスが ${from} から ${to} に変更されました。`,
      explain:
        '心当たりがない場合は、アドレスを元に戻して、すべてのデバイスからログアウトしてください。リクエストした人は、このアカウントにログインしていました。',
      submit: '元に戻して、すべてのデバイスからログアウト',
      confirm: {
        title: '確認してください',
        explain: `${askedTwice}アカウントのアドレスは元に戻り、すべてのブラウザからログアウトします。`,
        submit: '変更を元に戻す',
      },
      done: {
        title: 'アドレスを元に戻しました',
        intro: (email) => sentence`再び ${email} でログインできます。`,
      },
    },
    afterwards:
      'すべてのデバイスからログアウトしました。変更に心当たりがない場合は、誰かにメールを読まれている可能性があります。今すぐメールのパスワードを変更してください。',
    invalid: {
      expired: {
        title: 'このリンクは有効期限が切れています',
        explain: (days) =>
          `リンクの有効期限は ${w.days(days)}間でした。このリンクでは、変更を取り消すことも元に戻すこともできません。`,
      },
      canceled: {
        title: 'この変更はすでに取り消されています',
        explain: () =>
          'この変更は取り消されたか、元に戻されたか、新しい変更に置き換えられました。新しいメールが届いている場合は、そのリンクを開いてください。',
      },
      taken: {
        title: '以前のアドレスは別のアカウントで使われています',
        explain: () =>
          '変更の後に、以前のアドレスが別のアカウントで使われました。アドレスを元に戻すには、そのアドレスでログインしてアカウントを削除してから、もう一度このリンクを開いてください。',
      },
    },
  },
  reportPage: {
    title: 'すべてのデバイスからログアウトしますか？',
    intro: (email, when, device) =>
      sentence`${email} のアカウントにログインがありました：${device}（${when}）`,
    explain:
      '心当たりがない場合は、そのブラウザと他のすべてのブラウザからログアウトしてください。その後、新しいリンクで再びログインできます。',
    submit: '自分ではありません',
    confirm: {
      title: '確認してください',
      explain: `${askedTwice}すべてのブラウザからログアウトし、以前メールで送信したリンクは使えなくなります。`,
      submit: 'すべてのデバイスからログアウトする',
    },
    wasMe: 'ご自身によるログインであれば、このページを閉じてください。何も変更されていません。',
    done: {
      title: 'すべてのデバイスからログアウトしました',
      explain:
        'ログインにはメールへのアクセスが必要なため、誰かにメールを読まれている可能性があります。今すぐメールのパスワードを変更してください。',
    },
    invalid: {
      title: 'このリンクは使えなくなりました',
      explain:
        'リンクがすでに使われたか、有効期限が切れたか、途中で切れているか、現在はアカウントに登録されていないアドレス宛てのものです。ログイン中のデバイスを確認してログアウトするには、ログインしてアカウントを開いてください。',
    },
  },
  dataExport: {
    about: `${brand.name} が保存しているお客様の情報のすべてです。時刻はすべて UTC です。含めなかったものとその理由は、最後に記載しています。`,
    leftOut: {
      'Session.userId': sameUser,
      'Session.attemptId': 'このログインのもとになったリクエストの、ランダムな名前です。',
      'Session.bindingHash': fingerprint,
      'Session.deviceHash': fingerprint,
      'Event.userId': sameUser,
      'EmailChange.userId': sameUser,
      'EmailChange.confirmHash': '新しいアドレスを確認するリンクの照合に使います。',
      'EmailChange.undoHash': 'メールアドレスの変更を取り消す、または元に戻すリンクの照合に使います。',
      'Suppression.email': 'user.email と同じです。',
      'LinkRevocation.emailHash':
        '以前のログインリンクが使えなくなったアドレスのフィンガープリントです。アドレスは読み取れません。',
      'LinkRevocation.revokedAt':
        'リンクが無効になった日時です。上記のフィンガープリントとだけ結び付けて保存しています。',
      'Sign-in links':
        'リクエストごとに 2 時間だけ保存します。アドレス、リンクの行き先、リンクとコードの照合に使う情報です。',
      Limits: 'メールとコードの回数です。フィンガープリントとだけ結び付けて保存し、1 日以内に消えます。',
    },
  },
  signInEmail: {
    subject: `${brand.name} のログインリンク`,
    preview: (minutes) => `有効期限は ${w.minutes(minutes)}です。ログインするブラウザで開いてください。`,
    title: `${brand.name} にログイン`,
    intro: 'ログインしようとしているブラウザで、このリンクを開いてください。',
    button: 'ログイン',
    orCode:
      '別のデバイスで読んでいる場合は、ログインしようとしているブラウザに次のコードを入力してください：',
    requestedIn: (device, network) =>
      network ? `リクエスト元：${network}、${device}。` : `リクエスト元：${device}。`,
    lifetime: ({ link, code }) =>
      link === code
        ? `リンクとコードを使えるのは 1 回だけで、有効期限は ${w.minutes(link)}です。`
        : `有効期限はリンクが ${w.minutes(link)}、コードが ${w.minutes(code)}で、どちらも使えるのは 1 回だけです。`,
    notYou:
      '心当たりがない場合は、このメールを無視してかまいません。このメールなしでは、誰もログインできません。当サービスのスタッフを名乗る相手であっても、コードは絶対に教えないでください。',
    inFull,
    confirming: {
      delete: {
        subject: `ログインして ${brand.name} のアカウントを削除`,
        title: 'アカウントを削除しますか？',
        intro:
          'このアカウントの削除がリクエストされました（ご本人による操作と思われます）。続けるには、リクエストしたブラウザでこのリンクを開いてください。',
      },
      'change-email': {
        subject: `ログインして ${brand.name} のアドレスを変更`,
        title: 'メールアドレスを変更しますか？',
        intro:
          'このアカウントのメールアドレスの変更がリクエストされました（ご本人による操作と思われます）。続けるには、リクエストしたブラウザでこのリンクを開いてください。',
      },
      export: {
        subject: `ログインして ${brand.name} のデータをダウンロード`,
        title: 'データをダウンロードしますか？',
        intro:
          'このアカウントの全データのダウンロードがリクエストされました（ご本人による操作と思われます）。続けるには、リクエストしたブラウザでこのリンクを開いてください。',
      },
      other: {
        subject: `ログインして ${brand.name} での操作を続ける`,
        title: '重要な操作を続けますか？',
        intro:
          'このアカウントで、重要な操作がリクエストされました（ご本人による操作と思われます）。続けるには、リクエストしたブラウザでこのリンクを開いてください。',
      },
    },
    confirmingButton: 'ログインして続ける',
    confirmingOrCode:
      '別のデバイスで読んでいる場合は、リクエストしたブラウザに次のコードを入力してください：',
    notConfirming:
      '心当たりがない場合は、リンクを開いたり、コードを人に教えたりしないでください。誰かがアカウントにログインしている可能性があります。アカウントのデバイスの一覧を確認し、そのデバイスからログアウトしてください。',
  },
  noAccountEmail: {
    subject: `このアドレスでは ${brand.name} にログインできません`,
    preview: 'このアドレス宛てにログインリンクがリクエストされました。',
    title: 'このアドレスではログインできません',
    intro: `このアドレスで ${brand.name} へのログインが試みられました（ご本人による操作と思われます）。現在、このアドレスではログインできません。このアドレスのアカウントが存在しないか、閉鎖されています。`,
    otherAddress: '別のアドレスで登録した場合は、そのアドレスでログインしてください。',
    notYou: '心当たりがない場合は、このメールを無視してかまいません。',
  },
  confirmEmailChangeEmail: {
    subject: `${brand.name} の新しいアドレスの確認`,
    preview: '確認が済むまで、何も変更されません。',
    title: '新しいアドレスはこちらでよろしいですか？',
    intro: `今後このアドレスで ${brand.name} にログインするためのリクエストがありました（ご本人による操作と思われます）。ご自身のアドレスであることを確認するには、リクエストしたブラウザでこのリンクを開いてください：`,
    button: 'このアドレスを確認',
    requestedIn: (device) => `リクエスト元：${device}。`,
    lifetime: (minutes) =>
      `リンクを使えるのは 1 回だけで、有効期限は ${w.minutes(minutes)}です。確認が済むまで、アカウントのアドレスは今のまま変わりません。`,
    notYou: '心当たりがない場合は、リンクを開かないでください。何も変更されません。',
    inFull,
  },
  emailChangeRequestedEmail: {
    subject: `${brand.name} に登録のメールアドレスが変更されます`,
    preview: '心当たりがない場合は、リンク 1 つで取り消せます。',
    title: 'メールアドレスを変更しますか？',
    intro: `${brand.name} のアカウントで、メールアドレスの変更がリクエストされました（ご本人による操作と思われます）。`,
    newAddress: '新しいアドレス',
    when: '日時',
    browser: 'ブラウザ',
    wasYou:
      'ご自身による変更であれば、このメールに対する操作は不要です。変更を完了するには、新しいアドレスに送信したリンクを開いてください。',
    notYou:
      '心当たりがない場合は、このリンクを開いてください。変更を取り消すか元に戻し、すべてのデバイスからログアウトできます。先にログインする必要はありません：',
    button: '変更を取り消す',
    lifetime: (until) => `リンクは ${until} まで使えます。`,
    mailbox: `心当たりがない場合は、誰かがアカウントにログインしていて、メールも読める可能性があります。${changePassword}`,
    inFull,
  },
  emailChangeUndoneEmail: {
    subject: `${brand.name} に登録のメールアドレスが元に戻されました`,
    preview: 'このアドレスでは、そのアカウントにログインできなくなりました。',
    title: 'メールアドレスが元に戻されました',
    intro: `このアドレスは、${brand.name} のアカウントに設定されていました。以前のアドレスのメールを読める人が、その変更を元に戻しました。アカウントは以前のアドレスに戻り、すべてのデバイスからログアウトしています。`,
    when: '日時',
    browser: 'ブラウザ',
    place: 'おおよその場所',
    wasYou: 'ご自身による操作であれば、何もする必要はありません。以前のアドレスでログインしてください。',
    notYou:
      '心当たりがない場合は、誰かが以前のアドレスのメールを読める状態です。まずそのメールのパスワードを変更してください。次に、そのアドレスでログインし、もう一度アドレスを変更してください。',
  },
  newDeviceEmail: {
    subject: `${brand.name} への新しいログイン`,
    preview: '初めてのブラウザからのログインです。ご本人ですか？',
    title: 'ご本人によるログインですか？',
    intro: `初めてのブラウザから、${brand.name} のアカウントにログインがありました（ご本人による操作と思われます）。`,
    when: '日時',
    browser: 'ブラウザ',
    place: 'おおよその場所',
    wasYou: 'ご自身によるログインであれば、何もする必要はありません。',
    notYou:
      '心当たりがない場合は、このリンクを開いて、そのブラウザと他のすべてのブラウザからログアウトしてください。先にログインする必要はありません：',
    button: '自分ではありません',
    lifetime: (until) => `リンクは ${until} まで使えます。`,
    mailbox: `心当たりがない場合は、誰かにメールを読まれたことになります。${changePassword}`,
    inFull,
  },
  accountDeletedEmail: {
    subject: `${brand.name} のアカウントを削除しました`,
    preview: 'これが当サービスからの最後のメールです。',
    title: 'アカウントを削除しました',
    intro: (when) =>
      `ご希望に従い、${brand.name} のアカウントと、アカウントに属するすべてのデータを ${when} に削除しました。すべてのデバイスからログアウトしています。`,
    again: 'いつでもまたご利用いただけます。このアドレスでもう一度登録し、新しく始めることができます：',
    notYou:
      '削除したアカウントは復元できません。ご自身で削除していない場合は、誰かにメールを読まれている可能性があります。今すぐメールのパスワードを変更してください。',
  },
} satisfies Copy
