# As much of nixpkgs' library as Snowbell's expressions use, written small: for tests on machines without nixpkgs.
let
  inherit (builtins)
    all
    attrNames
    concatLists
    concatMap
    concatStringsSep
    elem
    filter
    foldl'
    isAttrs
    isBool
    isFunction
    isInt
    isList
    isString
    listToAttrs
    mapAttrs
    match
    substring
    stringLength
    ;

  kind = value: if isAttrs value then value._type or "" else "";
  at = path: concatStringsSep "." path;

  # A condition or priority on a set holds for each of its attributes.
  push =
    value:
    if kind value == "merge" then
      concatMap push value.contents
    else if kind value == "if" then
      map (mapAttrs (_: lib.mkIf value.condition)) (push value.content)
    else if kind value == "override" then
      map (mapAttrs (_: lib.mkOverride value.priority)) (push value.content)
    else
      [ value ];

  # The definitions that count, each with its priority.
  weigh =
    priority: value:
    if kind value == "merge" then
      concatMap (weigh priority) value.contents
    else if kind value == "if" then
      if value.condition then weigh priority value.content else [ ]
    else if kind value == "override" then
      weigh value.priority value.content
    else
      [ { inherit priority value; } ];

  strongest =
    weighed:
    let
      best = foldl' (a: b: if b.priority < a then b.priority else a) 9999 weighed;
    in
    map (one: one.value) (filter (one: one.priority == best) weighed);

  settle =
    path: type: values:
    let
      wrong = filter (value: !type.check value) values;
    in
    if wrong != [ ] then
      throw "A definition for option `${at path}' is not of type `${type.name}'."
    else
      type.merge path values;

  one =
    path: values:
    let
      first = builtins.head values;
    in
    if all (value: value == first) values then
      first
    else
      throw "The option `${at path}' has conflicting definition values.";

  evalOption =
    path: option: definitions:
    let
      given = concatMap (weigh 100) definitions;
      defaults = if option ? default then weigh 1500 option.default else [ ];
      values = strongest (given ++ defaults);
    in
    if values == [ ] then
      throw "The option `${at path}' was accessed but has no value defined."
    else
      settle path option.type values;

  evalTree =
    path: options: definitions:
    let
      pushed = concatMap push definitions;
      unknown = filter (name: !(options ? ${name})) (concatMap attrNames pushed);
    in
    if unknown != [ ] then
      throw "The option `${at (path ++ [ (builtins.head unknown) ])}' does not exist."
    else
      mapAttrs (
        name: option:
        (if kind option == "option" then evalOption else evalTree) (path ++ [ name ]) option (
          concatMap (set: if set ? ${name} then [ set.${name} ] else [ ]) pushed
        )
      ) options;

  mergeOptions =
    a: b:
    a
    // mapAttrs (
      name: option:
      if !(a ? ${name}) then
        option
      else if kind option == "option" || kind a.${name} == "option" then
        throw "The option `${name}' is declared twice."
      else
        mergeOptions a.${name} option
    ) b;

  scalar = name: check: {
    inherit name check;
    merge = one;
  };

  types = rec {
    bool = scalar "boolean" isBool;
    int = scalar "signed integer" isInt;
    str = scalar "string" isString;
    path = scalar "absolute path" (value: match "/.*" (toString value) != null);
    package = scalar "package" (value: isAttrs value && value ? outPath);
    anything = {
      name = "anything";
      check = _: true;
      merge = path: values: if all isAttrs values then foldl' (a: b: a // b) { } values else one path values;
    };
    lines = {
      name = "strings concatenated with \"\\n\"";
      check = isString;
      merge = _: concatStringsSep "\n";
    };
    enum = values: scalar "one of ${builtins.toJSON values}" (value: elem value values);
    strMatching =
      pattern:
      scalar "string matching the pattern ${pattern}" (
        value: isString value && match pattern value != null
      );
    ints.between =
      low: high:
      scalar "integer between ${toString low} and ${toString high} (both inclusive)" (
        value: isInt value && value >= low && value <= high
      );
    nullOr = inner: {
      name = "null or ${inner.name}";
      check = value: value == null || inner.check value;
      merge =
        path: values: if all (value: value == null) values then null else settle path inner values;
      inherit inner;
    };
    listOf = inner: {
      name = "list of ${inner.name}";
      check = isList;
      merge = path: values: map (value: settle path inner [ value ]) (concatLists values);
    };
    attrsOf = inner: {
      name = "attribute set of ${inner.name}";
      check = isAttrs;
      merge =
        path: values:
        let
          pushed = concatMap push values;
          names = concatMap attrNames pushed;
          valuesOf = name: concatMap (set: if set ? ${name} then weigh 100 set.${name} else [ ]) pushed;
        in
        listToAttrs (
          concatMap (
            name:
            let
              given = strongest (valuesOf name);
            in
            if given == [ ] then
              [ ]
            else
              [
                {
                  inherit name;
                  value = settle (path ++ [ name ]) inner given;
                }
              ]
          ) names
        );
    };
    submodule = module: {
      name = "submodule";
      check = isAttrs;
      merge = path: values: evalTree path module.options ([ (module.config or { }) ] ++ values);
      inherit (module) options;
    };
  };

  lib = {
    inherit types;
    inherit (builtins) hasAttr mapAttrs;

    mkOption = option: option // { _type = "option"; };
    mkEnableOption =
      what:
      lib.mkOption {
        type = types.bool;
        default = false;
        description = "Whether to enable ${what}.";
      };
    mkIf = condition: content: {
      _type = "if";
      inherit condition content;
    };
    mkMerge = contents: {
      _type = "merge";
      inherit contents;
    };
    mkOverride = priority: content: {
      _type = "override";
      inherit priority content;
    };
    mkDefault = lib.mkOverride 1000;
    mkForce = lib.mkOverride 50;
    literalMD = text: {
      _type = "literalMD";
      inherit text;
    };

    evalModules =
      {
        modules,
        specialArgs ? { },
      }:
      let
        load =
          module:
          if builtins.isPath module || isString module then
            load (import module)
          else if isFunction module then
            module (specialArgs // { inherit lib config options; })
          else
            module;
        whole =
          module:
          if module ? options || module ? config || module ? imports then
            {
              options = module.options or { };
              config = module.config or { };
              imports = module.imports or [ ];
            }
          else
            {
              options = { };
              config = module;
              imports = [ ];
            };
        loaded = concatMap (
          module:
          let
            this = whole (load module);
          in
          [ this ] ++ concatMap (inner: [ (whole (load inner)) ]) this.imports
        ) modules;
        options = foldl' mergeOptions { } (map (module: module.options) loaded);
        config = evalTree [ ] options (map (module: module.config) loaded);
      in
      {
        inherit config options;
      };

    genAttrs =
      names: make:
      listToAttrs (
        map (name: {
          inherit name;
          value = make name;
        }) names
      );
    mapAttrs' = make: set: listToAttrs (map (name: make name set.${name}) (attrNames set));
    filterAttrs =
      keep: set:
      listToAttrs (
        concatMap (
          name:
          if keep name set.${name} then
            [
              {
                inherit name;
                value = set.${name};
              }
            ]
          else
            [ ]
        ) (attrNames set)
      );
    optionalAttrs = condition: set: if condition then set else { };
    hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;
    versionAtLeast = a: b: builtins.compareVersions a b >= 0;
    versionOlder = a: b: builtins.compareVersions a b < 0;
    importJSON = path: builtins.fromJSON (builtins.readFile path);
    assertMsg = holds: message: if holds then true else builtins.throw message;
    makeBinPath = packages: concatStringsSep ":" (map (package: "${package}/bin") packages);
    escapeShellArg = text: "'${builtins.replaceStrings [ "'" ] [ "'\\''" ] text}'";
    fetchers.proxyImpureEnvVars = [
      "http_proxy"
      "https_proxy"
      "HTTP_PROXY"
      "HTTPS_PROXY"
      "no_proxy"
    ];
    licenses.mit.spdxId = "MIT";
    platforms.linux = [
      "x86_64-linux"
      "aarch64-linux"
    ];
    hm.dag.entryAfter = after: data: { inherit after data; };
  };
in
lib
