import Directory
import DirectorySchema

/// Answers what a connector's schema offers: classes, and attributes allowed on classes.
struct SchemaGate {
    let connector: GenerationConnector
    private let closures: [String: ClassClosure]

    /// `classes` are those that will be asked for: a forest has hundreds, and rules need a dozen.
    init(_ connector: GenerationConnector, classes: Set<AttributeName>) {
        self.connector = connector
        var closures: [String: ClassClosure] = [:]
        for name in classes { closures[name.folded] = ClassClosure(of: name, in: connector.schema) }
        self.closures = closures
    }

    struct Verdict {
        let isPresent: Bool
        let reason: String
    }

    /// Whether a rule with these needs appears, with half a sentence that says why.
    func verdict(on needs: RuleTemplate.Needs, options: RuleOptions) -> Verdict {
        if let option = needs.option, !options.has(option) {
            return Verdict(isPresent: false, reason: "the option \(option) is off")
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

    /// The first of these attributes that the class does not allow; the pseudo attribute `dn` is always there.
    func firstMissing(of attributes: [AttributeName], on name: AttributeName) -> AttributeName? {
        guard let closure = closures[name.folded] else { return nil }
        return attributes.first { $0 != "dn" && !closure.allows($0) }
    }
}
