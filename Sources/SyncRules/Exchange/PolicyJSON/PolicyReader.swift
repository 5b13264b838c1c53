/// Reads an exported policy as far as its layout is known.
struct PolicyReader {
    private static let ruleKeys: Set = [
        "name", "description", "direction", "source", "target", "linktype", "precedence", "uniqueidentifier",
        "internalidentifier", "immutabletag", "disabled", "enablepasswordsync", "scopefilters", "joinfilters",
        "attributemappings",
    ]

    private static let flowKeys: Set = [
        "destination", "executeonce", "valuemergetype", "source", "expression", "flowtype", "mappingtype",
    ]
    private static let scopeKeys: Set = ["attribute", "condition", "value"]
    private static let joinKeys: Set = ["csattribute", "mvattribute", "casesensitive"]

    let file: String
    private(set) var result = PolicyExchange()

    init(file: String) { self.file = file }

    mutating func read(_ root: PolicyValue) {
        var hasPolicy = false
        for key in ["onpremisesDirectoryPolicy", "azureDirectoryPolicy"] {
            for directory in root[key]?.items ?? [] {
                hasPolicy = true
                // The cloud has one connector, the same everywhere.
                let isCloud = key == "azureDirectoryPolicy"
                let given = directory["uniqueIdentifier"]?.text.flatMap { ExchangeGUID.normal($0) }
                let name = directory["friendlyName"]?.text ?? directory["fullyQualifiedDomainName"]?.text
                let connector = given ?? (isCloud ? ConnectorID.tenant.text : name ?? "")
                for value in directory["standardSynchronizationRules"]?.items ?? [] { refer(value, connector) }
                for value in directory["customSynchronizationRules"]?.items ?? [] { read(value, connector) }
            }
        }
        if !hasPolicy { report(.error, "noRules", nil, "There is no policy of a directory in it, and so no rules.") }
    }

    private mutating func refer(_ value: PolicyValue, _ connector: String) {
        let name = value["name"]?.text ?? ""
        result.references.append(
            RuleReference(
                name: name,
                identifier: value["uniqueIdentifier"]?.text.flatMap { ExchangeGUID.normal($0) },
                tag: value["immutableTag"]?.text ?? "",
                precedence: value["precedence"]?.text.flatMap { Int($0) },
                connector: connector
            )
        )
        report(.note, "referenceOnly", name, "The standard rule is listed by reference only.")
    }

    private mutating func read(_ value: PolicyValue, _ connector: String) {
        let name = value["name"]?.text
        guard let name, let direction = word(value["direction"], PortableRule.Direction.self),
            let link = word(value["linkType"], PortableRule.Link.self), let source = value["source"]?.text,
            let target = value["target"]?.text, let precedence = value["precedence"]?.text.flatMap({ Int($0) })
        else {
            let needs = "name, direction, source, target, linkType and precedence"
            report(.error, "missingKey", name, "A rule needs \(needs); this one is not taken over.")
            return
        }
        var rule = PortableRule(
            name: name,
            direction: direction,
            connector: connector,
            sourceObjectType: source,
            targetObjectType: target,
            link: link,
            precedence: precedence
        )
        rule.description = value["description"]?.text ?? ""
        rule.immutableTag = value["immutableTag"]?.text ?? ""
        rule.identifier = value["uniqueIdentifier"]?.text.flatMap { ExchangeGUID.normal($0) }
        rule.internalIdentifier = value["internalIdentifier"]?.text.flatMap { ExchangeGUID.normal($0) }
        let scope = value["scopeFilters"].map { groups($0, "scopeConditions") { self.scope($0) } } ?? []
        let joins = value["joinFilters"].map { groups($0, "joinConditions") { self.join($0) } } ?? []
        let mappings = value["attributeMappings"]?.items.map { mapping($0) } ?? []
        guard let scope, let joins, let disabled = truth(value["disabled"]),
            let passwords = truth(value["enablePasswordSync"]), !mappings.contains(nil)
        else {
            report(
                .error,
                "badValue",
                name,
                "A condition, a flow or a truth is not in a known form; the rule is not taken over."
            )
            return
        }
        (rule.scope, rule.joins, rule.mappings) = (scope, joins, mappings.compactMap { $0 })
        (rule.isDisabled, rule.synchronizesPasswords) = (disabled, passwords)
        tellUnknown(value, Self.ruleKeys, name)
        for one in value["attributeMappings"]?.items ?? [] { tellUnknown(one, Self.flowKeys, name) }
        for (list, conditions, keys) in [
            ("scopeFilters", "scopeConditions", Self.scopeKeys), ("joinFilters", "joinConditions", Self.joinKeys),
        ] {
            for group in value[list]?.items ?? [] {
                let isGroup = group[conditions] != nil
                if isGroup { tellUnknown(group, [conditions.lowercased()], name) }
                let items: [PolicyValue]
                if case .list(let inner) = group {
                    items = inner
                } else {
                    items = isGroup ? group[conditions]?.items ?? [] : [group]
                }
                for one in items { tellUnknown(one, keys, name) }
            }
        }
        result.exchange.rules.append(rule)
    }

