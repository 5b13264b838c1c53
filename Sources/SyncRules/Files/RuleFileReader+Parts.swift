import Diagnostics
import SyncExpressions
import Yams

/// Scopes, joins and flows.
extension RuleFileReader {
    mutating func groups<Clause>(
        _ root: Node,
        _ key: String,
        _ clause: (inout RuleFileReader, Node) -> Clause?
    ) -> [[Clause]] {
        var groups: [[Clause]] = []
        for group in list(root, key) {
            guard let nodes = group.sequence else {
                page.report("RFL013", "\(key) is a list of groups, and each group is a list", group)
                continue
            }
            var clauses: [Clause] = []
            for node in nodes { if let made = clause(&self, node) { clauses.append(made) } }
            groups.append(clauses)
        }
        return groups
    }

    mutating func scope(_ node: Node) -> PortableRule.Scope? {
        guard node.mapping == nil else {
            page.check(node, ["attribute", "operator", "value"])
            let (attribute, word) = (needed(node, "attribute"), needed(node, "operator"))
            let value = text(node, "value") ?? ""
            guard let attribute, let word else { return nil }
            guard let comparison = ScopeOperator(stored: word) else {
                unknownOperator(word, node["operator"])
                return nil
            }
            return PortableRule.Scope(attribute: attribute, comparison: comparison, value: value)
        }
        guard let text = node.scalar.map({ page.text($0) }) else {
            page.report("RFL015", "a condition of a scope is \"attribute OPERATOR value\"", node)
            return nil
        }
        if let clause = RuleFileWords.scope(text) { return clause }
        let words = text.split(separator: " ")
        guard words.count > 1, let comparison = ScopeOperator(stored: String(words[1])) else {
            if words.count > 1 {
                unknownOperator(String(words[1]), node)
            } else {
                page.report("RFL015", "a condition of a scope is \"attribute OPERATOR value\"", node)
            }
            return nil
        }
        page.report("RFL015", "\(comparison.rawValue) takes \(comparison.takesValue ? "a" : "no") value", node)
        return nil
    }

    mutating func join(_ node: Node) -> PortableRule.Join? {
        guard node.mapping == nil else {
            page.check(node, ["connector", "metaverse", "caseSensitive"])
            let (connector, metaverse) = (needed(node, "connector"), needed(node, "metaverse"))
            let isCaseSensitive = truth(node, "caseSensitive") ?? false
            guard let connector, let metaverse else { return nil }
            return PortableRule.Join(
                connectorAttribute: connector,
                metaverseAttribute: metaverse,
                isCaseSensitive: isCaseSensitive
            )
        }
        if let clause = node.scalar.flatMap({ RuleFileWords.join(page.text($0)) }) { return clause }
        page.report(
            "RFL015",
            "a condition of a join is \"connector = metaverse\"",
            node,
            notes: ["with == the case of letters matters"]
        )
        return nil
    }

    mutating func flow(_ node: Node) -> PortableMapping? {
        guard node.mapping != nil else {
            page.report("RFL013", "a flow has keys: to, and one of from, constant and expression", node)
            return nil
        }
        page.check(node, ["to", "from", "constant", "expression", "sources", "merge", "once"])
        let destination = needed(node, "to")
        if destination == "" { page.report("RFL018", .warning, "to is empty", node["to"]) }
        let source = text(node, "from")
        let (constant, expression) = (text(node, "constant"), text(node, "expression"))
        let hasSources = node["sources"] != nil
        let kinds = ["from", "constant", "expression"].filter { node[$0] != nil }
        if kinds.isEmpty, !hasSources {
            page.report("RFL016", "a flow needs from, constant or expression", node)
        } else if kinds.first == "from", kinds.count > 1 || hasSources {
            page.report("RFL016", "a flow has one of from, constant and expression", node["from"])
        } else if kinds.count > 1 {
            page.report("RFL018", .warning, "the constant does not count beside the expression", node["constant"])
        }
        var mapping = PortableMapping(destination: destination ?? "", expression: expression, constant: constant)
        mapping.merge = node["merge"] == nil ? .update : word(node, "merge", RuleFileWords.merges) ?? .update
        mapping.isOnce = truth(node, "once") ?? false
        if hasSources {
            mapping.sources = list(node, "sources").compactMap { source in
                if let scalar = source.scalar { return page.text(scalar) }
                page.report("RFL013", "sources is a list of attributes", source)
                return nil
            }
        } else {
            mapping.sources = source.map { [$0] } ?? RuleFileWords.usualSources(expression: expression)
        }
        return mapping
    }

    private mutating func unknownOperator(_ word: String, _ node: Node?) {
        let known = ScopeOperator.allCases.map(\.rawValue)
        let note = Spelling.hint(for: word, among: known) ?? "known are \(known.joined(separator: ", "))"
        page.report("RFL015", "\(word) is not an operator of scopes", node, notes: [note])
    }
}
