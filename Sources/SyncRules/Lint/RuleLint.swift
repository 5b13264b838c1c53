import Directory
public import DirectorySchema

/// Looks through rules for what a careful colleague would say about them.
public struct RuleLint: Sendable {
    private let rules: [PortableRule]
    private let schemas: [String: SchemaSnapshot]
    private let templates: [String: String]
    private let notEvaluated: [String: Set<AttributeName>]

    /// Prepares for rules; `schemas` are those of connectors by GUID.
    public init(_ rules: [PortableRule], schemas: [String: SchemaSnapshot] = [:], catalogue: RuleCatalogue) {
        var notEvaluated: [String: Set<AttributeName>] = [:]
        for template in catalogue.templates {
            for flow in template.flows.map(\.flow) {
                guard case .unsupported = flow.source else { continue }
                notEvaluated[template.tag, default: []].insert(flow.destination)
            }
        }
        self.init(
            rules,
            schemas: schemas,
            templates: catalogue.templates.map(\.tag),
            notEvaluated: notEvaluated
        )
    }

    /// Prepares for rules; `templates` are the tags that the catalogue has, `notEvaluated` the destinations of the flows that
    /// it does not evaluate, by tag.
    init(
        _ rules: [PortableRule],
        schemas: [String: SchemaSnapshot] = [:],
        templates: [String] = [],
        notEvaluated: [String: Set<AttributeName>] = [:]
    ) {
        self.rules = rules
        self.schemas = schemas
        self.templates = Dictionary(
            templates.compactMap { tag in TemplateTag(tag).map { ($0.family, tag) } },
            uniquingKeysWith: { first, _ in first }
        )
        self.notEvaluated = Dictionary(
            notEvaluated.map { (RuleMergeSubject.key(ofTag: $0.key), $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Everything that was found, rule by rule in the order of their numbers.
    public func findings() -> [LintFinding] {
        let active = rules.filter { !$0.isDisabled }
        var findings: [LintFinding] = []
        for rule in active {
            let known = notEvaluated[RuleMergeSubject.key(ofTag: rule.immutableTag)] ?? []
            findings += ExpressionLint.findings(rule, notEvaluated: known)
            findings += ScopeLint.findings(rule)
            findings += attributes(rule)
            findings += SecretLint.findings(rule)
            findings += template(rule)
        }
        findings += precedence(active)
        findings += JoinLint.findings(active)
        findings += JoinLint.joinsOnNothing(active)
        findings += FlowLint.findings(active)
        findings += CloneLint.findings(active, of: rules)
        let order = Dictionary(
            rules.enumerated().map { ($0.element.name, ($0.element.precedence, $0.offset)) },
            uniquingKeysWith: { first, _ in first }
        )
        return findings.enumerated().sorted { one, other in
            let (left, right) = (order[one.element.rule] ?? (0, 0), order[other.element.rule] ?? (0, 0))
            return (left.0, left.1, one.offset) < (right.0, right.1, other.offset)
        }.map(\.element)
    }

    private func precedence(_ active: [PortableRule]) -> [LintFinding] {
        Dictionary(grouping: active, by: \.precedence).sorted { $0.key < $1.key }.flatMap {
            number,
            same -> [LintFinding] in
            guard same.count > 1, let first = same.first else { return [] }
            return same.dropFirst().map { rule in
                LintFinding(
                    .duplicatePrecedence,
                    rule,
                    "It has the number \(number), as \"\(first.name)\" has: which of them wins is not decided."
                )
            }
        }
    }

    private func attributes(_ rule: PortableRule) -> [LintFinding] {
        guard let schema = schemas[rule.connector], rule.connectorObjectType != "*",
            let closure = ClassClosure(of: AttributeName(rule.connectorObjectType), in: schema)
        else { return [] }
        return rule.connectorAttributes.sorted().filter { !closure.allows($0) && !closure.allows($0.base) }.map {
            name in
            LintFinding(
                .attributeNotOnClass,
                rule,
                part: name.spelling,
                "Objects of the class \(rule.connectorObjectType) cannot hold \(name): what reads it gets nothing."
            )
        }
    }

    private func template(_ rule: PortableRule) -> [LintFinding] {
        guard let tag = TemplateTag(rule.immutableTag), let known = templates[tag.family],
            let ours = TemplateTag(known),
            ours.version != tag.version
        else { return [] }
        return [
            LintFinding(
                .otherTemplateVersion,
                rule,
                "It comes from version \(tag.version) of its template; the catalogue has version \(ours.version)."
            )
        ]
    }
}
