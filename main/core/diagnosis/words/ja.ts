// The Japanese sentences of every explanation.
import { beside, hostOf, type Sentences, say } from './sentences.ts';

const named = (subject: string | null): string => (subject === null ? '' : `「${subject}」`);
const from = (subject: string | null): string => (subject === null ? '' : `（${subject}）`);
const or = (subject: string | null, otherwise: string): string =>
  subject === null ? otherwise : `「${subject}」`;

export const japanese: Sentences = {
  'hash-mismatch-source': say(
    (s) =>
      `ダウンロードしたソース${named(s)}は、パッケージが想定しているファイルではありません。チェックサムが一致しません。`,
    (_, d) =>
      `配布元のファイルが変わったか、パッケージのハッシュが古くなっています。入力を更新してやり直してください。それでも変わらなければ、パッケージに${d === null ? '新しいハッシュ' : `このハッシュ「${d}」`}が必要です。`,
  ),
  'nar-hash-mismatch': say(
    (s) => `${or(s, '入力')}のために取得した内容が、flake.lock の記録と違います。`,
    () => 'その入力を更新してロックファイルに今の内容を記録し、やり直してください。',
  ),
  'network-unreachable': say(
    (s) => `サーバーに接続できませんでした${from(s)}。`,
    () =>
      'ネットワーク接続を確認してやり直してください。一つのサーバーだけの問題なら、後でやり直してください。',
  ),
  'rate-limited': say(
    (s) => `サーバーがしばらくの間、要求を受け付けません${from(s)}。`,
    () =>
      '待ってから（GitHub では最長一時間）やり直すか、nix.conf の access-tokens にアクセストークンを追加してください。',
  ),
  'http-not-found': say(
    (s) => `ダウンロードするはずのものがありません${from(s)}。`,
    () =>
      'flake.nix のアドレス、ブランチ、タグを確認してください。パッケージのソースが消えている場合は、入力を更新してください。トークンがないと、非公開リポジトリもこのように見えます。',
  ),
  'auth-failed': say(
    (s) => `パスワード、鍵、トークンのいずれかがないか、受け付けられませんでした${from(s)}。`,
    () =>
      '非公開リポジトリの場合は、実行するユーザーの SSH 鍵かアクセストークンを確認してください。パスワードの入力だった場合は、やり直してください。',
  ),
  'untracked-file': say(
    (s) => `Nix から${or(s, '設定のファイル')}が見えません。Git が追跡していないか、存在しません。`,
    (s) =>
      `ファイルがあるなら git add${s === null ? '' : ` ${s}`} で追加してください（コミットは不要です）。ないなら、それを指しているパスを直してください。`,
  ),
  'not-owner': say(
    (s) => `設定の Git リポジトリ${named(s)}は別のユーザーのものです。`,
    () =>
      '所有者としてビルドし、有効化のときだけ root になるか（nixos-rebuild --sudo）、root の Git 設定でそのフォルダーを safe.directory にしてください。',
  ),
  'syntax-error': say(
    (s) => `設定に構文エラーがあります${from(s)}。`,
    () =>
      'ファイルのその行を開いてください。すぐ前でセミコロン、括弧、引用符が足りないか、余分なことがよくあります。',
  ),
  'undefined-variable-or-attribute': say(
    (s, d) => `設定が${or(s, '名前')}${from(d)}を使っていますが、存在しません。`,
    () =>
      'つづりと、その名前のパッケージ、引数、入力があってこのファイルに渡されていることを確認してください。',
  ),
  'option-does-not-exist': say(
    (s) => `オプション${named(s)}は存在しません。`,
    () =>
      'つづりと場所を確認してください。名前が変わったか、NixOS ではなく Home Manager のもの（またはその逆）か、読み込まれていないモジュールが必要なのかもしれません。',
  ),
  'type-mismatch-option': say(
    (s) => `オプション${named(s)}に、受け取れない値が設定されています。`,
    () =>
      'メッセージにある型の値を設定してください。二つのファイルで設定が違う場合は、片方だけ残すか lib.mkForce を使ってください。',
  ),
  'infinite-recursion': say(
    (s) => `設定が自分自身を際限なく参照しています${from(s)}。`,
    () =>
      '自分自身に依存する値を探してください。多くは pkgs や config を使う imports か、自分の値を読むオプションです。',
  ),
  'failed-assertion': say(
    (s, d) =>
      (d ?? s) === null
        ? '設定に矛盾があります。'
        : `設定が拒否されました: ${d === null ? s : `${d}。`}`,
    () => '何を設定または削除すればよいかはメッセージにあります。直してビルドし直してください。',
  ),
  'unfree-package': say(
    (s) => `パッケージ${named(s)}のライセンスは自由ではなく、まだ許可されていません。`,
    () =>
      'nixpkgs.config.allowUnfree = true を設定するか、allowUnfreePredicate でこのパッケージだけを許可してください。',
  ),
  'insecure-package': say(
    (s) => `パッケージ${named(s)}には既知のセキュリティ問題があります。`,
    () =>
      '入力を更新するか、代わりのものを使ってください。危険を承知で使うなら、nixpkgs.config.permittedInsecurePackages に追加してください。',
  ),
  'package-removed-or-renamed': say(
    (s) => `パッケージ${named(s)}はパッケージ集から削除されたか、名前が変わりました。`,
    () => 'メッセージにある名前や代わりのものを使うか、設定から外してください。',
  ),
  'broken-package': say(
    (s) =>
      `パッケージ${named(s)}は壊れていると記されているか、このコンピューターに対応していません。`,
    () => '今は外すか、代わりのものを使うか、修正を待って後で入力を更新してください。',
  ),
  'build-failed': say(
    (s) => `${s === null ? 'パッケージ' : `「${s}」`}のビルドに失敗しました。`,
    () =>
      '理由はログの最後の数行にあります。nixpkgs のものなら、新しいか古いリビジョンでうまくいくことがよくあります。自分のファイルなら、そこを直してください。',
  ),
  'out-of-memory': say(
    (s) =>
      `${s === null ? '' : `「${s}」のビルド中に`}コンピューターのメモリが足りなくなりました。`,
    () =>
      'ほかのプログラムを閉じるか、スワップを足すか、同時にビルドする数を減らして（max-jobs、cores）やり直してください。',
  ),
  'disk-full-store': say(
    () => 'Nix ストアかビルドフォルダーのあるディスクがいっぱいです。',
    () => '古い世代を削除してごみを回収するなどして空きを作り、やり直してください。',
  ),
  'disk-full-boot': say(
    () => '起動パーティションがいっぱいで、新しいシステムを起動できるようにできませんでした。',
    () =>
      '古い世代を削除してそのカーネルを起動パーティションから除き、もう一度切り替えてください。configurationLimit を小さくすると再発を防げます。',
  ),
  'bootloader-failed': say(
    () => 'ブートローダーをインストールできませんでした。',
    () =>
      '起動パーティションがマウントされていることと、boot.loader の設定がこのコンピューターに合うことを確認し、再起動の前にやり直してください。',
  ),
  'units-failed': say(
    (s, d) =>
      `新しいシステムは有効ですが、${s === null ? 'いくつかのサービス' : `「${s}」${d === null ? '' : `（ほか ${d}）`}`}が起動しませんでした。`,
    (s) =>
      `systemctl status${s === null ? ' --failed' : ` ${s}`} を確認して起動し直すか、前の世代に戻してください。`,
  ),
  'activation-script-failed': say(
    (s) => `有効化の一つの手順が失敗しました${s === null ? '' : `: 「${s}」`}。`,
    () =>
      'システムは切り替えの途中かもしれません。動くならそのまま使い、そうでなければ前の世代に戻してください。',
  ),
  'switch-inhibited': say(
    () => 'この変更は、システムの動作中に置き換えてはならない部分に及びます。',
    () => '次回の起動で使うシステムにして、コンピューターを再起動してください。',
  ),
  'lock-held': say(
    () => '別の切り替えか Nix コマンドがすでに実行中です。',
    () => '終わるのを待って、やり直してください。',
  ),
  'polkit-denied': say(
    () => 'システムを変更する許可が得られませんでした。',
    () => '管理者のアカウント（NixOS では wheel グループ）を使ってやり直してください。',
  ),
  'polkit-no-agent': say(
    () => 'パスワードを尋ねられるプログラムが動いていません。',
    () =>
      'デスクトップで polkit エージェント（hyprpolkitagent や polkit-gnome など）を起動するか、端末で sudo を使って切り替えてください。',
  ),
  'pkexec-not-setuid': say(
    () => 'パスワードを尋ねるプログラムに、root になる権利がありません。',
    () =>
      'security.polkit.enablePkexecWrapper = true（NixOS 26.11 より前では security.polkit.enable = true）を設定し、/run/wrappers/bin/pkexec があるようにしてください。',
  ),
  'polkit-dismissed': say(
    () => 'パスワードのダイアログが閉じられました。',
    () => '何も変わっていません。準備ができたらやり直してください。',
  ),
  'home-manager-conflict': say(
    (s) => `Home Manager は${or(s, '自分が作っていないファイル')}を上書きしません。`,
    () =>
      'そのファイルを移動か削除するか、home-manager.backupFileExtension を設定して（単独の場合: home-manager switch -b backup）、やり直してください。',
  ),
  'experimental-features-disabled': say(
    (s) => `Nix の機能${named(s)}が無効になっています。`,
    () =>
      'nix.settings.experimental-features = [ "nix-command" "flakes" ]; を設定してやり直してください。',
  ),
  'unsupported-lock-version': say(
    () => 'flake.lock は、これより新しい Nix で書かれています。',
    () => 'Nix を更新するか、この版でロックファイルを作り直してください。',
  ),
  interrupted: say(
    () => '終わる前に中断されました。',
    () => '準備ができたらもう一度始めてください。ビルド済みのものは残っています。',
  ),
  'evaluation-warning-only': say(
    () => 'うまくいきました。設定には警告だけがあります。',
    () => '今することはありません。今後の版までに変えるべきことが警告にあります。',
  ),
  success: say(
    () => 'うまくいきました。',
    () => 'することはありません。',
  ),
  other: say(
    () => 'Snowbell の知らない理由で失敗しました。',
    () => '表示している行が最も有力な原因です。ログの全体にはさらに情報があります。',
  ),

  'hash-not-set': say(
    (s) => `ソース${named(s)}のハッシュは仮の値のままです。`,
    (_, d) =>
      `ダウンロードしたもののハッシュに置き換えてください：${or(d, 'メッセージにあります')}。`,
  ),
  'no-such-host': say(
    (s) => `フレークに${or(hostOf(s), 'その名前')}というシステムはありません。`,
    (_, d) =>
      `${d === null ? 'あるものは nix flake show で一覧できます。' : `あるのは ${d} です。`}--host か設定でそのどれかをホストに選ぶか（nixos-rebuild では --flake .#名前）、nixosConfigurations にこの名前を加えてください。`,
  ),
  'module-argument': say(
    (s) => `モジュールが引数${named(s)}を求めていますが、間に合うように渡されていません。`,
    () =>
      'specialArgs（Home Manager では extraSpecialArgs）で渡すか、モジュールの引数から外してください。_module.args で設定したものは imports では使えません。',
  ),
  'conflicting-values': say(
    (s) => `オプション${named(s)}に、両立しない複数の値が設定されています。`,
    () => 'どれか一つを残すか、有効にしたい値の前に lib.mkForce を付けてください。',
  ),
  'build-folder-full': say(
    (s) => `ビルドフォルダー${named(s)}のあるディスクがいっぱいです。`,
    () =>
      'そこの不要なものを削除するか、容量を増やすか（boot.tmp.tmpfsSize）、Nix に別の場所でビルドさせて（nix.settings.build-dir）、やり直してください。',
  ),
  'other-disk-full': say(
    (s) => `${or(s, '書き込むファイル')}のあるディスクがいっぱいです。`,
    () =>
      'そのディスクに空きを作り、やり直してください。ごみの回収が役に立つのは、Nix ストアも同じディスクにあるときだけです。',
  ),
  'no-permission': say(
    (s) => `${or(s, 'ファイル')}へのアクセスが拒否されました。`,
    () =>
      '誰のものかを ls -l で確認してください。sudo を使った後などに root のものになった自分のファイルは、sudo chown で取り戻せます。システムのものを変えられるのは root だけです。',
  ),
  'no-flake': say(
    () => 'このシステムの flake.nix が見つかりませんでした。',
    () => 'flake.nix のあるフォルダーで実行するか、--flake でそのフォルダーを指定してください。',
  ),
  'pure-evaluation': say(
    (_, d) =>
      `フレークが使えるのは、自分に含まれるものと flake.lock が固定するものだけです。Nix のメッセージ：${or(d, '…')}。`,
    () =>
      '入力にするか、フレークの中のパス（./file）として書くか、リビジョンとハッシュで固定してください。--impure で一度だけ許可できます。',
  ),
  'failure-from-cache': say(
    () => 'この評価は以前に失敗しており、Nix はそれを繰り返しているだけです。',
    () => '端末で一度 --option eval-cache false を付けてビルドすると、Nix が理由を示します。',
  ),
  'wrong-value': say(
    (s, d) =>
      `設定の値が、そこに書けるものではありません${from(s)}。Nix のメッセージ：${or(d, '…')}。`,
    () =>
      'リストの中の関数呼び出しに括弧がないか、パス、リスト、集合を書くところに文字列があることがよくあります。',
  ),
  'defined-twice': say(
    (s, d) => `${or(d, '名前')}が二度設定されています${from(s)}。`,
    () => 'どちらか一つを残すか、両方の内容を一つにまとめてください。',
  ),
  'no-such-command': say(
    (_, d) => `コマンド${named(d)}が見つかりませんでした。`,
    () => 'つづりと、実行するユーザーにインストールされていることを確認してください。',
  ),
  'nix-says': say(
    (s, d) => `Nix のメッセージ${from(beside(s, d))}：${or(d, '…')}。`,
    () =>
      '自分の設定にあるものが挙げられていれば、そこを直してください。そうでなければ、入力の別のリビジョンで直るかもしれません。ログの全体にはさらに情報があります。',
  ),
  'log-says': say(
    (_, d) => `次のメッセージで失敗しました：${or(d, '…')}。`,
    () => '表示している行が最も有力な原因です。ログの全体にはさらに情報があります。',
  ),
};
