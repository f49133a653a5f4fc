// Every sentence the window says, in Japanese.
import type { Text } from './en.ts';
import type { Format } from './format.ts';
import type { FailureKind, Reason, Remedy } from './known-words.ts';
import {
  distanceOf,
  firstNames,
  intervalOf,
  isPowerless,
  joined,
  letGoWords,
  lookUp,
  type OutcomeText,
  type PrunedWords,
  prunedOutcome,
  runLine,
  type Said,
  said,
  spellDuration,
  type Titled,
  titled,
} from './sentence-parts.ts';

export function japanese(format: Format): Text {
  const n = format.number;
  const duration = (ms: number) => spellDuration(ms, ['時間', '分', '秒']);
  const days = { yesterday: '昨日', today: '今日', tomorrow: '明日' } as const;

  const when: Text['when'] = (at, now) => {
    const { day, date, clock } = format.day(at, now);
    return day === 'today' ? clock : `${day === 'other' ? date : days[day]} ${clock}`;
  };
  const moment: Text['moment'] = (at, now) => {
    const { day, date, clock } = format.day(at, now);
    return `${day === 'other' ? date : days[day]} ${clock}`;
  };

  const reasonOf = (reason: string | null, host: string): Said => {
    if (reason?.startsWith('http-')) {
      const code = reason.slice(5);
      return said(
        `${host} がエラー ${code}`,
        `${host} が HTTP エラー ${code} を返しました。しばらくすると直ることがよくあります。`,
      );
    }
    const table: Readonly<Record<Reason, Said>> = {
      timeout: said(`${host} から応答なし`, null),
      dns: said(
        `${host} が見つかりません`,
        `${host} という名前を解決できませんでした。ネットワークは使えますか?`,
      ),
      refused: said(`${host} は受け付けていません`, `${host} はありますが、接続を拒否しました。`),
      tls: said(
        `${host} を信頼できません`,
        `${host} の証明書を確かめられなかったため、問い合わせていません。`,
      ),
      'auth-required': said(
        'ログインが必要',
        `${host} がログインを求めています。Snowbell は git がすでに持つ認証情報と鍵を使い、自分でパスワードを尋ねることはありません。`,
      ),
      'not-found': said(
        'リポジトリなし',
        `${host} にこのリポジトリはありません。移動、削除、または非公開にされた可能性があります。`,
      ),
      'no-such-ref': said(
        'ブランチなし',
        'リポジトリはありますが、flake.nix のブランチまたはタグがありません。',
      ),
      'rate-limited': said(
        `${host} が待つよう要求`,
        `このネットワークから ${host} への問い合わせが多すぎます。Snowbell はあとでもう一度尋ねます。`,
      ),
      'not-a-git-server': said(
        'git サーバーではありません',
        `${host} は応答しましたが、git サーバーの応答ではありません。`,
      ),
      'no-git': said(
        'git がありません',
        'この入力は git でしか問い合わせられませんが、git がインストールされていません。',
      ),
      'not-owner': said(
        '所有者が別の人',
        '別のユーザーのものなので、git はこのリポジトリを読みません。',
      ),
      'connection-lost': said(
        `${host} との接続が切断`,
        `応答が終わる前に ${host} との接続が切れました。`,
      ),
      'no-network': said('ネットワークなし', `今は ${host} に届きません。`),
      proxy: said(
        'プロキシが拒否',
        `ネットワークのプロキシが ${host} への問い合わせを通しませんでした。`,
      ),
      'proxy-unsupported': said(
        'プロキシを利用できません',
        'この種類のプロキシは Snowbell では使えません。使えるのは http、https、socks5 だけです。プロキシを避けて問い合わせることはしません。',
      ),
      'server-error': said(
        `${host} に問題があります`,
        `${host} が自身のエラーを報告しました。しばらくすると直ることがよくあります。`,
      ),
      'unsafe-redirect': said(
        '安全でない転送',
        `${host} が安全でないアドレスを示したため、たどりませんでした。`,
      ),
      'too-many-redirects': said(
        '転送の繰り返し',
        `${host} が次々と別のアドレスを示し続けました。`,
      ),
      'host-key': said(
        `ssh が ${host} を知りません`,
        `ssh は ${host} のこの鍵を見たことがないか、鍵が変わりました。端末で一度接続し (「ssh ${host}」)、確かめてください。`,
      ),
      'git-failed': said('git が失敗', 'git はこのリポジトリに問い合わせられませんでした。'),
      'not-a-repository': said(
        'リポジトリではありません',
        'フォルダーはありますが、git の管理下にありません。',
      ),
      'no-locked-revision': said(
        '比べる相手なし',
        'flake.lock にこの入力のリビジョンがありません。',
      ),
      'unusable-source': said(
        '使えないアドレス',
        'flake.nix のアドレスが不完全か、問い合わせると安全でないものです。',
      ),
      'relative-git-url': said(
        '相対アドレス',
        'ホストも完全なパスもない git アドレスには問い合わせられません。',
      ),
      path: said(
        'フォルダー',
        'ただのフォルダーにはリビジョンがありません。lock を更新するたびにそのまま取り込まれます。',
      ),
      file: said('ファイル', 'サーバーはファイルが変わったかどうかを示しません。'),
      'unmarked-file': said('バージョンなし', `${host} はファイルが変わったかどうかを示しません。`),
      'first-seen': said(
        '初めて確認',
        'サーバーは最終更新日時しか示しません。次の確認から変化がわかります。',
      ),
      'lock-changed': said(
        '前回の確認後に変更',
        'flake.lock のリビジョンが、比べたときと違います。もう一度確認してください。',
      ),
      'not-asked': said('未確認', 'この入力は前回の確認に含まれていません。'),
      'not-in-registry': said('レジストリになし', 'flake レジストリにこの名前はありません。'),
      'pinned-by-registry': said(
        'レジストリで固定',
        'flake レジストリがこの名前を一つのリビジョンに固定しています。',
      ),
      'not-a-registry': said(
        'レジストリを読めません',
        'サーバーから届いたものは flake レジストリではありません。',
      ),
      'malformed-node': said('flake.lock 内で破損', 'この入力の項目を読めません。'),
      'node-missing': said(
        'flake.lock になし',
        'flake.lock はこの入力を挙げていますが、項目がありません。',
      ),
      'follows-cycle': said('自分自身を追従', '追従先をたどると自分に戻ります。'),
      'follows-missing': said('追従先なし', '追従先の入力が存在しません。'),
      offline: said('問い合わせなし', 'ネットワークでの問い合わせはしていません。'),
      tarball: said('アーカイブ', 'サーバーはアーカイブが変わったかどうかを示しません。'),
      indirect: said(
        'レジストリ名',
        'この入力は flake レジストリの名前ですが、レジストリを読めませんでした。',
      ),
      mercurial: said(
        'Mercurial リポジトリ',
        'Snowbell は Mercurial リポジトリに問い合わせられません。',
      ),
      'unsupported-type': said('不明な種類', 'Snowbell はこの種類の入力を知りません。'),
    };
    const title = '確認できません';
    if (reason === null) return said(title, '理由は示されていません。');
    return lookUp(table, reason) ?? said(title, `示された理由: 「${reason}」`);
  };

  const failure: Text['failure'] = ({ kind, detail }) => {
    const setAside = titled('壊れたファイルを別の場所に移しました', detail);
    const table: Readonly<Record<FailureKind, Titled>> = {
      'no-folder': titled('フォルダーがありません', `${detail} は存在しないか、開けません。`),
      'no-flake-nix': titled(
        'このフォルダーに flake.nix がありません',
        `${detail} システムの flake.nix があるフォルダーを選んでください。`,
      ),
      'no-lock': titled(
        'flake.lock がまだありません',
        `${detail} 「lock のみ更新」で最初のものが書き込まれます。`,
      ),
      unreadable: titled('ファイルを読めません', detail),
      malformed: titled(
        'flake.lock が壊れています',
        `${detail} フォルダーが git にあれば、「git checkout flake.lock」で最後の正しいものに戻せます。`,
      ),
      'unsupported-version': titled('flake.lock が Snowbell の知らないバージョンです', detail),
      'no-nix': titled(
        'Nix が見つかりません',
        `なくても確認はできますが、ビルドはできません。${detail}`,
      ),
      'nix-too-old': titled(
        'この Nix は古すぎます',
        `Snowbell には Nix 2.24 以降が必要です。${detail}`,
      ),
      busy: titled('別の実行が進行中です', `それが終わるまで新しく始められません。${detail}`),
      'stale-answer': titled(
        '途中でネットワークが切れました',
        `Nix が最新リビジョンの代わりに古いコピーを使うところだったため、何も変えていません。${detail}`,
      ),
      'unknown-input': titled('その入力はありません', detail),
      'write-failed': titled('ファイルに書き込めませんでした', detail),
      'state-unwritable': titled(
        'Snowbell は何も保存できません',
        `Snowbell のフォルダーに書き込めません。設定も実行の結果も、終了すると失われます: ${detail}`,
      ),
      'not-saved': titled(
        'この実行の記録を保存できませんでした',
        `ディスクがいっぱいか、書き込めません。空きを作ってください。次の実行の前に、何が起きたかを Snowbell が確かめます。 ${detail}`,
      ),
      refused: titled('拒否されました', detail),
      'resolve-failed': titled('入力を更新できませんでした', detail),
      'build-failed': titled('ビルドに失敗しました', detail),
      offline: titled('ネットワークがありません', detail),
      'no-flake': titled('flake が選ばれていません', `設定で選んでください。${detail}`),
      'no-git': titled('git が見つかりません', `これには git が必要です。${detail}`),
      cancelled: titled('中止しました', detail),
      stale: titled(
        'ビルドしたものがもう合いません',
        `その後 flake か動作中のシステムが変わりました。ビルドし直してください。${detail}`,
      ),
      'host-differs': titled(
        '別のコンピューター用にビルドされています',
        `もう一度確認が必要です。${detail}`,
      ),
      'units-restarted': titled('ユニットを再起動しました', detail),
      'units-not-restarted': titled(
        '動いていないユニットがあります',
        `それぞれを「systemctl status」で確かめてください。${detail}`,
      ),
      'evaluates-as-root': titled('root が flake を評価する必要があります', '先に同意が必要です。'),
      'lock-not-yours': titled(
        'flake.lock はあなたのものではありません',
        `root ヘルパーなしでは書けません。Snowbell の NixOS モジュールを取り込むか、今のロックファイルのままビルドしてください。${detail}`,
      ),
      'lock-of-root': titled(
        'flake.lock は root のものです',
        `Snowbell はここに書き込めません。端末で次を入力するか、古いものを残してください: ${detail}`,
      ),
      'keep-needs-root': titled(
        'flake.lock は root のものです',
        `残すシステムにはそれ自身の flake.lock が必要ですが、Snowbell はここに書き込めません。端末で次を入力してから、システムを残してください: ${detail}`,
      ),
      'already-there': titled(
        'することはありません',
        `世代 ${detail} が動作中で、次回の起動でも使われます。`,
      ),
      'not-ready': titled('ビルド済みで待っているものはありません', detail),
      'lock-moved-on': titled(
        'flake.lock がその後変更されました',
        'この実行を始めたときのファイルではないため、何も書き込んでいません。確認してもう一度更新してください。',
      ),
      'no-such-run': titled('この実行はもう残っていません', detail),
      'nothing-to-skip': titled(
        '飛ばすリビジョンがありません',
        `この入力の最新リビジョンがわかりません。${detail}`,
      ),
      'freeing-space': titled(
        '空き容量を作っています',
        '何からも使われていないものを Nix ストアから取り除いています。終わると実行をやり直します。',
      ),
      'space-not-freed': titled('空き容量を作れませんでした', detail),
      'nothing-to-free': titled(
        '取り除けるものがありません',
        'Nix ストアのものはすべて使われています。古い世代やほかのファイルを削除して、やり直してください。',
      ),
      'no-remedy': titled('Snowbell では解決できません', `詳細はログにあります。${detail}`),
      undecided: titled(
        '先に決めることがあります',
        '前回の切り替えは途中で止まっています。世代を削除する前に、残すか戻るかを選んでください。',
      ),
      'generations-changed': titled(
        'その間に世代が変わりました',
        '何も削除していません。一覧をもう一度確認してください。',
      ),
      'needs-helper': titled(
        'Snowbell の root ヘルパーが必要です',
        `Snowbell の NixOS モジュールに含まれます。無い場合は端末で次を入力してください: ${detail}`,
      ),
      collecting: titled(
        '空きを作っています',
        'もう必要のないものを Nix ストアから削除しています。',
      ),
      'space-freed': titled('空きができました', detail),
      'closure-unreadable': titled(
        'システムのパッケージを読めません',
        `一部が Nix ストアから削除された可能性があります。${detail}`,
      ),
      'git-failed': titled('git でできませんでした', detail),
      'rehearsal-failed': titled('リハーサルを用意できませんでした', detail),
      'no-generation': titled(
        'この世代はもうありません',
        `削除されたか、そのシステムが Nix ストアにありません。${detail}`,
      ),
      'no-system': titled('動作中の NixOS システムではありません', detail),
      managed: titled(
        'NixOS の構成で設定されています',
        `そちらで変更してください (programs.snowbell.settings)。${detail}`,
      ),
      'nothing-chosen': titled('入力が選択されていません', detail),
      'not-cancellable': titled(
        '今は止められません',
        `途中で止めると、システムが中途半端な状態になります。${detail}`,
      ),
      'commit-failed': titled('flake.lock は書き込みましたが、コミットできませんでした', detail),
      'corrupt-file': setAside,
      'set-aside': setAside,
      interrupted: titled('以前の実行が中断されました', detail),
      bug: titled('Snowbell に誤りがありました', detail),
    };
    return (
      lookUp(table, kind) ??
      titled('問題が起きました', `${detail || '詳細はわかりません。'} (${kind})`)
    );
  };

  const kindTitles = {
    upgrade: 'アップグレード',
    update: 'lock の更新',
    rebuild: '再ビルド',
    rollback: '世代の復帰',
    prune: '古い世代の整理',
  } as const;
  const stepNouns = {
    resolve: '更新の段階',
    build: 'ビルドの段階',
    review: '内容確認の段階',
    activate: '切り替えの段階',
    settle: '最後の段階',
  } as const;

  const untouched = 'システムは何も変わらず、flake.lock もそのままです。';

  const pruned: PrunedWords = {
    succeeded: {
      chip: '削除済み',
      title: '前回の古い世代の整理: 成功',
      meaning:
        '古い世代を削除し、起動メニューを作り直しました。Nix ストアの空きはガベージコレクションのときに戻ります。',
    },
    refused: {
      chip: '拒否',
      title: '前回の古い世代の整理: 拒否されました',
      meaning: '何も削除していません。理由はログにあります。',
    },
    menuFailed: {
      chip: '起動メニュー失敗',
      title: '前回の古い世代の整理: 起動メニューを作り直せませんでした',
      meaning: '古い世代は削除しましたが、起動メニューにまだ残っているかもしれません。',
    },
    failed: {
      chip: '失敗',
      title: '前回の古い世代の整理: 失敗',
      meaning: '一部を削除できませんでした。詳しくはログにあります。',
    },
    denied: {
      chip: '許可なし',
      title: '前回の古い世代の整理: 許可されませんでした',
      meaning:
        'このアカウントは世代を削除できません。管理者のアカウント (NixOS では wheel グループ) を使ってください。何も変わっていません。',
    },
    dismissed: {
      chip: '未削除',
      title: '前回の古い世代の整理: パスワードの入力が閉じられました',
      meaning: 'パスワードの入力が閉じられました。何も削除していません。',
    },
    noAgent: {
      chip: 'パスワード入力なし',
      title: '前回の古い世代の整理: パスワードを尋ねるものがありませんでした',
      meaning:
        'このデスクトップで polkit エージェントが動いていません。起動するか、端末で「snowbell prune」と入力してください。何も変わっていません。',
    },
  };

  const letGo = letGoWords({
    newer:
      'その後、より新しいシステムがビルドされたため、これは破棄されました。何も変わっていません。',
    'system-changed': 'その後、別のシステムが動いているため、これは破棄されました。',
    'flake-changed':
      'その後、flake.lock または構成が変わったため、これは破棄されました。何も変わっていません。',
    'result-missing': 'もう Nix ストアにありません。使うにはビルドし直してください。',
  });

  const outcome: Text['outcome'] = (record, done, isKept): OutcomeText => {
    const own = prunedOutcome(record, done, pruned);
    if (own !== null) return own;
    const unchanged = '何も変わっていません。';
    const kept = isKept ? 'ビルド済みのシステムは残してあり、何も変わっていません。' : unchanged;
    const last = `前回の${record.kind === 'update' ? ' ' : ''}${kindTitles[record.kind]}`;
    const generation = record.generation === null ? null : `世代 ${record.generation}`;
    const of = (chip: string, title: string, meaning: string): OutcomeText => ({
      chip,
      title,
      meaning,
    });
    switch (done) {
      case 'ready':
        return isKept
          ? of(
              '準備完了',
              `${last}: 切り替えの準備ができました`,
              'ビルド済みで、判断を待っています。システムはまだ何も変わっていません。',
            )
          : of(
              '準備完了',
              `${last}: ビルドしました`,
              'ビルドしましたが、もう残っていません。システムは何も変わっていません。',
            );
      case 'succeeded':
        return of(
          record.kind === 'update' ? 'flake.lock 更新済み' : (generation ?? '完了'),
          `${last}: 成功`,
          record.restartRecommended
            ? '一部は再起動後に有効になります。'
            : record.kind === 'update'
              ? '新しい flake.lock を書き込みました。システムは再ビルドしていません。'
              : generation === null
                ? '新しいシステムを使用中です。'
                : `${generation} を使用中です。`,
        );
      case 'unchanged':
        return of(
          '変更なし',
          `${last}: 変更はありません`,
          '結果は今のものと同じで、切り替えるものがありません。',
        );
      case 'units-failed':
        return of(
          generation ?? '切り替え済み',
          `${last}: 切り替えましたが、起動しないものがあります`,
          record.failedUnits.length === 0
            ? '切り替えましたが、一部のユニットが起動しませんでした。名前はログにあります。'
            : `切り替えましたが、${n(record.failedUnits.length)} 個のユニットが失敗しました: ${format.list(record.failedUnits)}`,
        );
      case 'restart-required':
        return of(
          '再起動が必要',
          `${last}: 再起動が必要です`,
          '新しいシステムは設定済みで、再起動すると使われます。',
        );
      case 'refused':
        return of(
          '拒否',
          `${last}: 新しいシステムが拒否しました`,
          '自身の検査に通らなかったため、古いシステムのままです。flake.lock もそのままです。',
        );
      case 'activation-failed':
        return of(
          '途中まで切り替え',
          `${last}: 切り替えましたが、起動スクリプトが失敗しました`,
          '新しいシステムの設定の一部がうまくいきませんでした。',
        );
      case 'failed':
        return of(
          '失敗',
          `${last}: 失敗`,
          record.step === 'activate' || record.step === 'settle'
            ? 'システムが切り替えを受け付けず、できるだけ元に戻しました。flake.lock はそのままです。詳細はログにあります。'
            : untouched,
        );
      case 'cancelled':
        return of('中止', `${last}: 中止しました`, untouched);
      case 'denied':
        return of(
          '権限なし',
          `${last}: 許可されませんでした`,
          `このアカウントはシステムを切り替えられません。管理者アカウント (NixOS では wheel グループ) を使ってください。${kept}`,
        );
      case 'auth-failed':
        return of(
          'パスワード不一致',
          `${last}: パスワードが受け付けられませんでした`,
          `パスワードが違うか、管理者のものではありません。Caps Lock とキーボード配列を確かめて、もう一度お試しください。${kept}`,
        );
      case 'dismissed':
        return of(
          '未切り替え',
          `${last}: パスワード入力を閉じました`,
          `パスワード入力を閉じました。よければもう一度切り替えのボタンを押してください。${kept}`,
        );
      case 'no-agent':
        return of(
          'パスワード入力なし',
          `${last}: パスワードを尋ねられるものがありません`,
          `このセッションで polkit エージェントが動いていません。起動するか、端末で「snowbell switch」と入力してください。${kept}`,
        );
      case 'no-pkexec':
        return isPowerless(record)
          ? of(
              'pkexec に権限なし',
              `${last}: pkexec が root になれません`,
              `pkexec はありますが、setuid root ではありません。「security.polkit.enablePkexecWrapper = true;」(NixOS 26.11 より前は「security.polkit.enable = true;」) を設定し、ログインし直してください。${kept}`,
            )
          : of(
              'pkexec なし',
              `${last}: pkexec がありません`,
              `切り替えには pkexec が必要です。「security.polkit.enable = true;」で polkit を有効にし、NixOS 26.11 以降は「security.polkit.enablePkexecWrapper = true;」も設定してください。${kept}`,
            );
      case 'interrupted':
        return of(
          '中断',
          `${last}: 中断されました`,
          '終わる前に Snowbell かコンピューターが止まりました。安心してやり直せます。',
        );
      case 'discarded':
        return of(
          '破棄',
          `${last}: 破棄しました`,
          letGo(record.discardedFor) ?? '切り替えないことを選びました。何も変わっていません。',
        );
    }
  };

  const stepFailed = {
    resolve: (took: string) => `${took}で入力の更新に失敗`,
    build: (took: string) => `${took}でビルドに失敗`,
    review: (took: string) => `${took}で結果の確認に失敗`,
    activate: (took: string) => `${took}で切り替えに失敗`,
    settle: (took: string) => `${took}で仕上げに失敗`,
  } as const;

  const verbs = {
    switch: '今すぐ切り替え',
    boot: '次回の起動で使う',
    test: '試す (再起動で元どおり)',
  } as const;

  return {
    format,
    duration,
    moment,
    when,
    failure,
    kindTitle: (kind) => kindTitles[kind],
    stepNoun: (step) => stepNouns[step],
    outcome,
    asFact: (sentence) => sentence.replace(/。$/, ''),

    appName: 'Snowbell',
    common: {
      close: '閉じる',
      cancel: '中止',
      retry: '再試行',
      tryAgain: 'やり直す',
      dismiss: '隠す',
      openLog: 'ログを開く',
      back: '戻る',
      checkNow: '今すぐ確認',
      checking: '確認中…',
      none: 'なし',
      starting: '起動中…',
      noConnection: 'Snowbell が停止しました。このウィンドウを閉じて、起動し直してください。',
      allInputs: 'すべての入力',
      copy: 'コピー',
      copied: 'コピー済み',
      reading: '読み込み中…',
      unknown: '不明',
      noRevision: 'リビジョンなし',
      decideFirst: '先に上の質問に答えてください。',
    },

    nav: {
      label: '画面',
      updates: '更新',
      activity: '作業',
      history: '履歴',
      generations: '世代',
      settings: '設定',
      behind: (k) => `${n(k)} 件に更新あり`,
      working: '作業中',
      ready: '切り替え可能',
      generation: (k) => `世代 ${k}`,
      nixos: (version) => `NixOS ${version}`,
      keys: 'キーボードショートカット',
      linux: (version) => `Linux ${version}`,
      linuxNext: (running, next) => `Linux ${running}、再起動後は ${next}`,
      restart: '再起動待ち',
      systemLabel: 'このシステム',
    },

    rehearsal: {
      title: 'リハーサル',
      body: 'このコンピューターは何も変わりません',
      leave: '終える',
    },

    elevation: (view) => {
      if (view.kind === 'store-path')
        return titled(
          '切り替えは nixos-rebuild を通します',
          'Snowbell の root ヘルパーがないため、nixos-rebuild が確認済みのものをそのまま有効にします。パスワードのあとの再確認はなく、Snowbell が終わると出力は失われ、失敗した切り替えは元に戻りません。Snowbell の NixOS モジュールで解決します。',
        );
      if (view.kind === 'flake')
        return titled(
          '切り替えには root が flake を評価する必要があります',
          'Snowbell の root ヘルパーがなく、この nixos-rebuild はビルド済みのシステムを受け取りません。守りは減りますが切り替えはできます。先にお尋ねします。Snowbell の NixOS モジュールで解決します。',
        );
      switch (view.reason) {
        case 'no-pkexec':
          return titled(
            '切り替えできません: pkexec がありません',
            '確認とビルドはできます。切り替えるには polkit を有効にする (security.polkit.enable = true;) か、自分で「sudo nixos-rebuild switch」と入力してください。',
          );
        case 'pkexec-not-setuid':
          return titled(
            '切り替えできません: pkexec が root になれません',
            'pkexec はありますが、setuid root ではありません。「security.polkit.enablePkexecWrapper = true;」(NixOS 26.11 より前は「security.polkit.enable = true;」) を設定し、ログインし直してください。',
          );
        case 'no-helper':
          return titled(
            '切り替えできません: Snowbell の root ヘルパーがありません',
            '確認とビルドはできます。ここから切り替えるには、Snowbell の NixOS モジュールを取り込み、一度手動で再ビルドしてください。',
          );
      }
    },

    notice: (kind, detail) => failure({ kind, detail }),

    leftLock: {
      sameSystem: {
        title: '入力は進みましたが、システムは同じです',
        meaning: (names) =>
          `flake.lock はそのままなので、これらは古いままです: ${names}。書き込むと最新になります。`,
      },
      otherInputs: {
        title: '選んでいない入力も nix が動かしました',
        meaning: (names) =>
          `選んでいないのに動いた入力: ${names}。書き込むまで flake.lock はそのままです。`,
      },
    },

    decision: {
      lockNotWritten: {
        title: '切り替えましたが、flake.lock は未書き込みです',
        body: (detail) =>
          `システムは新しい入力で動いていますが、flake.lock は古いままです。${detail}`.trim(),
        write: 'flake.lock に書き込む',
        keep: '古いものを残す',
      },
      lockChanged: {
        title: 'その間に flake.lock が変更されました',
        body: 'ビルド中に誰かが flake.lock を編集したため、上書きしていません。どちらを残しますか?',
        mine: '自分のを残す',
        switched: '切り替えた方を使う',
      },
      difference: {
        show: '違いを表示',
        title: '2 つの lock ファイルの違い',
        input: '入力',
        mine: '自分の',
        switched: '切り替えた方',
        absent: 'ありません',
        same: 'どちらも同じリビジョンを固定しています。違うのはファイルの書き方だけです。',
        failed: '2 つのファイルを比べられません',
      },
      activationFailed: {
        title: '新しいシステムの起動スクリプトが失敗しました',
        body: (previous) =>
          previous === null
            ? '新しいシステムは有効ですが、設定の一部がうまくいきませんでした。前の世代はもうありません。「世代」で別のものに切り替えるか、このまま残してください。'
            : `新しいシステムは有効ですが、設定の一部がうまくいきませんでした。世代 ${previous}に戻しますか、このまま残しますか?`,
        keep: '残す',
      },
      testActive: {
        title: '新しいシステムを試用中です',
        body: '再起動で元に戻ります。問題がなければ、このまま使い続ける設定にできます。',
        permanent: '使い続ける',
      },
      goBack: (previous) => `世代 ${previous} に戻す`,
    },

    updates: {
      title: (behind, all) => `入力 ${n(all)} 件中 ${n(behind)} 件に更新あり`,
      upToDate: 'すべて最新です',
      noneFound: '更新は見つかりませんでした',
      never: 'まだ確認していません',
      neverBody:
        'Snowbell は各入力に最新リビジョンを尋ねます。そのために何かをダウンロードすることはありません。',
      noInputs: 'この flake に入力はありません',
      noInputsBody: '最新に保つものはありませんが、再ビルドはできます。',
      allGoodBody: (all) => `${n(all)} 件の入力は最新か、固定されています。`,
      heldBody: (held) => `${n(held)} 件の入力には、保留またはスキップ中の更新があります。`,
      partGoodBody: '確認できた入力に更新はありません。',
      checkingFirst: '入力を確認しています…',
      checkingProgress: (done, of) => `${n(of)} 件中 ${n(done)} 件を問い合わせ`,
      tried: (at, now) => (now - at < 60_000 ? 'たった今試行' : `${format.ago(at, now)}に試行`),
      checked: (at, now) => (now - at < 60_000 ? 'たった今確認' : `${format.ago(at, now)}に確認`),
      waiting: (waiting) =>
        ({
          metered: '従量制のネットワークでは確認しません',
          battery: 'バッテリー残量が少ないため確認しません',
          'no-network': 'ネットワークがないため確認しません',
        })[waiting],
      checkAnyway: 'それでも確認',
      pausedTitle: (until, now) => `${moment(until, now)} まで一時停止中`,
      pausedBody: 'それまで確認も通知もしません。',
      resume: '再開',
      lastGood: (status, at, now) => {
        const ago = now - at < 60_000 ? 'たった今' : format.ago(at, now);
        if (status === 'behind') return `${ago}は更新あり`;
        return status === 'current' ? `${ago}は最新` : `${ago}は応答あり`;
      },
      find: '入力を検索',
      findNone: (query) => `「${query}」という入力はありません。`,
      details: '詳細',
      detailsOf: (name) => `${name} の詳細`,
      skip: 'このリビジョンを飛ばす',
      unskip: 'このリビジョンを再び数える',
      copyReference: '参照をコピー',
      source: 'ブラウザーでページを開く',
      next: (at, now) => `次の確認 ${when(at, now)}`,
      paused: (until, now) => `${moment(until, now)} まで一時停止`,
      couldNot: (k) => `${n(k)} 件は確認できず`,
      failedSince: (since, now) => `${when(since, now)} から確認できていません`,
      failedEver: '確認できませんでした',
      failedShown: (at, now) => `これは${format.ago(at, now)}の結果です。`,
      select: (name) => `${name} を選択`,
      groupBehind: '更新のある入力',
      groupUnreachable: (k) => `確認できなかったもの ${n(k)} 件`,
      groupHeld: (k) => `保留またはスキップ ${n(k)} 件`,
      groupUnknown: (k) => `確認できないもの ${n(k)} 件`,
      groupRest: (k) => `最新または固定 ${n(k)} 件`,
      behindBy: (input) => {
        const { unit, count: k } = distanceOf(input);
        switch (unit) {
          case 'unknown':
            return '更新あり';
          case 'less':
            return '1 時間未満の遅れ';
          case 'hour':
            return `${n(k)} 時間の遅れ`;
          case 'day':
            return `${n(k)} 日の遅れ`;
          case 'month':
            return `${n(k)} か月の遅れ`;
        }
      },
      reasonOf,
      current: '最新',
      pinned: 'flake.nix で固定',
      local: 'この flake の中',
      follows: (path) => `${path.join('/')} に追従`,
      held: '保留中',
      skipped: 'スキップ',
      from: '変更前',
      to: '変更後',
      menuFor: (name) => `${name} のその他の操作`,
      retryFor: (name) => `${name} をもう一度確認`,
      upgradeOnly: 'これだけアップグレード…',
      lockOnly: 'flake.lock でこれだけ更新',
      compare: 'ブラウザーで変更点を見る',
      hold: '保留する',
      unhold: '保留をやめる',
      selected: (k, of) => `${n(of)} 件中 ${n(k)} 件を選択`,
      updateLock: 'lock のみ更新',
      upgrade: (k) => `${n(k)} 件をアップグレード…`,
      upgradeNone: 'アップグレード…',
      more: 'ほかの方法',
      upgradeAll: 'すべてアップグレード…',
      rebuild: '更新せずに再ビルド…',
      openFolder: 'flake のフォルダーを開く',
      running: '実行中です',
      show: '表示',
      readyTitle: '新しいシステムがビルド済みで、判断を待っています',
      readyBody: 'まだ何も変わっていません。',
      review: '内容を見る…',
      unreadableTitle: 'flake を読めません',
      unreadablePath: 'フォルダー',
      chooseFolder: 'フォルダーを選ぶ…',
    },

    inputDetails: {
      reading: 'この入力を問い合わせています…',
      failed: 'この入力を表示できません',
      revisions: 'リビジョン',
      locked: '固定中',
      latest: '最新',
      notKnown: '不明',
      dated: (at, now) => `${format.full(at)} · ${format.ago(at, now)}`,
      sameAsLocked: '固定中のものと同じ',
      commits: (k, by) => (by === null ? `${n(k)} コミットの遅れ` : `${n(k)} コミット、${by}`),
      commitsBack: (k) => `${n(k)} コミット後戻り`,
      rewritten: '上流の履歴が書き換えられました',
      rewrittenBody: (k) =>
        `お使いの ${n(k)} コミットは、もう含まれていません。更新すると失われます。`,
      movedBack: '上流が後戻りしました',
      movedBackBody:
        '最新リビジョンが固定中のものより古くなっています。上流が巻き戻されたか、履歴が書き換えられました。更新するとこちらも戻ります。',
      reference: '参照',
      upstream: '問い合わせ先',
      branch: 'ブランチまたはタグ',
      defaultBranch: '既定のブランチ',
      notAFlake: 'flake ではなく、ただのファイルとして使用',
      openSource: 'ページを開く',
      openCompare: '変更点を見る',
      openHint: 'ブラウザーで',
      followedBy: '追従している入力',
      followedByNone: 'これに追従する入力はありません。',
      inputs: 'これ自身の入力',
      inputsNone: 'これ自身の入力はありません。',
      follows: (path) => `${path} に追従`,
      age: (at, now) => format.ago(at, now),
      duplicates: '複数回固定',
      duplicatesBody: (upstream, times) =>
        `${upstream} は ${n(times)} 個の異なるリビジョンで固定されています。それぞれ別々にダウンロードし、評価します。`,
      remedyLead: () => 'flake.nix に次を書くと一つになります:',
      warning: (warning) => {
        switch (warning.kind) {
          case 'old-nixpkgs':
            return titled(
              `${n(warning.days)} 日間固定されたまま`,
              'nixpkgs には毎日セキュリティ更新があります。このリビジョンにはその後の分が入っていません。',
            );
          case 'unsupported-branch':
            return titled(
              `${warning.branch} はサポートが終了しています`,
              `${warning.since} 以降、セキュリティ更新がありません。flake.nix で新しいブランチを選んでください。`,
            );
        }
      },
    },

    generations: {
      title: '世代',
      sub: (k) => `起動時に選べるシステムは ${n(k)} 個`,
      reading: '世代を読み込み中…',
      failed: '世代を読めません',
      empty: '世代が見つかりません',
      emptyBody: 'NixOS は世代を /nix/var/nix/profiles に保存します。ここにはありません。',
      listLabel: '世代',
      name: (k) => `世代 ${k}`,
      running: '動作中',
      booted: '起動時',
      isDefault: '既定',
      runningHelp: '今コンピューターで動いているもの',
      bootedHelp: 'コンピューターの起動に使ったもの',
      defaultHelp: '次回の起動に使うもの',
      gone: 'Nix ストアにもうありません',
      goBack: 'これに戻す…',
      goBackTo: (k) => `世代 ${k} に戻す…`,
      use: 'これに切り替え…',
      switchToNumber: (k) => `世代 ${k} に切り替え…`,
      confirmTitle: (k) => `世代 ${k} に切り替えますか?`,
      confirmBody:
        'システムが当時の状態に戻り、次回もそれで起動します。ファイル、flake.nix、flake.lock はそのままです。',
      kernelDiffers: (running, other) =>
        `カーネル (${other}) が動作中のもの (${running}) と違います。一部は再起動後に有効になります。`,
      confirm: '切り替え',
      pickForCompare: (k) => `世代 ${k} を比較`,
      compare: '比較',
      comparePrompt: '比較する世代を 2 つ選んでください。',
      compareOne: 'もう 1 つ選んでください。',
      comparing: (from, to) => `世代 ${from} から ${to}`,
      compareReading: '比較中…',
      compareFailed: '比較できません',
      same: 'どちらも同じパッケージです。',
      clear: '比較を閉じる',
      prune: {
        open: '古い世代を削除…',
        title: '古い世代を削除しますか?',
        keep: '残す新しい世代の数',
        goes: (k, which) => `${n(k)} 世代を削除します: ${which}`,
        none: '削除するものはありません。すべて残ります。',
        stays: (k, which) => `${n(k)} 世代を残します: ${which}`,
        always: '動作中の世代、起動に使った世代、次回起動する世代は必ず残ります。',
        does: 'その後、起動メニューを作り直し、それらのカーネルを起動パーティションから取り除きます。元には戻せません。',
        store:
          'Nix ストアの空きはガベージコレクションのときに戻ります。後で「空きを作る」を選べます。',
        confirm: (k) => `${n(k)} 世代を削除`,
      },
    },

    doctor: {
      title: '環境の点検',
      open: '環境を点検…',
      help: 'Snowbell がこのコンピューターで必要とするものと、足りないもの。',
      sub: 'Snowbell がこのコンピューターで必要とするもの',
      allGood: 'Snowbell に必要なものはそろっています',
      problems: (bad, warnings) =>
        joined(
          [bad > 0 && `要修正 ${n(bad)} 件`, warnings > 0 && `要注意 ${n(warnings)} 件`],
          ' · ',
        ),
      running: '点検中…',
      failed: '点検できませんでした',
      again: 'もう一度点検',
      listLabel: '点検した項目',
      what: (what) =>
        ({
          nix: 'Nix',
          git: 'git',
          flake: 'flake の場所',
          'flake-owner': 'flake の所有者',
          pkexec: 'パスワードの確認 (pkexec)',
          helper: 'root ヘルパー',
          agent: 'パスワード入力 (polkit エージェント)',
          'tray-host': 'トレイ',
          notifications: '通知',
          'disk-nix': 'Nix ストアの空き容量',
          'disk-boot': '/boot の空き容量',
          'state-folder': 'Snowbell 自身のフォルダー',
        })[what],
      state: (state) =>
        ({ good: '良好', warning: '要注意', bad: '要修正', unknown: '不明' })[state],
      remedy: (remedy) => {
        const table: Readonly<Record<Remedy, string>> = {
          'install-nix':
            'Nix が見つからないか、起動しません。確認はできますが、ビルドはできません。NixOS では、プログラムが見つかるようログインし直してください。',
          'newer-nix':
            'ビルドには Nix 2.24 以降が必要です。新しいものを選び、一度手動で再ビルドしてください。',
          'install-git': 'git リポジトリ内の flake と、ssh 経由の入力には git が必要です。',
          'choose-flake': '設定で、システムの flake.nix があるフォルダーを選んでください。',
          'mend-flake': 'ここに挙げたファイルを直してください。Snowbell が自動で気づきます。',
          'owned-by-root':
            '問題ありません。ビルドはすべてあなたの権限で行い、最後に flake.lock を書くときだけ、同じパスワードで root になります。',
          'owned-by-another':
            'フォルダーが別のユーザーのものなので、flake.lock に書き込めません。自分の flake を使うか、所有者を変えてください。',
          'enable-pkexec':
            'pkexec はありますが、root になれません。次の行を加えて再ビルドし、ログインし直してください。',
          'install-pkexec':
            'pkexec がありません。次の行を加えて再ビルドし、ログインし直してください。',
          'agent-not-seen':
            'Snowbell の知っているパスワード入力は見当たりません。ほかのものがあるかもしれません。切り替えで何も尋ねられなければ、セッションと一緒に起動するか、端末で「snowbell switch」と入力してください。',
          'install-module':
            'Snowbell の NixOS モジュールを取り込んで有効にし、一度手動で再ビルドしてください。',
          'start-agent':
            'このセッションにはパスワードを尋ねられるプログラムがありません。多くのデスクトップには付属します。ほかではセッションと一緒に起動してください。',
          'tray-extension':
            'トレイを表示するパネルがないため、Snowbell はウィンドウから使えます。GNOME では AppIndicator 拡張で表示できます。',
          'notification-server':
            'このデスクトップには通知を表示するものがなく、知らせはウィンドウにだけ出ます。多くのデスクトップには付属します。ほかでは mako や dunst を起動してください。',
          'notification-buttons':
            '通知は届きますが、ボタンがありません。トレイのアイコンをクリックしても同じです。',
          'free-space':
            'アップグレードが入りきらないかもしれません。古い世代と、それだけが使うものを削除してください。',
          'make-writable':
            'Snowbell はそこに履歴とログを保存しますが、書き込めません。フォルダーの所有者を自分に戻してください。',
        };
        return lookUp(table, remedy) ?? remedy;
      },
      snippetInto: 'NixOS の構成に書くもの:',
      snippetType: '端末に入力するもの:',
    },

    welcome: {
      title: 'Snowbell へようこそ',
      lead: 'Snowbell は NixOS flake の入力に更新があると知らせ、アップグレードをビルドして変更点を示し、あなたの指示で切り替えます。',
      found: 'このコンピューターで見つかったもの',
      none: 'いつもの場所 (/etc/nixos、$NH_FLAKE、$FLAKE) に flake が見つかりません。',
      use: (path) => `${path} を使う`,
      useShort: 'これを使う',
      choose: 'フォルダーを選ぶ…',
      chooseBody: 'システムの flake.nix があるフォルダー',
      rehearse: 'リハーサルを試す',
      rehearseBody:
        'すべてを試せる、独立したおもちゃのシステムです。このコンピューターは何も変わりません。',
    },

    activity: {
      running: (kind) =>
        ({
          upgrade: 'システムをアップグレード中',
          update: 'flake.lock を更新中',
          rebuild: 'システムを再ビルド中',
          rollback: '前の世代に戻しています',
          prune: '古い世代を削除しています',
        })[kind],
      authorising: 'パスワードを待っています',
      authorisingBody: '入力するまで何も変わりません。',
      activating: (verb) =>
        verb === 'boot'
          ? '次回の起動を準備中'
          : verb === 'test'
            ? '新しいシステムを試用中'
            : '切り替え中',
      activatingBody: '途中では止められません。コンピューターの電源を切らないでください。',
      cancelling: '停止中…',
      cancellingBody: 'システムは何も変わっていません。',
      started: (ms) => `${duration(ms)}前に開始`,
      goesOn: 'このウィンドウを閉じても、ビルドは続きます',
      elsewhere: 'コマンドラインから開始されました。そちらで止めてください',
      steps: {
        label: '手順',
        resolve: '入力を更新',
        build: 'ビルド',
        review: '内容確認',
        write: 'flake.lock に書き込み',
        verb: (verb) => (verb === 'boot' ? '次回の起動' : verb === 'test' ? '試用' : '切り替え'),
        done: '完了',
        now: '進行中',
        later: 'これから',
      },
      progressLabel: '進み具合',
      preparing: '準備中…',
      resolving: '最新リビジョンを問い合わせ中…',
      evaluating: '構成を読み込み中…',
      remaining: (ms) => {
        const minutes = Math.round(ms / 60_000);
        if (minutes < 1) return '残り 1 分未満';
        if (minutes < 60) return `残り約 ${n(minutes)} 分`;
        return `残り約 ${duration(Math.round(minutes / 15) * 900_000)}`;
      },
      counted: (built, builds, fetched, fetches) =>
        joined(
          [
            builds > 0 && `ビルド ${n(built)}/${n(builds)}`,
            fetches > 0 && `取得 ${n(fetched)}/${n(fetches)}`,
          ],
          '、',
        ) || 'ビルドや取得の必要はありません',
      waits: (host, ms) =>
        `${host} は問い合わせの回数を制限しています。${duration(ms)}後に続けます。`,
      stillCounting: '増えることがあります',
      downloaded: 'ダウンロード済み',
      ofBytes: (done, of) => `${format.bytes(done)} / ${format.bytes(of)}`,
      builtHere: 'ここでビルド',
      largest: '、大きなもの: ',
      failed: '失敗',
      downloading: (done, of) => `ダウンロード中 ${format.bytes(done)} / ${format.bytes(of)}`,
      downloadingSome: 'ダウンロード中',
      building: 'ビルド中',
      moreJobs: (k) => `ほか ${n(k)} 件`,
      jobsLabel: 'ビルド中または取得中のもの',
      idle: '作業はありません',
      undecided: '決定を待っています',
      idleBody: 'アップグレードや再ビルドをすると、手順、進み具合、ログがここに出ます。',
      idleHint: 'アップグレードはまずビルドして内容を示します。指示するまで何も変わりません。',
      toUpdates: '更新の画面へ',
      lastRun: '前回の実行',
      details: '詳細を表示',
    },

    log: {
      label: 'ログ',
      empty: 'ログはまだ空です。',
      find: 'ログ内を検索',
      next: '次の一致',
      previous: '前の一致',
      matches: (at, of, searching) =>
        of === 0
          ? searching
            ? '検索中…'
            : '一致なし'
          : `${n(at)}/${n(of)}${searching ? '+' : ''}`,
      follow: '追う',
      lines: (k) => `${n(k)} 行`,
      openFile: 'エディターで開く',
      saveAs: '名前を付けて保存…',
      wrap: '行を折り返す',
      levels: '表示',
      levelAll: 'すべての行',
      levelWarnings: '警告とエラー',
      levelErrors: 'エラーのみ',
      filtered: (k, of, searching) => `${n(of)} 行中 ${n(k)}${searching ? '+' : ''} 行`,
      filteredNone: 'このログにそのような行はありません。',
      mostShown: (k) => `最初の ${n(k)} 行を表示しています。`,
      regex: '正規表現',
      badRegex: '正しくない表現です',
      slowRegex: '時間がかかりすぎます',
      copySelection: '選択した行をコピー',
      copyAll: '表示中の行をコピー',
      copied: (k) => `${n(k)} 行をコピー済み`,
      selectHint: '行をクリックし、別の行を Shift+クリックすると、その間が選択されます。',
      failed: 'ログを読めません',
      loading: '…',
    },

    review: {
      title: '切り替えの準備ができました',
      built: (ms) => `ビルド時間 ${duration(ms)}`,
      unchangedYet: 'システムはまだ何も変わっていません',
      inUse: '次の再起動まで使用中',
      restart: '再起動が必要',
      restartWhat: ({ what, from, to }) => {
        switch (what) {
          case 'kernel':
            return from !== null && to !== null
              ? `カーネルが ${from} から ${to} に変わります。`
              : 'カーネルが変わります。';
          case 'initrd':
            return '起動初期のファイル (initrd) が変わります。';
          case 'kernel-modules':
            return 'カーネルモジュールが変わります。';
          case 'reboot-trigger':
            return '再起動を求める部分が変わります。';
        }
      },
      restartAfter: '再起動後に有効になります。',
      triedTitle: 'まだ一部が有効になっていません',
      triedAfter: '使い続ける設定にした後、最初の再起動で有効になります。',
      packages: 'パッケージ',
      rebuilt: (k) => `${n(k)} 個のパッケージを同じバージョンで再ビルド`,
      rebuiltHint: '使っているものが変わったため、ビルドし直しました。',
      closure: (bytes) => `システム全体で ${format.bytes(bytes)} です。`,
      space: {
        title: 'ディスク容量',
        store: (free) => `Nix ストアの空きは ${format.bytes(free)} です。`,
        boot: (free, needed) =>
          needed === null || needed === 0
            ? `/boot の空きは ${format.bytes(free)} です。`
            : `/boot の空きは ${format.bytes(free)}、必要なのは ${format.bytes(needed)} です。`,
        bootFull: '/boot に入りきりません',
        bootFullBody: '先に古い世代を削除しないと、起動ファイルを書くときに切り替えが失敗します。',
        storeLow: 'Nix ストアがほぼ満杯です',
        storeLowBody: '早めに古い世代を削除し、不要なものを片付けてください。',
      },
      summary: (changed, added, removed, delta) =>
        joined(
          [
            changed > 0 && `変更 ${n(changed)}`,
            added > 0 && `追加 ${n(added)}`,
            removed > 0 && `削除 ${n(removed)}`,
            delta !== null && delta !== 0 && format.signedBytes(delta),
          ],
          ' · ',
        ),
      noPackages: 'バージョンが変わるパッケージはありません。',
      directions: {
        up: '新しく',
        down: '古く',
        other: '変更',
        added: '追加',
        removed: '削除',
        rebuilt: '再ビルド',
      },
      rebuiltSame: '再ビルド',
      showAll: (k) => `${n(k)} 件すべて表示`,
      inputs: '入力',
      noInputs: '入力は変わりません。',
      notSelected: '選択していませんが一緒に移動',
      services: '変わるサービス (再起動することがあります)',
      noServices: '変わるサービスはありません。',
      differencesTitle: 'このコンピューターのシステムではないかもしれません',
      differenceWhat: ({ what, running, built }) => {
        switch (what) {
          case 'host-name':
            return `このコンピューターは「${running}」、ビルドしたシステムは「${built}」です。`;
          case 'platform':
            return `このコンピューターは ${running}、ビルドしたシステムは ${built} 用です。`;
          case 'root-file-system':
            return `このコンピューターは ${running} から起動しますが、ビルドしたシステムは ${built} を想定しています。`;
          case 'older-release':
            return `ビルドしたシステムは、動作中のもの (${running}) より古い NixOS (${built}) です。`;
        }
      },
      asRoot: {
        title: 'root に flake の評価とビルドを任せますか?',
        body: 'ここに残るのは「nixos-rebuild switch --flake」だけです。普段の Snowbell の約束は守られません:',
        broken: [
          'root があなたの flake と入力のコードを評価します。',
          '有効になるものが、確認したものと違うことがあります。',
          'flake.lock は切り替えの前に書かれ、失敗すれば元に戻します。',
          'パスワードのあとの再確認はなく、Snowbell が終わると記録は残りません。',
          '失敗した切り替えは元に戻りません。次の起動で新しいシステムになることがあります。',
        ],
        confirm: 'root で切り替える',
      },
      confirmTitle: '本当にこのコンピューターで使いますか?',
      confirmBody: 'ビルドしたシステムは、動作中のものと違うようです:',
      confirm: (verb) =>
        ({
          switch: 'それでも切り替え',
          boot: 'それでも次回の起動で使う',
          test: 'それでも試す',
        })[verb],
      stale: {
        'flake-changed': titled(
          'ビルド後に flake が変わりました',
          'ビルドしたものは、今の flake の内容と違います。ビルドし直してください。',
        ),
        'system-changed': titled(
          'ビルド後に動作中のシステムが変わりました',
          '下の比較は古くなっています。ビルドし直してください。',
        ),
        'result-missing': titled(
          'ビルドしたシステムがありません',
          'Nix ストアから削除されました。ビルドし直してください。',
        ),
      },
      buildAgain: 'ビルドし直す',
      off: {
        stale: '先にビルドし直してください。',
        unavailable: 'ここでは切り替えられません。理由は上にあります。',
      },
      notice: (kind, detail) => {
        const of = (title: string, body: string) => titled(title, `${body}${detail}`);
        switch (kind) {
          case 'input-moved-unselected':
            return of('選択していない入力も一緒に移動しました', '');
          case 'self-rev-without-lock':
            return of(
              'システムは最後のコミットを自分の元として示します',
              'そのコミットには新しい flake.lock がまだありません。flake.lock をコミットすれば、次のビルドは正しいコミットを示します。',
            );
          case 'path-flake-copies-ignored-files':
            return of(
              'フォルダーをただのファイルとして読みました',
              'git が無視するファイルもコピーされています。',
            );
          case 'untrusted-flake-settings':
            return of(
              'Nix が flake の設定を無視しました',
              '信頼できるなら nix.settings に書いてください。',
            );
          case 'switch-inhibited':
            return of('次回の起動で使う方が安全です', '動作中に変えない方がよい部分があります。');
          case 'dirty-tree':
            return of('flake に未コミットの変更があります', 'それも含めてビルドしています。');
          case 'untracked-files':
            return of(
              'git が知らないファイルがあります',
              'Nix からは見えません。システムの一部なら「git add」で追加してください。',
            );
          case 'detached-head':
            return of(
              'flake がブランチ上にありません',
              'git は単独のコミットをチェックアウトしています。',
            );
          case 'merge-in-progress':
            return of(
              'flake でマージが進行中です',
              '終わらせてから、ビルドしたものを使ってください。',
            );
          case 'ends-the-session':
            return of(
              '今切り替えるとセッションが終わります',
              'ログイン画面またはセッションが再起動します。作業を保存するか、「次回の起動で使う」を選んでください。',
            );
          case 'little-space-store':
            return of(
              'Nix ストアがほぼ満杯です',
              '早めに古い世代を削除し、不要なものを片付けてください。',
            );
          case 'little-space-boot':
            return of(
              '/boot の空きが少なくなっています',
              '先に古い世代を削除しないと、起動ファイルを書くときに切り替えが失敗します。',
            );
          case 'lock-folder-of-root':
            return of(
              'flake は root のものです',
              'flake.lock は同じパスワードで root として書き込みます。',
            );
          default:
            return titled('お知らせ', detail || kind);
        }
      },
      discard: '破棄',
      verb: (verb) => verbs[verb],
      prompt: 'このあとパスワードを 1 回尋ねます。',
      actionsLabel: 'どうするか',
    },

    history: {
      title: '履歴',
      empty: '実行はまだありません',
      emptyBody: '更新、アップグレード、再ビルドの結果がここに並びます。',
      wentBack: (generation) => `その後、世代 ${generation} に戻しました。`,
      listLabel: '実行',
      ahead: '先に準備',
      runTitle: (record) => {
        if (record.kind === 'rollback' && record.generation !== null)
          return `世代の復帰 · 世代 ${record.generation}`;
        const names = firstNames(record, (k) => `ほか ${n(k)} 件`);
        return joined([kindTitles[record.kind], names !== '' && names], ' · ');
      },
      runLine: (record, now, isKept) =>
        runLine(record, now, {
          duration,
          goingOn: (took) => `${took}経過`,
          failed: (step, took) => (step === null ? `${took}で失敗` : stepFailed[step](took)),
          moved: (k) => `入力 ${n(k)} 件を更新`,
          noChange: 'パッケージの変更なし',
          changed: (k) => `パッケージ ${n(k)} 個を変更`,
          restart: '再起動を推奨',
          meaning: () =>
            record.outcome === null ? '' : outcome(record, record.outcome, isKept).meaning,
        }),
      goingOn: '実行中',
      ready: '準備完了',
      switchTo: 'これに切り替え…',
      updateAndRetry: '入力を更新して再試行',
      addToGitAndRetry: 'git に追加して再試行',
      freeSpaceAndRetry: '空きを作って再試行',
      freeSpace: '空きを作る',
      restartUnits: '失敗したユニットを再起動',
      openFile: (name) => `${name} を開く`,
      openTheFile: 'ファイルを開く',
      switchOnNextBoot: '次回の起動で使う…',
      evidence: 'ログの内容',
      subject: '対象',
      filterLabel: '表示',
      filters: { all: 'すべて', succeeded: '成功', failed: '失敗', other: '未完了' },
      filterNone: 'この種類の実行はまだありません。',
      shown: (k, of) => `${n(of)} 件中 ${n(k)} 件`,
      exportLog: 'ログをファイルで開く',
      show: '表示',
      stepAt: (step) => stepNouns[step],
      detailsOf: (title) => `詳細: ${title}`,
      tabs: { changes: '変更点', log: 'ログ' },
      facts: {
        started: '開始',
        took: '所要時間',
        result: '結果',
        generation: '世代',
        storePath: 'ストアパス',
        failedUnits: '失敗したユニット',
      },
      noReview: 'この実行のパッケージ一覧は残っていません。',
      reading: '読み込み中…',
      unreadable: 'この実行を読めません',
      openLogFile: 'ログをエディターで開く',
      diagnosisOf: (diagnosis) => diagnosis.summary,
    },

    settings: {
      title: '設定',
      sub: '変更はすぐに保存されます',
      managed: 'NixOS の構成で設定されています:',
      sections: {
        flake: 'flake の場所',
        checks: '確認',
        upgrades: 'アップグレード',
        background: 'バックグラウンド',
        look: '外観と言語',
        computer: 'このコンピューター',
      },
      flake: 'フォルダー',
      flakeUnset: '未選択',
      choose: '選ぶ…',
      host: '構成名',
      hostHelp: (name) =>
        `nixosConfigurations の下の名前。空ならこのコンピューターの名前「${name}」。`,
      interval: '更新の確認',
      intervalValue: (minutes) => {
        const { unit, count: k } = intervalOf(minutes);
        switch (unit) {
          case 'week':
            return k === 1 ? '週に 1 回' : `${n(k)} 週間ごと`;
          case 'day':
            return k === 1 ? '1 日に 1 回' : `${n(k)} 日ごと`;
          case 'hour':
            return k === 1 ? '1 時間ごと' : `${n(k)} 時間ごと`;
          case 'minute':
            return `${n(k)} 分ごと`;
        }
      },
      pause: '一時停止',
      pauseHelp: 'しばらく確認も通知もしません。',
      pauseDay: '1 日',
      pauseWeek: '1 週間',
      resume: '再開',
      notifications: '通知',
      notificationsHelp: '更新のある入力が増えたときと、実行が終わったとき。',
      held: '保留中',
      heldHelp: '更新ありとして数えません。「更新」画面の入力のメニューから保留できます。',
      heldNone: '保留中の入力なし',
      unhold: (name) => `${name} の保留をやめる`,
      activation: '切り替え方の候補',
      activationValue: (verb) => (verb === 'test' ? 'まず試す (再起動で元どおり)' : verbs[verb]),
      commitLock: 'flake.lock をコミット',
      commitLockHelp: '切り替えの成功後、単独のコミットにします。',
      theme: 'テーマ',
      themeValue: (theme) =>
        ({ system: 'デスクトップに合わせる', light: 'ライト', dark: 'ダーク' })[theme],
      onMetered: '従量制ネットワーク',
      onMeteredHelp: '通信量に応じて課金されるネットワークでも確認と準備をします。',
      onBattery: 'バッテリー低下時',
      onBatteryHelp: 'バッテリー残量が少ないときも確認と準備をします。',
      gentleBuilds: '控えめなビルド',
      gentleBuildsHelp: 'ほかの作業を優先します。低い優先度、少ない並列数。',
      prepareAhead: '先に準備',
      prepareAheadHelp:
        '更新のあるものを静かにビルドし、あとは切り替えるだけにします。自動で切り替えることはありません。',
      prepareAheadWaits: (why) =>
        ({
          'in-use': 'コンピューターが 5 分間使われなくなるのを待っています。',
          'on-battery': '電源への接続を待っています。',
          'under-load': 'ほかの作業が終わるのを待っています。',
        })[why],
      autostart: 'セッション開始時に起動',
      autostartHelp: 'トレイのみ。ウィンドウは必要なときに開きます。',
      language: '言語',
      languageSystem: 'デスクトップに合わせる',
      copySnippet: (key) => `NixOS オプション ${key} をコピー`,
      rehearsal: 'リハーサル',
      rehearsalHelp: 'すべてを試せる、独立したおもちゃのシステムです。',
      rehearsalStart: 'リハーサル開始',
      nix: 'Nix',
      nixMissing: '見つかりません。確認はできますが、ビルドはできません',
      nixTooOld: (version) => `${version} · 古すぎます。2.24 以降が必要です`,
      elevation: 'root 権限',
      elevationHelper: 'polkit 経由、切り替えごとにパスワード 1 回',
      elevationRehearsal: 'リハーサルでは不要',
      tray: 'トレイ',
      trayYes: 'パネルに表示中',
      trayNo: 'トレイを表示するパネルがありません。Snowbell はウィンドウから使えます',
      version: 'Snowbell',
    },

    shortcuts: {
      title: 'キーボードショートカット',
      check: '今すぐ確認',
      find: '一覧やログを検索',
      screens: '1 番目、2 番目… の画面へ',
      settings: '設定',
      list: '一覧の中を移動',
      select: '選択または解除',
      open: 'フォーカス中のものを開く',
      close: 'ダイアログ、メニュー、詳細を閉じる',
      nextMatch: '次と前の一致',
      zoom: '拡大、縮小、標準',
      closeWindow: 'ウィンドウを閉じる',
      quit: 'Snowbell を終了',
      help: 'この一覧',
      keys: {
        control: 'Ctrl',
        shift: 'Shift',
        enter: 'Enter',
        escape: 'Esc',
        space: 'スペース',
        arrows: '矢印',
      },
    },
  };
}
