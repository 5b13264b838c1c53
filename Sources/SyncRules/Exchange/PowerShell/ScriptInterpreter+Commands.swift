/// The commands, with their parameters in lower case.
extension ScriptInterpreter {
    private static let parameters: [String: [String]] = [
        "new-adsyncrule": [
            "name", "identifier", "description", "direction", "precedence", "precedenceafter", "precedencebefore",
            "sourceobjecttype", "targetobjecttype", "connector", "linktype", "softdeleteexpiryinterval", "immutabletag",
            "enablepasswordsync", "disabled",
        ],
        "add-adsyncattributeflowmapping": [
            "synchronizationrule", "source", "destination", "flowtype", "valuemergetype", "expression", "executeonce",
        ],
        "add-adsyncscopeconditiongroup": ["synchronizationrule", "scopeconditions"],
        "add-adsyncjoinconditiongroup": ["synchronizationrule", "joinconditions"],
        "add-adsyncrule": ["synchronizationrule"],
        "new-object": ["typename", "argumentlist"],
        "get-adsyncrule": ["name", "identifier"],
        "get-adsyncconnector": ["name", "identifier"],
    ]
    private static let switches: Set = ["enablepasswordsync", "disabled", "executeonce"]
    private static let passedOver: Set = ["import-module", "write-host", "write-output", "out-null"]
    /// Parameters that every command has; they say how it talks, not what it does.
    private static let common: Set = ["verbose", "debug", "erroraction", "warningaction", "informationaction"]
    /// Commands that could change anything that a script knows.
    private static let opaque: Set = [
        "invoke-expression", "iex", "set-variable", "sv", "new-variable", "nv", "set-alias", "sal", "new-alias", "nal",
        "invoke-command", "icm", "set-item", "si",
    ]

    mutating func run(_ command: ScriptCommand, _ input: ScriptValue?) throws(ScriptRefusal) -> ScriptValue {
        let name = command.name.lowercased()
        if Self.passedOver.contains(name) { return try pass(command) }
        guard let known = Self.parameters[name] else {
            let code = Self.opaque.contains(name) ? "opaqueCode" : "unknownCommand"
            throw ScriptRefusal(code, at: command.offset, "\(command.name) is not a command that makes rules")
        }
        var bound = try bind(command, known)
        let target = bound.target
        if let input, known.contains("synchronizationrule") {
            try bound.arguments.set("synchronizationrule", input, at: command.offset)
        }
        let value: ScriptValue
        switch name {
        case "new-adsyncrule": value = try newRule(bound.arguments)
        case "add-adsyncattributeflowmapping": value = try addMapping(bound.arguments)
        case "add-adsyncscopeconditiongroup": value = try addScope(bound.arguments)
        case "add-adsyncjoinconditiongroup": value = try addJoin(bound.arguments)
        case "add-adsyncrule": value = try addRule(bound.arguments)
        case "new-object": value = try newObject(bound.arguments)
        case "get-adsyncconnector": value = try connector(bound.arguments)
        default: value = .unknown(Self.asked("Get-ADSyncRule", command.offset))
        }
        if let target { variables[target] = .list([value]) }
        return value
    }

    private static func asked(_ name: String, _ offset: Int) -> ScriptOrigin {
        ScriptOrigin(offset: offset, reason: "\(name) asks a server", isTold: false)
    }

    /// The arguments of a command that does nothing here are looked at all the same: a command may be among them.
    private mutating func pass(_ command: ScriptCommand) throws(ScriptRefusal) -> ScriptValue {
        for argument in command.arguments {
            switch argument {
            case .named(let name, let value, let offset):
                guard !name.lowercased().hasSuffix("variable") else {
                    throw ScriptRefusal("unsupportedScript", at: offset, "-\(name) changes a variable")
                }
                if let value { _ = try evaluate(value) }
            case .positional(let value): _ = try evaluate(value)
            case .splat: break
            }
        }
        if command.name.lowercased() != "out-null" { passOver(command) }
        return .nothing
    }

    private mutating func bind(
        _ command: ScriptCommand,
        _ known: [String]
    ) throws(ScriptRefusal) -> (arguments: ScriptArguments, target: String?) {
        var arguments = ScriptArguments(at: command.offset)
        var target: String?
        for argument in command.arguments {
            switch argument {
            case .named(let given, let value, let offset):
                let name = try parameter(given, known, at: offset)
                if name == "outvariable" {
                    guard let value, let text = try evaluate(value).text, !text.hasPrefix("+") else {
                        throw ScriptRefusal("badValue", at: offset, "-OutVariable needs a plain name")
                    }
                    target = text.lowercased()
                } else if let name {
                    guard value != nil || Self.switches.contains(name) else {
                        throw ScriptRefusal("missingValue", at: offset, "-\(given) has no value")
                    }
                    let evaluated = try value.map { (value) throws(ScriptRefusal) in try evaluate(value) }
                    try arguments.set(name, evaluated ?? .truth(true), at: offset)
                } else if let value {
                    _ = try evaluate(value)
                }
            case .splat(let name, let offset):
                let table = try evaluate(.variable(name, at: offset))
                try require(table, at: offset)
                guard case .table(let entries) = table else {
                    throw ScriptRefusal("badValue", at: offset, "$\(name) is no table of parameters")
                }
                for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
                    guard let name = try parameter(key, known, at: offset) else { continue }
                    if name == "outvariable" {
                        target = value.text?.lowercased()
                    } else {
                        try arguments.set(name, value, at: offset)
                    }
                }
            case .positional(let value):
                let evaluated = try evaluate(value)
                let free = known.first { arguments.values[$0] == nil }
                guard ["new-object", "get-adsyncrule", "get-adsyncconnector"].contains(command.name.lowercased()),
                    let free
                else {
                    throw ScriptRefusal("unsupportedScript", at: value.offset, "a value without a parameter's name")
                }
                try arguments.set(free, evaluated, at: value.offset)
            }
        }
        return (arguments, target)
    }

    /// The whole name of a parameter, which may be shortened as long as it is clear; nothing where it is none that counts.
    private mutating func parameter(_ given: String, _ known: [String], at offset: Int) throws(ScriptRefusal) -> String?
    {
        let name = given.lowercased()
        if known.contains(name) { return name }
        if name == "outvariable" || name == "ov" { return "outvariable" }
        if Self.common.contains(name) { return nil }
        guard name != "whatif", name != "confirm", !name.hasSuffix("variable") else {
            throw ScriptRefusal("unsupportedScript", at: offset, "-\(given) changes what the command does")
        }
        let meant = (known + ["outvariable"]).filter { $0.hasPrefix(name) }
        if meant.count == 1 { return meant[0] }
        report(.warning, "unknownParameter", at: offset, "-\(given) is not known; what it says is lost.")
        return nil
    }

    private func connector(_ arguments: ScriptArguments) throws(ScriptRefusal) -> ScriptValue {
        for name in ["name", "identifier"] {
            guard let value = arguments.values[name] else { continue }
            try require(value, at: arguments.offset)
            if let text = value.text { return .connector(text) }
        }
        return .unknown(Self.asked("Get-ADSyncConnector", arguments.offset))
    }
}
