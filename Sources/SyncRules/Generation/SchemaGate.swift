import Directory
import DirectorySchema

/// Answers what a connector's schema offers: classes, and attributes allowed on classes.
struct SchemaGate {
    let connector: GenerationConnector
    private let closures: [String: ClassClosure]
    /// Why no rule at all can be made for the connector; nothing where rules can.
    let unusable: String?

    /// `classes` are those that will be asked for: a forest has hundreds, and rules need a dozen.
    init(
        _ connector: GenerationConnector,
        classes: Set<AttributeName>,
        anchor: AttributeName,
        joins: [[JoinClause]]
    ) {
        self.connector = connector
        var closures: [String: ClassClosure] = [:]
        for name in classes { closures[name.folded] = ClassClosure(of: name, in: connector.schema) }
        self.closures = closures
        unusable =
            connector.kind == .forest
            ? Self.lack(of: closures["user"], anchor, joins, connector.name) ?? Self.objection(to: anchor, connector)
            : nil
    }

    struct Verdict {
        let isPresent: Bool
        let reason: String
    }

    /// Whether a rule with these needs appears, with half a sentence that says why.
    func verdict(on needs: RuleTemplate.Needs, options: RuleOptions, forests: [SchemaGate]) -> Verdict {
        if let reason = unusable { return Verdict(isPresent: false, reason: reason) }
        if let reason = Self.refusal(of: needs, options) { return Verdict(isPresent: false, reason: reason) }
        if needs.isOfAnyForest {
            var needs = needs
            needs.isOfAnyForest = false
            let verdicts = forests.map { (gate: $0, verdict: $0.verdict(on: needs, options: options, forests: [])) }
            guard let found = verdicts.first(where: \.verdict.isPresent) else {
                let reason = verdicts.first?.verdict.reason ?? "there is no forest"
                return Verdict(isPresent: false, reason: "no forest offers it: \(reason)")
            }
            return Verdict(isPresent: true, reason: "\(found.verdict.reason) in \(found.gate.connector.name)")
        }
        guard let name = needs.objectClass else {
            return Verdict(isPresent: true, reason: "every configuration has it")
        }
        guard let closure = closures[name.folded] else {
            return Verdict(isPresent: false, reason: "class \(name) is not in the schema")
        }
        guard !needs.anyAttribute.isEmpty else {
            return Verdict(isPresent: true, reason: "class \(name) is in the schema")
        }
        for marker in needs.anyAttribute {
            guard let allowance = closure.attributes[marker] else { continue }
            let through = allowance.through == name ? "" : " through \(allowance.through)"
            return Verdict(isPresent: true, reason: "attribute \(marker) is allowed on class \(name)\(through)")
        }
        let markers = needs.anyAttribute.map(\.spelling).joined(separator: ", ")
        return Verdict(isPresent: false, reason: "class \(name) allows none of \(markers)")
    }

    /// Why no rule at all can be made for a forest: objects could neither be found nor told apart.
    private static func lack(
        of user: ClassClosure?,
        _ anchor: AttributeName,
        _ joins: [[JoinClause]],
        _ forest: String
    ) -> String? {
        guard let user else { return "the schema of \(forest) has no class user, so no rule is made for it" }
        for attribute in Set(["objectGUID", anchor]).sorted() where !user.allows(attribute) {
            return "class user of \(forest) does not allow \(attribute), so no rule is made for it"
        }
        // Without a join every object would become a person of its own.
        guard joins.contains(where: { $0.allSatisfy { user.allows($0.connectorAttribute) } }) else {
            let names = Set(joins.joined().map(\.connectorAttribute)).sorted().map(\.spelling).joined(separator: ", ")
            return
                "class user of \(forest) allows none of \(names), by which people are joined, so no rule is made for it"
        }
        return nil
    }

    /// Why an attribute that somebody chose cannot be an anchor in a forest; nothing where it can.
    private static func objection(to anchor: AttributeName, _ connector: GenerationConnector) -> String? {
        guard anchor != "objectGUID", anchor != "mS-DS-ConsistencyGuid",
            let attribute = connector.schema.attribute(anchor)
        else { return nil }
        let what =
            attribute.isConstructed || attribute.isBackLink
            ? "is computed by the directory" : attribute.isSingleValued ? nil : "may have several values"
        return what.map {
            "\(anchor) \($0) in \(connector.name), and an anchor is one value that stays, so no rule is made for it"
        }
    }

    /// Why the options leave a rule out, whatever the schema offers; nothing where they do not.
    static func refusal(of needs: RuleTemplate.Needs, _ options: RuleOptions) -> String? {
        if let option = needs.option, !options.has(option) { return "the option \(option) is off" }
        if let anchor = needs.anchor, anchor != options.sourceAnchor.word {
            return "the source anchor is \(options.sourceAnchor)"
        }
        if let application = needs.application, !options.exports(application) {
            return "\(application) is not among the applications"
        }
        return nil
    }

    /// The first of these attributes that the class does not allow; the pseudo attribute `dn` is always there.
    func firstMissing(of attributes: [AttributeName], on name: AttributeName) -> AttributeName? {
        guard let closure = closures[name.folded] else { return nil }
        return attributes.first { $0 != "dn" && !closure.allows($0) }
    }
}
