import Diagnostics
import Yams

/// Reads rules from YAML; what is wrong is collected with its place.
struct DscRuleReader {
    /// How many conditions and flows a file may have in all: aliases let few bytes say a great deal.
    private static let limit = 200_000
    private static let ruleKeys: Set = [
        "name", "description", "connectorname", "direction", "sourceobjecttype", "targetobjecttype", "linktype",
        "precedence", "precedenceafter", "precedencebefore", "disabled", "enablepasswordsync", "immutabletag",
        "isstandardrule", "scopefilter", "joinfilter", "attributeflowmappings", "ensure",
    ]
    private static let flowKeys: Set = [
        "destination", "flowtype", "source", "expression", "executeonce", "valuemergetype",
    ]

    private let source: SourceText
    private var exchange = RuleExchange()
    private var count = 0
    private var rule: String?

    init(_ source: SourceText) { self.source = source }

    /// A mistake that keeps a rule from being taken over.
    private struct Mistake: Error {
        let code: String
        let line: Int?
        let column: Int?
        let reason: String

        init(code: String, node: Node, reason: String) {
            self.code = code
            line = node.mark?.line
            column = node.mark?.column
            self.reason = reason
        }
    }

    mutating func read() -> RuleExchange {
        let root: Node?
        do { root = try Yams.compose(yaml: source.text) } catch {
            report(.error, "notYAML", nil, "This is not YAML: \(error)")
            return exchange
        }
        guard let root, let list = list(root) else {
            report(.error, "noRules", root, "There is no list of rules in it.")
            return exchange
        }
        for node in list {
            rule = DscMapping(node)?.text("Name")
            do throws(Mistake) {
                if let rule = try read(node) { exchange.rules.append(rule) }
            } catch {
                let sentence = "\(error.reason); the rule is not taken over."
                exchange.problems.append(
                    ExchangeProblem(
                        .error,
                        error.code,
                        file: source.name,
                        line: error.line,
                        column: error.column,
                        rule: rule,
                        sentence
                    )
                )
            }
            guard count <= Self.limit else { break }
        }
        return exchange
    }

    private func list(_ root: Node) -> [Node]? {
        var node = root
        for key in ["AADSyncRules", "Items"] {
            if let found = DscMapping(node)?[key] { node = found }
        }
        if let list = node.sequence { return Array(list) }
        return DscMapping(node)?["Name"] == nil ? nil : [node]
    }

    private mutating func read(_ node: Node) throws(Mistake) -> PortableRule? {
        guard let fields = DscMapping(node) else {
            throw Mistake(code: "badRule", node: node, reason: "A rule has keys")
        }
        tellUnknown(fields, Self.ruleKeys)
        if let ensure = fields.text("Ensure"), ensure.lowercased() != "present" {
            report(.warning, "absentRule", fields["Ensure"], "The rule is asked to be \(ensure); it is not taken over.")
            return nil
        }
        var rule = PortableRule(
            name: try required("Name", fields),
            direction: try needed("Direction", fields, PortableRule.Direction.self),
            connector: try required("ConnectorName", fields),
            sourceObjectType: try required("SourceObjectType", fields),
            targetObjectType: try required("TargetObjectType", fields),
            link: try needed("LinkType", fields, PortableRule.Link.self),
            precedence: 0
        )
        rule.connector = ExchangeGUID.normal(rule.connector) ?? rule.connector
        guard let precedence = Int(try required("Precedence", fields)) else {
            throw Mistake(code: "badValue", node: fields["Precedence"] ?? node, reason: "Precedence is no whole number")
        }
        rule.precedence = precedence
        rule.description = fields.text("Description") ?? ""
        rule.immutableTag = fields.text("ImmutableTag") ?? ""
        rule.precedenceAfter = try guid("PrecedenceAfter", fields)
        rule.precedenceBefore = try guid("PrecedenceBefore", fields)
        rule.isDisabled = try truth("Disabled", fields)
        rule.synchronizesPasswords = try truth("EnablePasswordSync", fields)
        if try truth("IsStandardRule", fields) != rule.isStandard, fields["IsStandardRule"] != nil {
            report(
                .warning,
                "standardRule",
                fields["IsStandardRule"],
                "IsStandardRule says something else than the tag does; the tag counts."
            )
        }
        for node in try items("AttributeFlowMappings", fields) { rule.mappings.append(try mapping(node)) }
        for group in try items("ScopeFilter", fields) {
            var conditions: [PortableRule.Scope] = []
            for fields in try self.conditions(group, "ScopeConditionList") { conditions.append(try scope(fields)) }
            rule.scope.append(conditions)
        }
        for group in try items("JoinFilter", fields) {
            var conditions: [PortableRule.Join] = []
            for fields in try self.conditions(group, "JoinConditionList") { conditions.append(try join(fields)) }
            rule.joins.append(conditions)
        }
        return rule
    }

    private func conditions(_ group: Node, _ key: String) throws(Mistake) -> [DscMapping] {
        guard let fields = DscMapping(group), fields.keys.count == 1 else {
            throw Mistake(code: "badGroup", node: group, reason: "A group has the key \(key), and no other")
        }
        var found: [DscMapping] = []
        for node in try items(key, fields) {
            guard let condition = DscMapping(node) else {
                throw Mistake(code: "badGroup", node: node, reason: "A condition has keys")
            }
            found.append(condition)
        }
        return found
    }