    /// What a key that is not known says may change what the rule does.
    private mutating func tellUnknown(_ value: PolicyValue, _ known: Set<String>, _ rule: String) {
        for key in value.keys where !known.contains(key) {
            report(.warning, "unknownKey", rule, "The key \(key) is not known; what it says was passed over.")
        }
    }

    /// Groups of conditions, whether they are lists or objects with a list, or conditions of one group by themselves.
    private func groups<Condition>(
        _ value: PolicyValue,
        _ key: String,
        _ make: (PolicyValue) -> Condition?
    ) -> [[Condition]]? {
        let items = value.items
        let lists = items.compactMap { item -> [PolicyValue]? in
            if case .list(let list) = item { return list }
            return item[key]?.items
        }
        guard lists.isEmpty || lists.count == items.count else { return nil }
        let groups = lists.isEmpty ? (items.isEmpty ? [] : [items]) : lists
        var result: [[Condition]] = []
        for group in groups {
            let made = group.compactMap(make)
            guard made.count == group.count else { return nil }
            result.append(made)
        }
        return result
    }

    private func scope(_ value: PolicyValue) -> PortableRule.Scope? {
        guard let attribute = value["attribute"]?.text, let word = value["condition"]?.text,
            let comparison = ScopeOperator(stored: word)
        else { return nil }
        return PortableRule.Scope(attribute: attribute, comparison: comparison, value: value["value"]?.text ?? "")
    }

    private func join(_ value: PolicyValue) -> PortableRule.Join? {
        guard let near = value["csAttribute"]?.text, let far = value["mvAttribute"]?.text,
            let isCaseSensitive = truth(value["caseSensitive"])
        else { return nil }
        return PortableRule.Join(connectorAttribute: near, metaverseAttribute: far, isCaseSensitive: isCaseSensitive)
    }

    private func mapping(_ value: PolicyValue) -> PortableMapping? {
        guard let destination = value["destination"]?.text, let isOnce = truth(value["executeOnce"]) else { return nil }
        var mapping = PortableMapping(destination: destination, isOnce: isOnce)
        if let merge = value["valueMergeType"] {
            guard let known = word(merge, PortableMapping.Merge.self) else { return nil }
            mapping.merge = known
        }
        let sources = value["source"]?.items.compactMap(\.text) ?? []
        let expression = value["expression"]?.text.flatMap { $0.isEmpty ? nil : $0 }
        let flow = value["flowType"] ?? value["mappingType"]
        let kind = word(flow, PortableMapping.Kind.self)
        guard flow == nil || kind != nil else { return nil }
        switch kind ?? (expression == nil ? .direct : .expression) {
        case .expression where expression != nil: (mapping.expression, mapping.sources) = (expression, sources)
        case .constant where sources.count == 1: mapping.constant = sources[0]
        case .direct where sources.count == 1: mapping.sources = sources
        default: return nil
        }
        return mapping
    }

    private func truth(_ value: PolicyValue?) -> Bool? {
        guard let value else { return false }
        switch value.text?.lowercased() {
        case "true": return true
        case "false": return false
        default: return nil
        }
    }

    private func word<Word: RawRepresentable & CaseIterable>(_ value: PolicyValue?, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let text = value?.text?.lowercased() else { return nil }
        return type.allCases.first { $0.rawValue.lowercased() == text }
    }

    private mutating func report(
        _ severity: ExchangeProblem.Severity,
        _ code: String,
        _ rule: String?,
        _ sentence: String
    ) {
        result.exchange.problems.append(ExchangeProblem(severity, code, file: file, rule: rule, sentence))
    }
}
