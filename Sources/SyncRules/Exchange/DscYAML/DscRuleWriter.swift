import Yams

/// Writes rules as a list of YAML.
enum DscRuleWriter {
    static func write(_ rules: [PortableRule], file: String) -> (text: String, problems: [ExchangeProblem]) {
        var problems = rules.flatMap { losses($0, file) }
        do {
            let list = Node(rules.map { node($0) })
            return (try Yams.serialize(node: list, width: -1, allowUnicode: true), problems)
        } catch {
            problems.append(ExchangeProblem(.error, "notWritten", file: file, "The rules cannot be written: \(error)"))
            return ("", problems)
        }
    }

    private static func losses(_ rule: PortableRule, _ file: String) -> [ExchangeProblem] {
        var lost: [String] = []
        if rule.identifier != nil || rule.internalIdentifier != nil { lost.append("its GUID") }
        if rule.version != 1 { lost.append("its version") }
        if rule.softDeleteExpiry != "00:00:00" { lost.append("how long a soft delete lasts") }
        if rule.mappings.contains(where: { $0.sources.count > 1 }) { lost.append("the second source of a flow") }
        var problems = lost.map {
            ExchangeProblem(
                .warning,
                "notInThisForm",
                file: file,
                rule: rule.name,
                "The rule has more: \($0) is not in this form."
            )
        }
        if ExchangeGUID.normal(rule.connector) != nil {
            let sentence = "ConnectorName holds the connector's GUID, since its name is not known; put the name there."
            problems.append(ExchangeProblem(.warning, "connectorByGUID", file: file, rule: rule.name, sentence))
        }
        return problems
    }

    private static func node(_ rule: PortableRule) -> Node {
        var pairs = [
            pair("Name", rule.name), pair("Description", rule.description), pair("ConnectorName", rule.connector),
            pair("Direction", rule.direction.rawValue), pair("SourceObjectType", rule.sourceObjectType),
            pair("TargetObjectType", rule.targetObjectType), pair("LinkType", rule.link.rawValue),
            plain("Precedence", "\(rule.precedence)"),
        ]
        if rule.precedenceAfter != PortableRule.noRule { pairs.append(pair("PrecedenceAfter", rule.precedenceAfter)) }
        if rule.precedenceBefore != PortableRule.noRule {
            pairs.append(pair("PrecedenceBefore", rule.precedenceBefore))
        }
        pairs += [
            plain("Disabled", "\(rule.isDisabled)"), plain("EnablePasswordSync", "\(rule.synchronizesPasswords)"),
            pair("ImmutableTag", rule.immutableTag), plain("IsStandardRule", "\(rule.isStandard)"),
        ]
        pairs.append(
            list(
                "ScopeFilter",
                rule.scope.map { group in mapping([list("ScopeConditionList", group.map { scope($0) })]) }
            )
        )
        pairs.append(
            list("JoinFilter", rule.joins.map { group in mapping([list("JoinConditionList", group.map { join($0) })]) })
        )
        pairs.append(list("AttributeFlowMappings", rule.mappings.map { flow($0) }))
        return mapping(pairs)
    }

    private static func scope(_ condition: PortableRule.Scope) -> Node {
        mapping([
            pair("Attribute", condition.attribute), pair("ComparisonOperator", condition.comparison.rawValue),
            pair("ComparisonValue", condition.value),
        ])
    }

    private static func join(_ condition: PortableRule.Join) -> Node {
        mapping([
            pair("CSAttribute", condition.connectorAttribute), pair("MVAttribute", condition.metaverseAttribute),
            plain("CaseSensitive", "\(condition.isCaseSensitive)"),
        ])
    }

    private static func flow(_ flow: PortableMapping) -> Node {
        let kinds: [PortableMapping.Kind: String] = [
            .direct: "Direct", .constant: "Constant", .expression: "Expression",
        ]
        var pairs = [pair("Destination", flow.destination), pair("FlowType", kinds[flow.kind] ?? "")]
        if let source = flow.constant ?? flow.sources.first { pairs.append(pair("Source", source)) }
        if let expression = flow.expression { pairs.append(pair("Expression", expression)) }
        return mapping(pairs + [plain("ExecuteOnce", "\(flow.isOnce)"), pair("ValueMergeType", flow.merge.rawValue)])
    }

    private static func mapping(_ pairs: [(Node, Node)]) -> Node { .mapping(Node.Mapping(pairs, .implicit, .block)) }

    private static func list(_ key: String, _ nodes: [Node]) -> (Node, Node) {
        (Node(key), .sequence(Node.Sequence(nodes, .implicit, nodes.isEmpty ? .flow : .block)))
    }

    private static func plain(_ key: String, _ value: String) -> (Node, Node) {
        (Node(key), Node(value, .implicit, .plain))
    }

    /// Texts are in quotes, so that no reader takes one for a number or a truth; a carriage return needs escapes.
    private static func pair(_ key: String, _ value: String) -> (Node, Node) {
        let needsEscapes = value.utf8.contains { $0 < 0x20 }
        return (Node(key), Node(value, Tag(.str), needsEscapes ? .doubleQuoted : .singleQuoted))
    }
}