    private mutating func scope(_ fields: DscMapping) throws(Mistake) -> PortableRule.Scope {
        try tally(fields)
        tellUnknown(fields, ["attribute", "comparisonvalue", "comparisonoperator"])
        let word = try required("ComparisonOperator", fields)
        guard let comparison = ScopeOperator(stored: word) else {
            throw Mistake(
                code: "unknownOperator",
                node: fields["ComparisonOperator"] ?? fields.node,
                reason: "\(word) is not an operator of scopes"
            )
        }
        return PortableRule.Scope(
            attribute: try required("Attribute", fields),
            comparison: comparison,
            value: fields.text("ComparisonValue") ?? ""
        )
    }

    private mutating func join(_ fields: DscMapping) throws(Mistake) -> PortableRule.Join {
        try tally(fields)
        tellUnknown(fields, ["csattribute", "mvattribute", "casesensitive"])
        return PortableRule.Join(
            connectorAttribute: try required("CSAttribute", fields),
            metaverseAttribute: try required("MVAttribute", fields),
            isCaseSensitive: try truth("CaseSensitive", fields)
        )
    }

    private mutating func mapping(_ node: Node) throws(Mistake) -> PortableMapping {
        guard let fields = DscMapping(node) else {
            throw Mistake(code: "badFlow", node: node, reason: "A flow has keys")
        }
        try tally(fields)
        tellUnknown(fields, Self.flowKeys)
        var mapping = PortableMapping(destination: try required("Destination", fields))
        mapping.merge = try word("ValueMergeType", fields, PortableMapping.Merge.self) ?? .update
        mapping.isOnce = try truth("ExecuteOnce", fields)
        let expression = fields.text("Expression").flatMap { $0.isEmpty ? nil : $0 }
        guard let sources = fields.texts("Source") else {
            throw Mistake(code: "badFlow", node: node, reason: "Source is an attribute, or a list of them")
        }
        switch try word("FlowType", fields, PortableMapping.Kind.self) ?? (expression == nil ? .direct : .expression) {
        case .expression:
            guard let expression = fields.text("Expression") else { return try missing("Expression", fields) }
            mapping.expression = expression
            mapping.sources = sources
        case .constant where expression == nil && sources.count < 2: mapping.constant = sources.first ?? ""
        case .direct where expression == nil && sources.count < 2:
            mapping.sources = [try required("Source", fields)]
        case .constant where expression == nil, .direct where expression == nil:
            throw Mistake(code: "badFlow", node: node, reason: "Only a flow of the type Expression has several sources")
        default: throw Mistake(code: "badFlow", node: node, reason: "Only a flow of the type Expression has one")
        }
        return mapping
    }

    private mutating func tally(_ fields: DscMapping) throws(Mistake) {
        count += 1
        guard count <= Self.limit else {
            throw Mistake(code: "tooLarge", node: fields.node, reason: "The file says more than \(Self.limit) things")
        }
    }

    private func items(_ key: String, _ fields: DscMapping) throws(Mistake) -> [Node] {
        guard let node = fields[key] else { return [] }
        guard let list = node.sequence else { throw Mistake(code: "badValue", node: node, reason: "\(key) is no list") }
        return Array(list)
    }

    private func required(_ key: String, _ fields: DscMapping) throws(Mistake) -> String {
        guard let text = fields.text(key) else { return try missing(key, fields) }
        return text
    }

    private func missing<Value>(_ key: String, _ fields: DscMapping) throws(Mistake) -> Value {
        throw Mistake(code: "missingKey", node: fields.node, reason: "\(key) is missing")
    }

    private func word<Word: RawRepresentable & CaseIterable>(
        _ key: String,
        _ fields: DscMapping,
        _ type: Word.Type
    ) throws(Mistake) -> Word? where Word.RawValue == String {
        guard let node = fields[key] else { return nil }
        guard let text = fields.text(key),
            let word = type.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() })
        else {
            throw Mistake(code: "badValue", node: node, reason: "\(key) is not one of its words")
        }
        return word
    }

    private func needed<Word: RawRepresentable & CaseIterable>(
        _ key: String,
        _ fields: DscMapping,
        _ type: Word.Type
    ) throws(Mistake) -> Word where Word.RawValue == String {
        guard let word = try word(key, fields, type) else { return try missing(key, fields) }
        return word
    }

    private func truth(_ key: String, _ fields: DscMapping) throws(Mistake) -> Bool {
        guard let node = fields[key] else { return false }
        switch fields.text(key)?.lowercased() {
        case "true", "$true": return true
        case "false", "$false": return false
        default: throw Mistake(code: "badValue", node: node, reason: "\(key) is neither true nor false")
        }
    }

    private func guid(_ key: String, _ fields: DscMapping) throws(Mistake) -> String {
        guard let node = fields[key], let text = fields.text(key), !text.isEmpty else { return PortableRule.noRule }
        guard let guid = ExchangeGUID.normal(text) else {
            throw Mistake(code: "badValue", node: node, reason: "\(key) is not a GUID")
        }
        return guid
    }

    private mutating func tellUnknown(_ fields: DscMapping, _ known: Set<String>) {
        for key in fields.keys where !known.contains(key.text.lowercased()) {
            report(
                .warning,
                "unknownKey",
                at: key.mark,
                "The key \(Terminal.visible(key.text)) is not known; what it says is lost."
            )
        }
    }

    private mutating func report(
        _ severity: ExchangeProblem.Severity,
        _ code: String,
        _ node: Node?,
        _ sentence: String
    ) {
        report(severity, code, at: node?.mark, sentence)
    }

    private mutating func report(
        _ severity: ExchangeProblem.Severity,
        _ code: String,
        at mark: Mark?,
        _ sentence: String
    ) {
        exchange.problems.append(
            ExchangeProblem(
                severity,
                code,
                file: source.name,
                line: mark?.line,
                column: mark?.column,
                rule: rule,
                sentence
            )
        )
    }
}
