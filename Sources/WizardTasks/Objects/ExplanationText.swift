import Directory
import SyncEngine
import SyncRules

/// How explanations write values, clauses and flows.
enum ExplanationText {
    /// What goes on behind a colon, as a sentence of its own.
    static func sentence(_ reason: String) -> String { "\(reason.prefix(1).uppercased())\(reason.dropFirst())." }

    /// A few values, each not too long.
    static func values(_ values: [[UInt8]], of attribute: AttributeName = "") -> String {
        let shown = values.prefix(3).map { value in
            let text = ShownValue.text(value, of: attribute)
            return "\"" + (text.count > 80 ? String(text.prefix(80)) + "…" : text) + "\""
        }
        let more = values.count > 3 ? " and \(values.count - 3) more" : ""
        return values.isEmpty ? "nothing" : shown.joined(separator: ", ") + more
    }

    /// A clause that does not hold, with the value that it was held against.
    static func obstacle(_ clause: ScopeTrace.Clause) -> String {
        let name = clause.clause.attribute.spelling
        guard !clause.values.isEmpty else { return "\(clause.clause), and it has no \(name)" }
        return "\(clause.clause), and its \(name) is \(values(clause.values, of: clause.clause.attribute))"
    }

    /// Why a rule does not have an object in scope.
    static func obstacles(_ trace: ScopeTrace) -> String {
        let wanted = trace.obstacles.map(obstacle).joined(separator: "; ")
        let which = trace.groups.count > 1 ? "the nearest of its \(trace.groups.count) groups wants " : "it wants "
        return "\(rule(trace.rule)): \(which)\(wanted)"
    }

    static func rule(_ rule: SyncRule) -> String { "\(rule.name) (\(rule.precedence))" }

    /// Why an attribute has what it had before.
    static func kept(_ trace: AttributeTrace) -> String {
        let once = trace.flows.first { $0.outcome == .onceOnly }
        let reason = once.map { "\(rule($0.rule)) applies to new objects only" } ?? "no rule gives a value now"
        return "\(trace.attribute) is kept from before: \(reason)."
    }

    /// What one flow says of an attribute.
    static func flow(_ flow: FlowTrace, of connector: String?, reading entry: Entry?) -> String {
        let place = connector.map { " of \($0)" } ?? ""
        let source = flow.flow.source.text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let head = "\(rule(flow.rule))\(place), from \(source.count > 70 ? String(source.prefix(70)) + "…" : source)"
        let said: String
        switch flow.outcome {
        case .wins: said = "gives \(values(flow.values)) and wins"
        case .merged: said = "gives \(values(flow.values)), among others"
        case .loses: said = "would give \(values(flow.values)) and comes after a rule that has spoken"
        case .empty: said = "gives nothing" + inputs(flow, entry)
        case .authoritativeNull: said = "says AuthoritativeNull: nothing comes from rules after it"
        case .ignored: said = "says IgnoreThisFlow: it keeps what it had"
        case .onceOnly: said = "applies to new objects only"
        case .failed(let message): said = "fails: \(message)"
        case .unsupported(let reason): said = "cannot be computed: \(reason)"
        }
        return "\(head): \(said)"
    }

    /// What a flow that gives nothing has read.
    private static func inputs(_ flow: FlowTrace, _ entry: Entry?) -> String {
        guard let entry else { return "" }
        let read = FlowReferences.attributes(readBy: flow.flow.source).filter { $0 != "dn" }
        let missing = read.filter { entry.texts($0).isEmpty }.map(\.spelling)
        guard missing.isEmpty else { return " (it has no \(missing.joined(separator: ", no ")))" }
        // What an attribute holds is carried over as it is, unless it refers to something that is not there.
        guard case .direct(let name) = flow.flow.source else { return "" }
        let isToTenant = flow.rule.identity.connector == .tenant
        let place = flow.rule.direction == .inbound ? "metaverse" : isToTenant ? "tenant" : "forest"
        let identifiers = entry.bytes(name).filter { SecurityIdentifier(bytes: $0) != nil }
        if flow.rule.direction == .inbound, !identifiers.isEmpty {
            return " (no object of its forest in the metaverse has the security identifier \(values(identifiers)))"
        }
        return " (nothing that it refers to is in the \(place))"
    }
}
