// The Brazilian Portuguese sentences of every explanation.
import { beside, hostOf, type Sentences, say } from './sentences.ts';

const named = (subject: string | null): string => (subject === null ? '' : ` “${subject}”`);
const from = (subject: string | null): string => (subject === null ? '' : ` (${subject})`);
const or = (subject: string | null, otherwise: string): string =>
  subject === null ? otherwise : `“${subject}”`;

export const portuguese: Sentences = {
  'hash-mismatch-source': say(
    (s) =>
      `Uma fonte baixada${named(s)} não é o arquivo que o pacote espera: as somas de verificação diferem.`,
    (_, d) =>
      `O arquivo mudou na origem, ou a soma do pacote está desatualizada. Atualize as entradas e tente de novo; se continuar, o pacote precisa ${d === null ? 'de uma soma nova' : `desta soma: “${d}”`}.`,
  ),
  'nar-hash-mismatch': say(
    (s) => `O conteúdo obtido para ${or(s, 'uma entrada')} difere do que o flake.lock registrou.`,
    () =>
      'Atualize essa entrada para que o arquivo de trava registre o que há lá agora e tente de novo.',
  ),
  'network-unreachable': say(
    (s) => `Não foi possível alcançar um servidor${from(s)}.`,
    () =>
      'Verifique a conexão de rede e tente de novo. Se só um servidor for afetado, tente mais tarde.',
  ),
  'rate-limited': say(
    (s) => `O servidor recusa mais pedidos por algum tempo${from(s)}.`,
    () =>
      'Espere (no GitHub, até uma hora) e tente de novo, ou acrescente um token de acesso à opção access-tokens do nix.conf.',
  ),
  'http-not-found': say(
    (s) => `Algo que deveria ser baixado não está lá${from(s)}.`,
    () =>
      'Verifique o endereço, o ramo ou a etiqueta no flake.nix. Se a fonte de um pacote sumiu, atualize as entradas. Um repositório privado também aparece assim sem um token.',
  ),
  'auth-failed': say(
    (s) => `Uma senha, chave ou token faltou ou não foi aceito${from(s)}.`,
    () =>
      'Para um repositório privado, verifique a chave SSH ou o token de acesso do usuário que executa isto. Para um pedido de senha, tente de novo.',
  ),
  'untracked-file': say(
    (s) =>
      `O Nix não vê ${or(s, 'um arquivo da configuração')}: o Git não o acompanha, ou ele não existe.`,
    (s) =>
      `Se o arquivo existe, adicione-o com git add${s === null ? '' : ` ${s}`} (não é preciso um commit). Se não, corrija o caminho que o menciona.`,
  ),
  'not-owner': say(
    (s) => `O repositório Git da configuração${named(s)} pertence a outro usuário.`,
    () =>
      'Compile como o usuário que é dono dele e torne-se root só para ativar (nixos-rebuild --sudo), ou marque a pasta como safe.directory na configuração do Git do root.',
  ),
  'syntax-error': say(
    (s) => `Há um erro de sintaxe na configuração${s === null ? '' : ` em ${s}`}.`,
    () =>
      'Abra o arquivo nessa linha; muitas vezes falta ou sobra um ponto e vírgula, um parêntese ou uma aspa logo antes.',
  ),
  'undefined-variable-or-attribute': say(
    (s, d) => `A configuração usa ${or(s, 'um nome')}${from(d)}, que não existe.`,
    () =>
      'Verifique a grafia, e se o pacote, argumento ou entrada com esse nome existe e é passado a este arquivo.',
  ),
  'option-does-not-exist': say(
    (s) => `A opção${named(s)} não existe.`,
    () =>
      'Verifique a grafia e o lugar. Ela pode ter mudado de nome, ser do Home Manager e não do NixOS (ou o contrário), ou precisar de um módulo que não foi importado.',
  ),
  'type-mismatch-option': say(
    (s) => `A opção${named(s)} recebeu um valor que não pode ter.`,
    () =>
      'Dê a ela um valor do tipo que a mensagem indica. Se dois arquivos a definem de modos diferentes, fique com um ou use lib.mkForce.',
  ),
  'infinite-recursion': say(
    (s) => `A configuração se refere a si mesma sem fim${s === null ? '' : ` em ${s}`}.`,
    () =>
      'Procure um valor que dependa de si mesmo: muitas vezes imports que usam pkgs ou config, ou uma opção que lê o próprio valor.',
  ),
  'failed-assertion': say(
    (s, d) =>
      (d ?? s) === null
        ? 'A configuração se contradiz.'
        : `A configuração foi recusada: ${d === null ? s : `${d}.`}`,
    () => 'A mensagem diz o que definir ou remover. Mude isso e compile de novo.',
  ),
  'unfree-package': say(
    (s) => `O pacote${named(s)} tem uma licença não livre, que ainda não é permitida.`,
    () =>
      'Defina nixpkgs.config.allowUnfree = true, ou permita só este pacote com allowUnfreePredicate.',
  ),
  'insecure-package': say(
    (s) => `O pacote${named(s)} tem problemas de segurança conhecidos.`,
    () =>
      'Atualize as entradas ou use um substituto. Se aceita o risco, acrescente-o a nixpkgs.config.permittedInsecurePackages.',
  ),
  'package-removed-or-renamed': say(
    (s) => `O pacote${named(s)} foi removido da coleção de pacotes ou mudou de nome.`,
    () => 'Use o nome ou o substituto que a mensagem dá, ou remova-o da configuração.',
  ),
  'broken-package': say(
    (s) =>
      `O pacote${named(s)} está marcado como quebrado ou não é compatível com este computador.`,
    () =>
      'Remova-o por enquanto, use uma alternativa, ou espere uma correção e atualize as entradas mais tarde.',
  ),
  'build-failed': say(
    (s) => `Não foi possível compilar ${s === null ? 'um pacote' : `“${s}”`}.`,
    () =>
      'As últimas linhas do registro dizem por quê. Se vem do nixpkgs, uma revisão mais nova ou mais antiga costuma ajudar; se é um arquivo seu, corrija-o lá.',
  ),
  'out-of-memory': say(
    (s) => `O computador ficou sem memória${s === null ? '' : ` ao compilar “${s}”`}.`,
    () =>
      'Feche outros programas, acrescente swap ou compile menos coisas ao mesmo tempo (max-jobs, cores), e tente de novo.',
  ),
  'disk-full-store': say(
    () => 'O disco do armazém do Nix ou da pasta de compilação está cheio.',
    () =>
      'Libere espaço, por exemplo apagando gerações antigas e coletando o lixo, e tente de novo.',
  ),
  'disk-full-boot': say(
    () =>
      'A partição de inicialização está cheia; por isso o novo sistema não pôde ficar pronto para iniciar.',
    () =>
      'Apague gerações antigas para que seus kernels saiam da partição de inicialização e troque de novo. Um configurationLimit menor evita que volte a acontecer.',
  ),
  'bootloader-failed': say(
    () => 'Não foi possível instalar o carregador de inicialização.',
    () =>
      'Verifique se a partição de inicialização está montada e se as opções boot.loader servem para este computador, e tente de novo antes de reiniciar.',
  ),
  'units-failed': say(
    (s, d) =>
      s === null
        ? 'O novo sistema está ativo, mas alguns serviços não iniciaram.'
        : `O novo sistema está ativo, mas “${s}”${d === null ? '' : ` (e ${d})`} não iniciou.`,
    (s) =>
      `Veja systemctl status${s === null ? ' --failed' : ` ${s}`} e reinicie o que falta, ou volte à geração anterior.`,
  ),
  'activation-script-failed': say(
    (s) => `Uma etapa da ativação falhou${s === null ? '' : `: “${s}”`}.`,
    () =>
      'O sistema pode ter ficado pela metade. Mantenha-o se funcionar, ou volte à geração anterior.',
  ),
  'switch-inhibited': say(
    () => 'Esta mudança toca partes que não devem ser trocadas com o sistema em execução.',
    () => 'Faça dele o sistema da próxima inicialização e reinicie o computador.',
  ),
  'lock-held': say(
    () => 'Outra troca ou outro comando do Nix já está em andamento.',
    () => 'Espere terminar e tente de novo.',
  ),
  'polkit-denied': say(
    () => 'Você não recebeu permissão para mudar o sistema.',
    () => 'Use uma conta de administrador (no NixOS, o grupo wheel) e tente de novo.',
  ),
  'polkit-no-agent': say(
    () => 'Nenhum programa em execução pode pedir sua senha.',
    () =>
      'Inicie um agente polkit na sua sessão (como hyprpolkitagent ou polkit-gnome), ou faça a troca em um terminal com sudo.',
  ),
  'pkexec-not-setuid': say(
    () => 'O programa que pede a senha não tem o direito de se tornar root.',
    () =>
      'Defina security.polkit.enablePkexecWrapper = true (antes do NixOS 26.11: security.polkit.enable = true) para que /run/wrappers/bin/pkexec exista.',
  ),
  'polkit-dismissed': say(
    () => 'A janela da senha foi fechada.',
    () => 'Nada mudou. Tente de novo quando quiser.',
  ),
  'home-manager-conflict': say(
    (s) => `O Home Manager não sobrescreve ${or(s, 'um arquivo que ele não criou')}.`,
    () =>
      'Mova ou apague esse arquivo, ou defina home-manager.backupFileExtension (avulso: home-manager switch -b backup), e tente de novo.',
  ),
  'experimental-features-disabled': say(
    (s) => `O recurso${named(s)} do Nix está desativado.`,
    () =>
      'Defina nix.settings.experimental-features = [ "nix-command" "flakes" ]; e tente de novo.',
  ),
  'unsupported-lock-version': say(
    () => 'O flake.lock foi escrito por um Nix mais novo que este.',
    () => 'Atualize o Nix, ou crie de novo o arquivo de trava com esta versão.',
  ),
  interrupted: say(
    () => 'A execução foi interrompida antes de terminar.',
    () => 'Comece de novo quando quiser; o que já foi compilado é mantido.',
  ),
  'evaluation-warning-only': say(
    () => 'Deu certo. A configuração só tem avisos.',
    () => 'Agora não há nada a fazer; os avisos dizem o que mudar antes de uma versão futura.',
  ),
  success: say(
    () => 'Deu certo.',
    () => 'Não há nada a fazer.',
  ),
  other: say(
    () => 'Falhou por um motivo que o Snowbell não conhece.',
    () => 'As linhas mostradas são a causa mais provável; o registro completo tem mais.',
  ),

  'hash-not-set': say(
    (s) => `A fonte${named(s)} só tem um valor provisório como soma de verificação.`,
    (_, d) => `Ponha no lugar a soma do que foi baixado: ${or(d, 'a mensagem a informa')}.`,
  ),
  'no-such-host': say(
    (s) => `O flake não tem um sistema ${or(hostOf(s), 'com esse nome')}.`,
    (_, d) =>
      `${d === null ? 'nix flake show lista os que ele tem.' : `Ele tem ${d}.`} Escolha um deles como computador, com --host ou nas configurações (nixos-rebuild: --flake .#NOME), ou acrescente este em nixosConfigurations.`,
  ),
  'module-argument': say(
    (s) => `Um módulo pede o argumento${named(s)}, e ninguém o passa a tempo.`,
    () =>
      'Passe-o com specialArgs (para o Home Manager: extraSpecialArgs), ou retire-o dos argumentos do módulo. O que é definido com _module.args não pode ser usado em imports.',
  ),
  'conflicting-values': say(
    (s) => `A opção${named(s)} recebe vários valores que se excluem.`,
    () => 'Fique com um deles, ou ponha lib.mkForce antes do que deve valer.',
  ),
  'build-folder-full': say(
    (s) => `O disco da pasta de compilação${named(s)} está cheio.`,
    () =>
      'Apague ali o que não é mais necessário, dê mais espaço a ela (boot.tmp.tmpfsSize) ou faça o Nix compilar em outro lugar (nix.settings.build-dir), e tente de novo.',
  ),
  'other-disk-full': say(
    (s) => `O disco que contém ${or(s, 'um arquivo a ser gravado')} está cheio.`,
    () =>
      'Libere espaço nesse disco e tente de novo. Coletar o lixo só ajuda se o armazém do Nix também estiver nele.',
  ),
  'no-permission': say(
    (s) => `O acesso a ${or(s, 'um arquivo')} foi negado.`,
    () =>
      'Veja com ls -l de quem ele é. O que é seu mas pertence ao root, muitas vezes depois de um comando com sudo, você recupera com sudo chown; o que é do sistema só o root pode mudar.',
  ),
  'no-flake': say(
    () => 'Nenhum flake.nix foi encontrado para este sistema.',
    () => 'Execute na pasta que contém o flake.nix, ou informe essa pasta com --flake.',
  ),
  'pure-evaluation': say(
    (_, d) =>
      `Um flake só pode usar o que contém ou o que o flake.lock fixa. O Nix diz: ${or(d, '…')}.`,
    () =>
      'Faça disso uma entrada, escreva como um caminho dentro do flake (./arquivo), ou fixe com a revisão e a soma. --impure permite uma vez.',
  ),
  'failure-from-cache': say(
    () => 'Esta avaliação já falhou antes, e o Nix só repete isso.',
    () => 'Compile uma vez em um terminal com --option eval-cache false: aí o Nix diz por quê.',
  ),
  'wrong-value': say(
    (s, d) => `Um valor da configuração não é o que cabe ali${from(s)}. O Nix diz: ${or(d, '…')}.`,
    () =>
      'Muitas vezes faltam os parênteses de uma chamada de função dentro de uma lista, ou há um texto onde cabe um caminho, uma lista ou um conjunto.',
  ),
  'defined-twice': say(
    (s, d) => `${or(d, 'Um nome')} é definido duas vezes${from(s)}.`,
    () => 'Fique com um dos dois, ou junte o que ambos contêm.',
  ),
  'no-such-command': say(
    (_, d) => `O comando${named(d)} não foi encontrado.`,
    () => 'Verifique a grafia, e se ele está instalado para o usuário que o executa.',
  ),
  'nix-says': say(
    (s, d) => `O Nix diz${from(beside(s, d))}: ${or(d, '…')}.`,
    () =>
      'Se isso menciona algo da sua configuração, corrija ali; se não, talvez outras revisões das entradas ajudem. O registro completo tem mais.',
  ),
  'log-says': say(
    (_, d) => `Falhou com estas palavras: ${or(d, '…')}.`,
    () => 'As linhas mostradas são a causa mais provável; o registro completo tem mais.',
  ),
};
