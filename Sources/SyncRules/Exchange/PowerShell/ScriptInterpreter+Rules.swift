/// What the commands do to rules.
extension ScriptInterpreter {
    /// Makes a rule even where something is wrong with it, so that what follows finds it and says nothing more.
    mutating func newRule(_ arguments: ScriptArguments) throws(ScriptRefusal) -> ScriptValue {
        let name = (try? arguments.text("name")) ?? nil
        var rule = PortableRule(
            name: name ?? "",
            direction: .inbound,
            connector: "",
            sourceObjectType: "",
            targetObjectType: "",
            link: .join,
            precedence: 0
        )
        var flaw = opaque
        do throws(ScriptRefusal) {
            for value in arguments.values.values { try require(value, at: arguments.offset) }
            try fill(&rule, arguments)
        } catch {
            if error.origin == nil {
                report(.error, error.code, at: error.offset, rule: name, "\(error.reason); the rule is not taken over.")
            }
            let reason = error.origin?.reason ?? error.reason
            flaw = ScriptOrigin(offset: arguments.offset, reason: reason, isTold: true)
        }
        drafts.append(ScriptDraft(rule: rule, offset: arguments.offset, flaw: flaw))
        return .rule(drafts.count - 1)
    }

    private mutating func fill(_ rule: inout PortableRule, _ arguments: ScriptArguments) throws(ScriptRefusal) {
        func missing(_ name: String) -> ScriptRefusal {
            ScriptRefusal("missingParameter", at: arguments.offset, "-\(name) is missing")
        }
        rule.name = try arguments.required("name")
        guard let direction = try arguments.word("direction", PortableRule.Direction.self) else {
            throw missing("direction")
        }
        guard let link = try arguments.word("linktype", PortableRule.Link.self) else { throw missing("linktype") }
        (rule.direction, rule.link) = (direction, link)
        let connector = try arguments.required("connector")
        rule.connector = ExchangeGUID.normal(connector) ?? connector
        rule.sourceObjectType = try arguments.required("sourceobjecttype")
        rule.targetObjectType = try arguments.required("targetobjecttype")
        let precedence = try arguments.required("precedence")
        guard let number = Int(precedence) else {
            throw ScriptRefusal("badValue", at: arguments.offset, "-Precedence is not a whole number")
        }
        rule.precedence = number
        rule.identifier = try guid("identifier", arguments)
        rule.precedenceAfter = try guid("precedenceafter", arguments) ?? PortableRule.noRule
        rule.precedenceBefore = try guid("precedencebefore", arguments) ?? PortableRule.noRule
        rule.description = try arguments.text("description") ?? ""
        rule.immutableTag = try arguments.text("immutabletag") ?? ""
        rule.isDisabled = try arguments.isOn("disabled")
        rule.synchronizesPasswords = try arguments.isOn("enablepasswordsync")
        if let expiry = try arguments.text("softdeleteexpiryinterval"), expiry != "0" {
            guard expiry.contains(":") else {
                throw ScriptRefusal(
                    "badValue",
                    at: arguments.offset,
                    "-SoftDeleteExpiryInterval is neither 0 nor a time"
                )
            }
            rule.softDeleteExpiry = expiry
        }
    }

    private func guid(_ name: String, _ arguments: ScriptArguments) throws(ScriptRefusal) -> String? {
        guard let text = try arguments.text(name), !text.isEmpty else { return nil }
        guard let identifier = ExchangeGUID.normal(text) else {
            throw ScriptRefusal("badValue", at: arguments.offset, "-\(name) is not a GUID")
        }
        return identifier
    }

    private func target(_ arguments: ScriptArguments) throws(ScriptRefusal) -> Int {
        guard let value = arguments.values["synchronizationrule"] else {
            throw ScriptRefusal("missingParameter", at: arguments.offset, "-SynchronizationRule is missing")
        }
        try require(value, at: arguments.offset)
        guard value.items.count == 1, case .rule(let number) = value.items[0] else {
            throw ScriptRefusal("badValue", at: arguments.offset, "-SynchronizationRule is not one rule")
        }
        return number
    }

    /// Does something to a rule; a mistake in it is told, and is a flaw of the rule.
    private mutating func change(
        _ arguments: ScriptArguments,
        _ body: (ScriptArguments, inout PortableRule) throws(ScriptRefusal) -> Void
    ) throws(ScriptRefusal) -> ScriptValue {
        let number = try target(arguments)
        do throws(ScriptRefusal) {
            for value in arguments.values.values { try require(value, at: arguments.offset) }
            try body(arguments, &drafts[number].rule)
        } catch {
            if error.origin == nil {
                let name = drafts[number].rule.name
                report(.error, error.code, at: error.offset, rule: name, "\(error.reason); the rule is not taken over.")
            }
            let reason = error.origin?.reason ?? error.reason
            flaw(number, ScriptOrigin(offset: arguments.offset, reason: reason, isTold: true))
        }
        return .rule(number)
    }

    mutating func addMapping(_ arguments: ScriptArguments) throws(ScriptRefusal) -> ScriptValue {
        try change(arguments) { (arguments, rule) throws(ScriptRefusal) in
            var sources: [String] = []
            for item in arguments.values["source"]?.items ?? [] {
                guard let text = item.text else {
                    throw ScriptRefusal("badValue", at: arguments.offset, "-Source is not a list of texts")
                }
                sources.append(text)
            }
            var mapping = PortableMapping(destination: try arguments.required("destination"))
            mapping.merge = try arguments.word("valuemergetype", PortableMapping.Merge.self) ?? .update
            mapping.isOnce = try arguments.isOn("executeonce")
            let expression = try arguments.text("expression")
            let kind = try arguments.word("flowtype", PortableMapping.Kind.self)
            switch kind ?? (expression == nil ? .direct : .expression) {
            case .expression:
                guard let expression else {
                    throw ScriptRefusal("missingParameter", at: arguments.offset, "-Expression is missing")
                }
                (mapping.expression, mapping.sources) = (expression, sources)
            case .constant where sources.count == 1 && expression == nil: mapping.constant = sources[0]
            case .direct where sources.count == 1 && expression == nil: mapping.sources = sources
            default:
                throw ScriptRefusal("badValue", at: arguments.offset, "the flow needs one source and no expression")
            }
            rule.mappings.append(mapping)
        }
    }

    mutating func addScope(_ arguments: ScriptArguments) throws(ScriptRefusal) -> ScriptValue {
        try change(arguments) { (arguments, rule) throws(ScriptRefusal) in
            var group: [PortableRule.Scope] = []
            for item in arguments.values["scopeconditions"]?.items ?? [] {
                guard case .scope(let condition) = item else {
                    throw ScriptRefusal(
                        "badValue",
                        at: arguments.offset,
                        "-ScopeConditions are not all scope conditions"
                    )
                }
                group.append(condition)
            }
            rule.scope.append(group)
        }
    }

    mutating func addJoin(_ arguments: ScriptArguments) throws(ScriptRefusal) -> ScriptValue {
        try change(arguments) { (arguments, rule) throws(ScriptRefusal) in
            var group: [PortableRule.Join] = []
            for item in arguments.values["joinconditions"]?.items ?? [] {
                guard case .join(let condition) = item else {
                    throw ScriptRefusal("badValue", at: arguments.offset, "-JoinConditions are not all join conditions")
                }
                group.append(condition)
            }
            rule.joins.append(group)
        }
    }

    mutating func addRule(_ arguments: ScriptArguments) throws(ScriptRefusal) -> ScriptValue {
        let number = try target(arguments)
        guard drafts[number].flaw == nil else { return .rule(number) }
        if let place = drafts[number].place {
            exchange.rules[place] = drafts[number].rule
        } else {
            drafts[number].place = exchange.rules.count
            exchange.rules.append(drafts[number].rule)
        }
        return .rule(number)
    }

    func newObject(_ arguments: ScriptArguments) throws(ScriptRefusal) -> ScriptValue {
        let type = try arguments.required("typename")
        let list = arguments.values["argumentlist"] ?? .nothing
        try require(list, at: arguments.offset)
        let texts = list.items.map(\.text)
        switch type.lowercased().split(separator: ".").last {
        case "scopecondition":
            guard texts.count == 3, let attribute = texts[0], let value = texts[1], let word = texts[2] else {
                throw ScriptRefusal(
                    "badValue",
                    at: arguments.offset,
                    "a scope condition has attribute, value and operator"
                )
            }
            guard let comparison = ScopeOperator(stored: word) else {
                throw ScriptRefusal("unknownOperator", at: arguments.offset, "\(word) is not an operator of scopes")
            }
            return .scope(PortableRule.Scope(attribute: attribute, comparison: comparison, value: value))
        case "joincondition":
            guard texts.count == 2 || texts.count == 3, let near = texts[0], let far = texts[1] else {
                throw ScriptRefusal("badValue", at: arguments.offset, "a join condition has two attributes and a case")
            }
            let caseWord = texts.count == 3 ? texts[2]?.lowercased() : "false"
            guard let caseWord, ["true", "false"].contains(caseWord) else {
                throw ScriptRefusal(
                    "badValue",
                    at: arguments.offset,
                    "whether case matters is neither $true nor $false"
                )
            }
            return .join(
                PortableRule.Join(
                    connectorAttribute: near,
                    metaverseAttribute: far,
                    isCaseSensitive: caseWord == "true"
                )
            )
        default: throw ScriptRefusal("unsupportedScript", at: arguments.offset, "an object of the type \(type)")
        }
    }
}
